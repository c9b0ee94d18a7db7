"""Who is in post when a policy's projection opens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from simlib.policy import Policy
from simlib.policy.problems import one_problem
from simlib.population.ages import AllRetired
from simlib.population.person import ELECTED, RECRUITED
from simlib.rules.establishment import authorised, places_of
from simlib.staff.carried_over import carried_over
from simlib.staff.file import STAFF, former_pack, read_staff
from simlib.staff.margins import Margins
from simlib.staff.opening import Former, Staff
from simlib.staff.scale import RosterScale, place_all
from simlib.staff.synthetic import Post, synthesise
from simlib.text import Text


def load_staff(policy: Policy, path: str | Path | None = None) -> Staff:
    """Return the opening staff of a policy, as `staff.yaml` beside the pack or the file `path` has it.

    Drawn from margins, or carried over from another pack. The posts, bands and grades are those of the month of the
    roster, so a later reform finds the same people. Where the file names another pack as the one they come from, the
    staff holds its scale too (`Staff.former`). A path that ends otherwise than .yaml is a roster (Excel, CSV …), or the
    staff file made of one (.parquet). Raises PolicyError with everything that is wrong with the file, RosterRefused
    where a roster has problems or questions.
    """
    file = Path(path) if path is not None else policy.path.parent / STAFF
    if file.suffix.lower() not in (".yaml", ".yml"):
        return _of_roster(policy, file)
    staff, law = _people(policy, file), former_pack(policy, file)
    if law is None:
        return staff
    formerly = partial(_formerly, policy, staff, law, _people(law, law.path.parent / STAFF))
    return replace(formerly(0), redraw=staff.redraw and formerly)


def _of_roster(policy: Policy, file: Path) -> Staff:
    """Return the people of a roster, with the former scale of those whom the pack's own staff has too."""
    from simlib.staff.roster.load import roster_staff  # with libraries for which a synthetic staff need not wait

    staff = roster_staff(policy, file)
    own = policy.path.parent / STAFF
    law = former_pack(policy, own) if os.path.lexists(own) else None
    if law is None:
        return staff
    theirs = _people(law, law.path.parent / STAFF)
    if not np.isin(staff.records["key"], theirs.records["key"]).all():
        return staff
    return staff.changed(lambda mine: replace(mine, former=_former(policy, mine, law, theirs)))


def _formerly(policy: Policy, staff: Staff, law: Policy, theirs: Staff, draw: int) -> Staff:
    """Return a draw of a staff with the scale of another pack, found among the same draw of that pack's staff."""
    mine = staff.draws[draw]
    return replace(mine, former=_former(policy, mine, law, theirs.draws[min(draw, len(theirs.draws) - 1)]))


def _people(policy: Policy, file: Path) -> Staff:
    """Return who a staff file says is in post, on the policy's own scale."""
    read = read_staff(policy, file)
    if isinstance(read, Margins):
        staff = _synthetic(policy, read, file)
    else:
        staff = _people(read.origin, read.origin.path.parent / STAFF).changed(partial(carried_over, policy, read))
    return staff.changed(_Grading(policy, staff.month))


def _synthetic(policy: Policy, margins: Margins, file: Path) -> Staff:
    """Return the staff drawn from margins. Raises PolicyError where they let nobody be of an age to work."""
    try:
        return synthesise(margins, _posts(policy, margins.month), RosterScale(policy, margins.month).ages)
    except AllRetired as error:
        what = Text("age_mix 中的年龄都已过退休年龄", "the ages of age_mix are all past retirement")
        way_out = Text("请调低年龄构成。", "Lower the ages.")
        raise one_problem(what, way_out, file.as_posix()) from error


def _former(policy: Policy, staff: Staff, law: Policy, there: Staff) -> Former:
    """Return each one's post and grade on another pack's scale, found by who they are."""
    theirs = np.sort(there.records, order="key")
    place = np.minimum(np.searchsorted(theirs["key"], staff.records["key"]), len(theirs) - 1)
    if (theirs["key"][place] != staff.records["key"]).any():
        what = Text(
            "{law} 的期初人员缺少 {policy} 的人，不知道他们套改前的等级",
            "the staff of {law} lacks people of {policy}, whose former scale it is to tell",
        ).of(law=law.name, policy=policy.name)
        way_out = Text(
            "请让其中一个沿用（carried_from）另一个的人员。",
            "Let one of the two staff files carry the other's people over (carried_from).",
        )
        raise one_problem(what, way_out)
    return Former(law, theirs["post"][place].astype(np.int64) * law.grades + theirs["grade"][place] - 1)


class _Grading:
    """Puts people in places of a policy, with the grades that its entry rule gives them in the month of a roster."""

    def __init__(self, policy: Policy, month: int) -> None:
        self._scale = RosterScale(policy, month)
        self._places = tuple(places_of(policy, range(month, month + 1)).names(policy))

    def __call__(self, staff: Staff) -> Staff:
        """Return the same people so placed."""
        records, scale = staff.records.copy(), self._scale
        place_all(records.view(np.recarray), scale.last_january, scale.appraisals, scale.terms)
        return Staff(records, staff.month, staff.provenance, self._places)


def _posts(policy: Policy, month: int) -> Iterator[Post]:
    """Yield every post authorised in a month."""
    places = places_of(policy, range(month, month + 1))
    posts = authorised(policy, places, month)
    elects = np.asarray(policy.value("election.places", month))[places.kind]
    elected_posts = np.asarray(policy.value("election.posts", month))
    for place, name in enumerate(places.names(policy)):
        for post, number in enumerate(posts[place]):
            contract = ELECTED if elects[place] and elected_posts[post] else RECRUITED
            for ordinal in range(number):
                yield name, place, int(places.unit[place]), post, ordinal, contract
