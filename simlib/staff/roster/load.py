"""The opening staff of a roster: of a staff file made of one, or of a roster that is clean as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from simlib.months import month_text
from simlib.policy import Policy
from simlib.staff.file import STAFF_FILE
from simlib.staff.opening import Staff
from simlib.staff.roster.completing import completed, lacking
from simlib.staff.roster.files import RosterRefused
from simlib.staff.roster.imported import known_of
from simlib.staff.roster.key import Key, load_key
from simlib.staff.roster.known import Known
from simlib.staff.roster.match_file import reading_of
from simlib.staff.roster.pack_margins import margins_of
from simlib.staff.roster.roster import read_roster
from simlib.staff.roster.stored import read_known
from simlib.text import Text


def roster_staff(policy: Policy, path: Path, key: Callable[[], Key] = load_key) -> Staff:
    """Return the staff of a file: a staff file, or a roster whose every column is known by its very heading.

    Raises RosterRefused for what is neither, or has problems; PolicyError for a wrong roster.yaml.
    """
    if path.suffix.lower() == STAFF_FILE:
        return staff_of(policy, read_known(policy, path))
    reading = reading_of(policy, None)
    roster = read_roster(policy, path, reading, accept=True)
    if not (roster.match.sure and roster.where.sure):
        what = Text(
            "{file} 的列或社区尚待确认：先运行 simlib roster check {file} --pack {policy}。",
            "the columns or communities of {file} are to be confirmed: "
            "first run simlib roster check {file} --pack {policy}.",
        )
        raise RosterRefused(what.of(file=path, policy=policy.name))
    return staff_of(policy, known_of(roster, key))


def staff_of(policy: Policy, known: Known) -> Staff:
    """Return the opening staff of what is known of people; in sixteen draws where anything has to be drawn."""
    if policy.opening is not None and known.month >= policy.opening:
        what = Text(
            "名册截至 {month}，不早于 {policy} 的期初 {opening}。请用 --opening 写名册的下一个月，或用期初以前的名册。",
            "the roster is of {month}, not before {policy} opens ({opening}). "
            "Give --opening the month after it, or take an earlier roster.",
        )
        raise RosterRefused(
            what.of(month=month_text(known.month), policy=policy.name, opening=month_text(policy.opening))
        )
    margins = margins_of(policy)
    redraw = partial(completed, policy, known, margins) if lacking(known).drawn else None
    return replace(completed(policy, known, margins), redraw=redraw)
