"""A roster that was dropped: read, and where nothing is left to settle, the staff of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dashboards.data.columns import headings_of
from dashboards.data.margins import margins
from simlib import load_staff
from simlib.disclosure import hidden_cells
from simlib.months import month_text
from simlib.policy import Policy
from simlib.report.tables.grid import Grid
from simlib.staff.opening import Staff
from simlib.staff.roster.completing import Filled, lacking
from simlib.staff.roster.discreet import discreet
from simlib.staff.roster.fields import label_of
from simlib.staff.roster.imported import known_of
from simlib.staff.roster.key import Key
from simlib.staff.roster.load import staff_of
from simlib.staff.roster.match_file import Reading
from simlib.staff.roster.roster import Roster, read_roster
from simlib.text import NOTHING, Code, Text, Told, joined


@dataclass(frozen=True)
class Opened:
    """What a file was read as.

    headings  of its columns, each with the field that it is likeliest to be
    roster    None where it was `refused`, and then why
    staff     None while anything is left to settle; else `filled` is what the roster lacked
    """

    headings: dict[str, str] = field(repr=False)
    roster: Roster | None = None
    staff: Staff | None = None
    filled: Filled | None = None
    refused: Text = NOTHING

    def margins(self, code: Code) -> list[Grid]:
        """People in counts beside the pack's own; none without a staff."""
        if self.staff is None or self.roster is None:
            return []
        policy = self.roster.policy
        return margins(self.staff, load_staff(policy), policy, hidden_cells(self.staff, policy), code)


def opened_roster(
    policy: Policy, content: bytes, name: str, reading: Reading, key: Callable[[], Key], check: Callable[[], Any]
) -> Opened:
    """Read a roster for a policy that opens in the month after it, as it says; `check` is called between the steps."""
    with discreet():
        headings: dict[str, str] = {}
        try:
            headings = headings_of(content, name)
            check()
            roster = _read(policy, content, name, reading)
            check()
            if roster.unsettled:
                return Opened(headings, roster)
            known = known_of(roster, key)
            return Opened(headings, roster, staff_of(roster.policy, known), lacking(known))
        except Told as refused:
            return Opened(headings, refused=joined(refused.texts))


def _read(policy: Policy, content: bytes, name: str, reading: Reading) -> Roster:
    roster = read_roster(policy, content, reading, accept=True, name=name)
    if roster.month + 1 != policy.opening:
        roster = read_roster(policy.opened(month_text(roster.month + 1)), content, reading, accept=True, name=name)
    return roster


def said(found: Opened) -> Text:
    """Say where the visitor stands: why a file is refused, what is left to settle, what was drawn."""
    roster = found.roster
    if roster is None:
        by_hand = Text(" 也可以在下面选择哪一列是什么。", " Or choose below which column is what.")
        return found.refused + by_hand if found.headings else found.refused
    people, month = int(roster.kept.sum()), month_text(roster.month)
    read = Text(f"读到{people}人，名册年月{month}。", f"{people} people read, roster of {month}. ")
    if found.filled is None:
        left = len(roster.unsettled)
        return read + Text(f"还有{left}处待解决，见下表。", f"{left} problems or questions are left: see below.")
    heads = (
        (Text("名册没有、按构成抽取：", "Not in the roster, drawn from the margins: "), found.filled.drawn),
        (Text("名册没有、由其他项推出：", "Not in the roster, taken from what else it says: "), found.filled.taken),
    )
    told = [head + joined(_counted(filled)) + Text("。", ". ") for head, filled in heads if filled]
    return joined([read, *told], NOTHING)


def _counted(filled: dict[str, int]) -> list[Text]:
    return [label_of(name) + Text(f"{n}人", f" of {n}") for name, n in filled.items()]
