"""How person-months are kept so that pay can be priced afterwards: by pay cell and pay period.

A cell is people who are paid the same in the same month; a period is months in which no price changes. Traits that
the policy does not pay for have no cells of their own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.months import YEAR, Years, month_of_year
from simlib.policy import TERMS, Policy
from simlib.policy.axes import CERTIFICATES, EDUCATIONS, RAMP_STEPS, RATINGS
from simlib.policy.provision import Provision
from simlib.policy.term import Term
from simlib.population.world import CELL_AXES

_YEARLY = tuple(name for name, term in TERMS.items() if term.unit == "month_of_year" and term.priced)
AXES = CELL_AXES
_PAYS_BY: dict[str, list[Term]] = {  # of the axes without which a policy may do: the terms that give sums by them
    axis: [term for term in TERMS.values() if term.apart == axis and axis in term.shape]
    for axis in AXES
    if any(term.apart == axis for term in TERMS.values())
}


class PayLayout(NamedTuple):
    """Cells and periods of a run.

    lengths   how many of each of `AXES` have cells of their own (1: none)
    steps     (6,) int: what one of each adds to the number of the cell
    starts    the first month of each period
    of_month  (months,) int: the period of each month of the run
    only      (K,) int: the cells that are priced, ascending, where that is not all of them
    """

    lengths: tuple[int, ...]
    steps: np.ndarray
    starts: tuple[int, ...]
    of_month: np.ndarray
    only: np.ndarray | None = None

    @property
    def years(self) -> Years:
        """The calendar years of the run."""
        return Years(range(self.starts[0], self.starts[0] + len(self.of_month)))

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(np.prod(self.lengths))

    def step(self, axis: str) -> int:
        """Return what one more of an axis adds to the number of the cell; 0 where it has no cells of its own."""
        return int(self.steps[AXES.index(axis)])

    def holds(self, other: PayLayout) -> bool:
        """Return whether person-months kept this way keep apart whatever the other way would."""
        finer = all(mine >= theirs for mine, theirs in zip(self.lengths, other.lengths, strict=True))
        return finer and set(self.starts) >= set(other.starts)

    def joined(self, other: PayLayout) -> PayLayout:
        """Return what keeps apart all that either of two layouts of the same months, posts and grades does."""
        lengths = tuple(map(max, self.lengths, other.lengths))
        return _laid_out(lengths, tuple(sorted({*self.starts, *other.starts})), len(self.of_month))

    def ends(self, place: int) -> bool:
        """Return whether a period ends with the run's month at `place`."""
        return place + 1 == len(self.of_month) or self.of_month[place + 1] != self.of_month[place]


def pay_layout(policy: Policy, months: range) -> PayLayout:
    """Return the cells and periods that a policy needs."""
    full = (len(policy.axis("post")), policy.grades, len(RATINGS), len(EDUCATIONS), len(CERTIFICATES), len(RAMP_STEPS))
    own = {axis: [item.term for item in policy.own_items if item.by == axis] for axis in _PAYS_BY}
    lengths = tuple(
        n if axis not in _PAYS_BY or _pays(policy, [*_PAYS_BY[axis], *own[axis]], months) else 1
        for axis, n in zip(AXES, full, strict=True)
    )
    dated = _dated_changes(policy)
    yearly = [policy.provision(name) for name in _YEARLY]
    seasons = {month for item in policy.own_items for month in range(1, YEAR + 1) if _turns(item.months, month)}
    starts = tuple(
        m for m in months if m == months[0] or m in dated or _moves(yearly, m) or month_of_year(m) in seasons
    )
    return _laid_out(lengths, starts, len(months))


def plain_layout(posts: int, grades: int, months: tuple[int, ...]) -> PayLayout:
    """Return cells for post and grade alone, a period for each of some months."""
    return _laid_out((posts, grades, 1, 1, 1, 1), months, 1)


def _laid_out(lengths: tuple[int, ...], starts: tuple[int, ...], months: int) -> PayLayout:
    strides = np.cumprod((1, *lengths[:0:-1]))[::-1]
    steps = np.where(np.array(lengths) > 1, strides, 0).astype(np.int64)
    of_month = np.searchsorted(starts, np.arange(starts[0], starts[0] + months), side="right") - 1
    return PayLayout(lengths, steps, starts, of_month)


def _pays(policy: Policy, terms: list[Term], months: range) -> bool:
    """Return whether a rule in force ever pays anything by some terms."""
    return any(
        policy.reads(term, month) and bool(np.any(policy.value(term.name, month)))
        for term in terms
        for month in policy.spells(months)
    )


def _moves(yearly: list[Provision], month: int) -> bool:
    """Return whether prices move in a month of every year: a new budget year, the award, the limits."""
    named = month_of_year(month)
    return named == 1 or any(one.at(month).value == named for one in yearly)


def _turns(paid: tuple[int, ...], month: int) -> bool:
    """Return whether what is paid in some months of the year begins or ends with a month."""
    return bool(paid) and (month in paid) != ((month - 2) % YEAR + 1 in paid)


def _dated_changes(policy: Policy) -> set[int]:
    """Return the months in which a clause on pay has a new value, or part pay begins or ends."""
    pay = (one for one in policy.provisions.values() if one.term.priced)
    return {dated.month for provision in pay for dated in provision.values}
