"""What the twin prices by: the budget's table of pay cells, and contributions on the wages of a year.

                                          [rules.contributions, contributions.insurance_reset, contributions.fund_reset]
A base is the mean monthly wage of the last calendar year, reward included; whoever had none contributes on the wage of
the first month. It is part of what tells people apart (`strands.py`): people of one strand have the same base to the
fen, so that floors and caps are exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.budget import PriceTable, price_table
from simlib.budget.contributions import CONTRIBUTIONS, limits_of, on_this_month
from simlib.budget.terms_by_month import TermsByMonth
from simlib.budget.wage_year_contributions import RESETS, Wages
from simlib.months import YEAR
from simlib.policy.fen import fen
from simlib.policy.items import ITEMS
from simlib.twin.monthly_terms import MonthlyTerms

KINDS = tuple(dict.fromkeys(RESETS.values()))  # the terms that name when bases are set anew: each has a base of its own


class Pricing(NamedTuple):
    """What things cost, in fen.

    table  the budget's prices by pay period and cell
    wages  what of them is wages, by pay cell, from the year before the run on
    due    contributions on last year's mean wages, by budget line: those that there ever are
    """

    table: PriceTable
    wages: Wages
    due: dict[str, Contribution]

    @staticmethod
    def of(run_terms: MonthlyTerms) -> Pricing:
        """Return the prices of a run."""
        table = price_table(run_terms.policy, run_terms.months)
        moments = TermsByMonth(run_terms.policy, table.layout.starts)
        limits, last_year = limits_of(moments), ~on_this_month(moments)
        due = {key: Contribution.of(key, moments, limits, last_year) for key in CONTRIBUTIONS}
        wages = Wages.of(run_terms.policy, run_terms.months, table.layout, priced=(table.monthly, table.yearly))
        return Pricing(table, wages, {key: one for key, one in due.items() if one.rate.any()})

    def period(self, month: int) -> int:
        """Return the pay period of a month of the run."""
        return int(self.table.layout.of_month[month - self.table.layout.starts[0]])

    def of_month(self, month: int | np.ndarray, cell: np.ndarray) -> np.ndarray:
        """Return the wages that each of some cells is paid in a month, or in one each, fen."""
        year = month // YEAR - self.table.layout.starts[0] // YEAR + 1
        return np.asarray(self.wages.monthly[self.wages.periods[year, month % YEAR], cell])

    def at_year_end(self, december: int, cell: np.ndarray) -> np.ndarray:
        """Return the wages that each of some cells is paid at the end of a year, fen."""
        return np.asarray(self.wages.reward[self._year(december), cell])

    def of_the_year_before(self, cell: np.ndarray) -> np.ndarray:
        """Return the mean monthly wages of each cell in the year before the run, fen."""
        before = self.wages.monthly[self.wages.periods[0]].sum(axis=0) + self.wages.reward[0]
        return fen(before[cell] / YEAR)

    def _year(self, month: int) -> int:
        """Return which year of `Wages` a month is in: the first is the one before the run."""
        return month // YEAR - self.table.layout.starts[0] // YEAR + 1


class Contribution(NamedTuple):
    """One contribution by pay period, each (T,): its rate, 0 where it is not on last year's wages; floor and cap."""

    kind: int  # of KINDS
    rate: np.ndarray
    floor: np.ndarray
    cap: np.ndarray

    @staticmethod
    def of(
        key: str, run_terms: TermsByMonth, limits: dict[str, tuple[np.ndarray, np.ndarray]], when: np.ndarray
    ) -> Contribution:
        """Return a contribution under a law, in the months `when` it is on last year's wages."""
        base = str(ITEMS[key].rate_of)
        return Contribution(KINDS.index(RESETS[base]), run_terms.value(f"contributions.{key}") * when, *limits[base])

    def on(self, bases: np.ndarray, period: int) -> np.ndarray:
        """Return what a month of it comes to on some bases (kinds, N), (N,) fen."""
        return fen(np.clip(bases[self.kind], self.floor[period], self.cap[period]) * self.rate[period])
