"""A conversion of a run: when it is, and on which scale everybody was before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from simlib.policy import Policy
from simlib.policy.problems import one_problem
from simlib.population.staff import Staff
from simlib.population.staff_file import STAFF, former_pack
from simlib.simulation.clock import conversion_month
from simlib.simulation.staffing import load_staff


@dataclass(frozen=True)
class Former:
    """Another pack, on whose scale the opening staff was until the opening.

    cells  (N,) int: post × grades + grade − 1 of each on it
    """

    policy: Policy
    cells: np.ndarray = field(repr=False)


class Conversion(NamedTuple):
    """A conversion.

    month         in which everybody is placed on the new scale; what they had is that of the month before
    law           whose scale that was
    posts, grades how many that scale has
    """

    month: int
    law: Policy
    posts: int
    grades: int

    @property
    def cells(self) -> int:
        """How many posts × grades there were before."""
        return self.posts * self.grades


def conversion_of(policy: Policy, months: range, former: Former | None) -> Conversion | None:
    """Return the conversion in some months of a policy; None where there is none."""
    month = conversion_month(policy, months)
    if month is None:
        return None
    law = former.policy if former is not None and month == months[0] else policy
    return Conversion(month, law, len(law.axis("post")), law.grades)


def former_scale(policy: Policy, staff: Staff, months: range) -> Former | None:
    """Return the scale that a staff comes from, where a conversion opens the run and its file names another pack.

    Raises PolicyError where that pack's staff lacks somebody.
    """
    file = policy.path.parent / STAFF
    if conversion_month(policy, months) != months[0] or not file.is_file():
        return None
    law = former_pack(policy, file)
    return None if law is None else Former(law, _cells(policy, staff, law))


def _cells(policy: Policy, staff: Staff, law: Policy) -> np.ndarray:
    """Return each one's post and grade on another pack's scale, found by who they are."""
    theirs = np.sort(load_staff(law).records, order="key")
    place = np.minimum(np.searchsorted(theirs["key"], staff.records["key"]), len(theirs) - 1)
    if (theirs["key"][place] != staff.records["key"]).any():
        what = f"the staff of {law.name} lacks people of {policy.name}, whose former scale it is to tell"
        raise one_problem(what, "Let one of the two staff files carry the other's people over.")
    return theirs["post"][place].astype(np.int64) * law.grades + theirs["grade"][place] - 1
