"""Why contributions changed that are on last year's wages: the steps of `explain` for what is counted by wage year.

A wage year is valued by its own law's December as it is by any month's: wages of the year that the bases are then on,
rates, floors and caps. Its post and grade are those of its last month. Rises count in the year in which they are in the
bases. What a year's pay adds to bases a year later is all `pay_award`, between years; against a baseline what is paid
for ratings and as allowances is told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.analysis.causes import PRICES, CauseParts, Held, over, steps
from simlib.budget.wage_year_contributions import RESETS, ContributionPrices, Wages
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.items import ITEMS
from simlib.population.world import NO_CELL
from simlib.simulation.pay_layout import PayLayout
from simlib.simulation.run import Books
from simlib.simulation.tally import Tally


@dataclass(frozen=True)
class CarriedContributions:
    """One book of contributions of a projection: `items` are those looked at, `counts` their months."""

    law: Policy
    layout: PayLayout
    months: range
    books: Books
    counts: Tally
    items: tuple[str, ...]

    @cached_property
    def prices(self) -> ContributionPrices:
        """What a month of contributions costs."""
        return ContributionPrices(self.law, self.months, self.layout)

    @cached_property
    def on(self) -> np.ndarray:
        """Which year's wages are the bases in each period, (T,), 0 for the year before the run."""
        return self.prices.on[RESETS[str(ITEMS[self.items[0]].rate_of)]]

    def staff(self, periods: Sequence[int]) -> WageYearStaff:
        """Return who contributes in some periods."""
        counts = self.counts
        mine = np.isin(counts.periods, periods)
        return WageYearStaff(
            counts.counts[:, mine].astype(np.int64), counts.periods[mine], self.books.wage_years[counts.cells[mine]]
        )

    def cost(
        self, staff: WageYearStaff, at: int | None = None, of: bool = False, prices: ContributionPrices | None = None
    ) -> np.ndarray:
        """Return what each place of a staff costs, (N,): in its own period, or as in another.

        at  the period whose rates, floors and caps are taken, and whose bases, unless `of` leaves these as they are
        """
        own = staff.periods
        rates = own if at is None else np.full_like(own, at)
        found = (prices or self.prices).at(
            self.items, rates, staff.wage_years, np.arange(len(own)), own if of else None
        )
        return np.sum([*found.values()], axis=0)

    def risen(self, periods: dict[int, int], since_opening: bool) -> np.ndarray:
        """Return the rises that are in the bases of some periods, (R, P, G): of one year, or all since the opening."""
        risen = self.books.risen.astype(float)
        found = np.zeros_like(risen[:, 0])
        for period, months in periods.items():
            years = slice(0, self.on[period]) if since_opening else slice(max(self.on[period] - 1, 0), self.on[period])
            found += risen[:, years].sum(axis=1) * (months / YEAR)
        return found


@dataclass(frozen=True)
class WageYearStaff:
    """Months of contributions: counts (R, N) of N places, the period and the wage year of each place."""

    counts: np.ndarray
    periods: np.ndarray
    wage_years: np.ndarray

    def total(self, price: np.ndarray) -> np.ndarray:
        """Return what they cost, (R,) int64."""
        return np.asarray(self.counts @ price)

    def held(self, price: np.ndarray, layout: PayLayout) -> Held:
        """Return cost and months by post and grade."""
        posts, grades = layout.lengths[:2]
        cell = np.where(self.wage_years["reward"] == NO_CELL, self.wage_years["cells"][:, 0], self.wage_years["reward"])
        place = cell // (layout.cells // (posts * grades))
        by_place = np.zeros((2, len(place), posts * grades))
        by_place[0, np.arange(len(place)), place], by_place[1, np.arange(len(place)), place] = price, 1
        cost, people = (self.counts.astype(float) @ one for one in by_place)
        return Held(cost.reshape(-1, posts, grades), people.reshape(-1, posts, grades))


def staff_from_last_year(book: CarriedContributions, last: dict[int, int], this: dict[int, int]) -> CauseParts:
    """Return what each change of staff adds from one year to the next; periods of both, with their months."""
    before, after = book.staff([*last]), book.staff([*this])
    old, now = (book.cost(staff, max(last)) for staff in (before, after))
    none = np.zeros_like(book.risen(this, False))
    return _quantities(before, after, (old, now), (none, book.risen(this, False)), book.layout)


def carried(book: CarriedContributions, year: dict[int, int]) -> np.ndarray:
    """Return what a year's staff would cost more all year at its December's bases and rates, (R,)."""
    staff = book.staff([*year])
    return staff.total(book.cost(staff, max(year))) - staff.total(book.cost(staff))


def new_prices(book: CarriedContributions, last: dict[int, int], this: dict[int, int]) -> CauseParts:
    """Return what a year's bases and rates add for its staff to those of last December."""
    december, staff = max(last), book.staff([*this])
    paid = [book.cost(staff, december), book.cost(staff, december, of=True), book.cost(staff)]
    award, rates = np.diff([staff.total(price) for price in paid], axis=0)
    return {"pay_award": award, "contributions": rates}


InTurn = tuple[ContributionPrices, ...]


def from_baseline(
    base: CarriedContributions, reform: CarriedContributions, period: dict[int, int], between: InTurn
) -> CauseParts:
    """Return the causes of the difference in one period, with its months. `between`: see `in_turn`."""
    before, after = base.staff([*period]), reform.staff([*period])
    old, now = base.cost(before), base.cost(after)
    rises = (base.risen(period, True), reform.risen(period, True))
    paid = [now, *(base.cost(after, prices=prices) for prices in between), reform.cost(after)]
    changes = np.diff([after.total(price) for price in paid], axis=0)
    parts = _quantities(before, after, (old, now), rises, base.layout)
    for cause, change in zip(PRICES, changes, strict=True):
        parts[cause] = parts[cause] + change if cause in parts else change
    return parts


def in_turn(base: Policy, reform: Policy, months: range, layout: PayLayout) -> InTurn:
    """Return the baseline's prices on the reform's pay scale, and on all of its wages."""
    return tuple(
        ContributionPrices(base, months, layout, Wages.of(policy, months, layout, reform)) for policy in (base, reform)
    )


def _quantities(
    before: WageYearStaff,
    after: WageYearStaff,
    price: tuple[np.ndarray, np.ndarray],
    risen: tuple[np.ndarray, np.ndarray],
    layout: PayLayout,
) -> CauseParts:
    was, now = before.held(price[0], layout), after.held(price[1], layout)
    worth = np.where(was.people > 0, over(was.cost, was.people), over(now.cost, now.people))
    return steps(was, now, worth, *risen)
