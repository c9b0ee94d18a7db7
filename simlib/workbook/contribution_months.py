"""Months of contributions by the wage year that they are on: what the sheet of contribution bases is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from simlib.budget.contributions import on_this_month
from simlib.budget.terms_by_month import TermsByMonth
from simlib.budget.wage_year_contributions import RESETS, ContributionPrices, Wages, counted_in
from simlib.policy.items import ITEMS
from simlib.population.world import NO_CELL, NO_YEAR
from simlib.projection import Projection


@dataclass(frozen=True)
class Group:
    """Those who contribute on the wages of one year, by wage year. W wage years, P pay periods, 12 months and a reward.

    lines    the contributions
    year     whose wages they are, counted from the year before the run
    periods  the pay periods in which they are due on them
    months   (W, P) months of contributions, mean over replications
    cells    (W, 13) the pay cells of the wages: of the twelve months, and of the reward; NO_CELL where there were none
    paid_in  (W, 13) the price period of each
    mean     (W,) the mean monthly wages, in fen
    first    (W,) whether it is a first wage, and no year's
    """

    lines: tuple[str, ...]
    year: int
    periods: tuple[int, ...]
    months: np.ndarray = field(repr=False)
    cells: np.ndarray = field(repr=False)
    paid_in: np.ndarray = field(repr=False)
    mean: np.ndarray = field(repr=False)
    first: np.ndarray = field(repr=False)


@dataclass(frozen=True)
class Contributed:
    """The groups of a projection, and the year before it as far as they rest on it."""

    projection: Projection = field(repr=False)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups by kind of contribution and year; none where all are on the wages of the month."""
        found = (self._group(book, year) for book, on in enumerate(self._on) for year in np.unique(on[on >= 0]))
        return tuple(group for group in found if len(group.mean))

    @cached_property
    def before(self) -> tuple[int, ...]:
        """The months that price the wages of the months before the run; none where nothing rests on them."""
        many = len(self.wages.starts) - len(self.projection.plan.pay.starts)
        return self.wages.starts[:many] if self.groups or self.projection.years.parts else ()

    @cached_property
    def wages(self) -> Wages:
        """The wages by pay cell."""
        plan = self.projection.plan
        return Wages.of(plan.policy, plan.months, plan.pay)

    @cached_property
    def used(self) -> np.ndarray:
        """Where the bases have their wages from, (2, price periods, pay cells) bool: of a month, and of year end."""
        found = np.zeros((2, *self.wages.monthly.shape), bool)
        for group in self.groups:
            periods, cells, there = group.paid_in, group.cells, group.cells != NO_CELL
            found[0, periods[:, :-1][there[:, :-1]], cells[:, :-1][there[:, :-1]]] = True
            found[1, periods[:, -1][there[:, -1]], cells[:, -1][there[:, -1]]] = True
        return found

    def due(self, line: str, period: int) -> Group | None:
        """Return on what a contribution is due in a period; None where it is on the wages of the month."""
        mine = (group for group in self.groups if line in group.lines and period in group.periods)
        return next(mine, None)

    @cached_property
    def _lines(self) -> tuple[tuple[str, ...], ...]:
        return counted_in(len(self.projection.books.contributed))

    @cached_property
    def _on(self) -> list[np.ndarray]:
        """Which year's wages the bases of each book are on in each pay period, −1 where they are the month's."""
        plan = self.projection.plan
        prices = ContributionPrices(plan.policy, plan.months, plan.pay, self.wages)
        this_month = on_this_month(TermsByMonth(plan.policy, plan.pay.starts))
        resets = [RESETS[str(ITEMS[lines[0]].rate_of)] for lines in self._lines]
        return [np.where(this_month, -1, prices.on[reset]) for reset in resets]

    def _group(self, book: int, year: int) -> Group:
        counts, periods = self.projection.books.contributed[book], np.flatnonzero(self._on[book] == year)
        total = counts.total[periods]
        kept = np.flatnonzero(total.any(axis=0))
        years = self.projection.books.wage_years[kept]
        first = years["first"] != NO_YEAR
        paid_in = np.tile(self.wages.periods[year][[*range(12), -1]], (len(years), 1))
        paid_in[first, 0] = self.wages.period_of(years["first"][first])
        return Group(
            lines=self._lines[book],
            year=int(year),
            periods=tuple(periods.tolist()),
            months=total[:, kept].T / self.projection.replications,
            cells=np.column_stack([years["cells"], years["reward"]]),
            paid_in=paid_in,
            mean=self.wages.means(years, np.arange(len(years)), np.full(len(years), year)),
            first=first,
        )
