"""The formulas of the contributions: months × the rate of the base within floor and cap, to the fen for each person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlib.budget.contributions import LIMITS
from simlib.policy.fen import fen
from simlib.policy.items import ITEMS
from simlib.policy.term import FEN
from simlib.population.world import MONTHS, REWARDED
from simlib.workbook.sheets.contribution_bases import Bases
from simlib.workbook.sheets.price_table import PriceSheet
from simlib.workbook.worth import Worth, total


@dataclass(frozen=True)
class ContributionFormulas:
    """The formulas and what they come to, in yuan; `bases` is None where all contributions are on the month's wages."""

    table: PriceSheet
    bases: Bases | None

    def of(self, line: str, period: int) -> Worth:
        """Return a contribution on last year's wages, or on those of the month, whichever is due."""
        group = self.table.rows.contents.contributed.due(line, period)
        if group is None or self.bases is None:
            return self._priced(line, period, *self._of_the_month(period))
        at = self.bases.part(group)
        return self._priced(line, period, self.bases.months(at, period), self.bases.means(at))

    def union(self, line: str, period: int) -> Worth:
        """Return the union fund: on the wages of the months, and on what is paid at year end."""
        monthly, contents = self._priced(line, period, *self._of_the_month(period)), self.table.rows.contents
        this_month = contents.policy.choice("rules.contributions", contents.layout.starts[period]) == "this_month"
        if this_month or not contents.decembers[period]:
            return monthly
        return monthly + self._priced(line, period, *self._of_year_end(period))

    def wages(self, period: int) -> Worth:
        """Return all wages of a period, those paid at year end in December's; periods before the run from −1 down."""
        december = period >= 0 and self.table.rows.contents.decembers[period]
        paid = [self._of_the_month(period), *([self._of_year_end(period)] if december else [])]
        return total(people.times(wages) for people, wages in paid)

    def _of_the_month(self, period: int) -> tuple[Worth, Worth]:
        """Return the person-months of a period and their wages, kind of person by kind of person."""
        return self.table.count(MONTHS, period), self.table.price("wages", period)

    def _of_year_end(self, period: int) -> tuple[Worth, Worth]:
        return self.table.count(REWARDED, period), self.table.price("year_end_wages", period)

    def _priced(self, line: str, period: int, months: Worth, wages: Worth) -> Worth:
        """Return months × what the rate of a month's wages is, within floor and cap where the base has them."""
        base, periods = str(ITEMS[line].rate_of), self.table.periods
        if base in LIMITS:
            wages = _within(wages, *(periods.worth(f"{LIMITS[base]}_{end}", period) for end in ("floor", "cap")))
        rate = periods.worth(line, period)
        return months.times(Worth(f"ROUND({rate}*{wages},2)", fen(np.rint(wages.value * FEN) * rate.value) / FEN))


def _within(wages: Worth, floor: Worth, cap: Worth) -> Worth:
    """Return wages within floor and cap, cell by cell."""
    between = f"({wages}>={floor})*({wages}<={cap})*{wages}"
    formula = f"(({wages}<{floor})*{floor}+{between}+({wages}>{cap})*{cap})"
    return Worth(formula, np.clip(wages.value, floor.value, cap.value))
