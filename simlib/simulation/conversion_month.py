"""A conversion of a run: when it is, and on which scale everybody was before it."""

from __future__ import annotations

from typing import NamedTuple

from simlib.policy import Policy
from simlib.simulation.clock import conversion_month
from simlib.staff.opening import Former


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
    """Return the conversion in some months of a policy; None where there is none.

    At the opening it starts from the `former` scale that the staff comes from, if any; else from the policy's own.
    """
    month = conversion_month(policy, months)
    if month is None:
        return None
    law = former.policy if former is not None and month == months[0] else policy
    return Conversion(month, law, len(law.axis("post")), law.grades)
