"""What one person costs and is paid in one month: the prices of the budget, person by person.

Added up over everybody, a year's months are the budget's lines to the fen, but for two kinds: what is one amount for
all, and severance, which the budget rounds once for all who are dismissed and which is rounded here for each of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simlib.budget.lines import LinePrices
from simlib.budget.wage_year_contributions import counted_in
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.items import Item, counted
from simlib.simulation.monthly import NOT_COUNTED, MonthOfRun, YearEnd
from simlib.simulation.plan import Plan

(_SEVERANCE,) = counted("severance")
UNKNOWN = -1


def paid_in_post(lines: Mapping[str, Item]) -> tuple[str, ...]:
    """Return what a person in post gets (应发报酬), in money or in kind: by month, at year end, on conversion."""
    often = {"month", "year_end", "converted"}
    return tuple(key for key, item in lines.items() if (item.wage or item.received) and often & {*item.counted})


class Known:
    """What a month of contributions on each wage year of one replication comes to, in the pay period in hand."""

    def __init__(self) -> None:
        self._period, self._prices = UNKNOWN, dict[int, np.ndarray]()

    def prices(self, base: int, period: int, shape: tuple[int, int]) -> np.ndarray:
        """Return the prices (H, items) of a base, to be written to; UNKNOWN where a wage year has not been met yet."""
        if period != self._period:
            self._period, self._prices = period, {}
        had, now = self._prices.get(base), np.full(shape, UNKNOWN, np.int64)
        if had is not None:
            now[: len(had)] = had
        self._prices[base] = now
        return now


class PersonMonths:
    """The prices of a law for the months of a plan. L lines, as the law has them."""

    def __init__(self, policy: Policy, plan: Plan) -> None:
        """Take a law that may price the plan: its own, or one that differs in pay alone (`repriced`)."""
        self.lines, self._plan, self._prices = tuple(policy.lines), plan, LinePrices.of(policy, plan)
        table, paid = self._prices.table, paid_in_post(policy.lines)
        prices = (table.monthly, table.yearly, *self._prices.converted)
        self._cost = [_by_line(price, self.lines) for price in prices]
        self._paid = [each[:, :, np.isin(self.lines, paid)].sum(axis=2) for each in self._cost]
        price = table.severance
        self._severance = price.wages, price.capped, price.notice, price.share

    def cost(self, month: MonthOfRun, known: Known) -> np.ndarray:
        """Return what each person costs in a month by line, (N, L) int64 fen.

        known  of the same replication from month to month; it begins as an empty one
        """
        found = self._by_cell(month, self._cost)
        if month.year_end:
            found[:, self.lines.index(_SEVERANCE)] += self._due(month, month.year_end)
        self._contribute(month, found, known)
        year = self._plan.calendar.year[month.at]
        for line, price in self._prices.table.recruit.items():
            found[:, self.lines.index(line)] += month.joined * price[year]
        return found

    def paid(self, month: MonthOfRun) -> np.ndarray:
        """Return what each person is paid for a month in post (`paid_in_post`), (N,) int64 fen; no severance."""
        return self._by_cell(month, self._paid)

    def _by_cell(self, month: MonthOfRun, tables: list[np.ndarray]) -> np.ndarray:
        """Return what is counted by the cells that people are in, at some prices by period and cell, (N, …)."""
        period = self._plan.pay.of_month[month.at]
        monthly, yearly, *converted = (table[period] for table in tables)
        found = monthly.take(month.people["pay_cell"], axis=0)
        books = [*zip(converted, month.protected.T, strict=True)]
        books += [(yearly, month.year_end.rewarded)] if month.year_end else []
        for table, cells in books:
            there = np.flatnonzero(cells != NOT_COUNTED)
            if len(there):
                found[there] += table.take(cells[there], axis=0)
        return np.asarray(found)

    def _due(self, month: MonthOfRun, end: YearEnd) -> np.ndarray:
        """Return the severance of each of those dismissed, (N,)."""
        period = self._plan.pay.of_month[month.at]
        wages, capped, notice, share = (one[period] for one in self._severance)
        gone = end.dismissed != NOT_COUNTED
        cells = end.dismissed[gone]
        due = np.zeros(len(gone), np.int64)
        due[gone] = fen((end.halves[gone] * wages[cells] + end.within_cap[gone] * capped[cells]) * share)
        due[gone] += notice[cells]
        return due

    def _contribute(self, month: MonthOfRun, found: np.ndarray, known: Known) -> None:
        """Enter the contributions on last year's wages."""
        bases, period = self._plan.bases, int(self._plan.pay.of_month[month.at])
        for base, items in enumerate(counted_in(bases)):
            years = month.people["insured_by"][:, base]
            prices = known.prices(base, period, (len(month.wage_years), len(items)))
            new = np.unique(years[prices[years, 0] == UNKNOWN])
            at = np.arange(len(new)), np.full(len(new), period)
            fen = self._prices.contributions.at(items, at[1], month.wage_years[new], at[0])
            prices[new] = np.stack([fen[item] for item in items], axis=1)
            found[:, [self.lines.index(item) for item in items]] += prices[years]


def _by_line(prices: Mapping[str, np.ndarray], lines: tuple[str, ...]) -> np.ndarray:
    """Return prices by period, cell and line, nothing on the lines that have none."""
    found = np.zeros((*next(iter(prices.values())).shape, len(lines)), np.int64)
    for line, price in prices.items():
        found[:, :, lines.index(line)] = price
    return found
