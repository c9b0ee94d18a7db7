"""The formulas of the contributions: months × the rate of the base within floor and cap, to the fen for each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simlib.budget.contributions import LIMITS
from simlib.policy.fen import fen
from simlib.policy.items import ITEMS
from simlib.policy.term import FEN
from simlib.population.world import MONTHS, REWARDED
from simlib.workbook.pay_rows import FIRST_ROW
from simlib.workbook.sheets.contribution_bases import Bases
from simlib.workbook.sheets.price_table import PriceSheet

Worth = tuple[str, float]


class _Paid(NamedTuple):
    """Wages and months by kind of person: their cells, and what stands in them."""

    wages: str
    months: str
    yuan: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True)
class ContributionFormulas:
    """The formulas and what they come to, in yuan; `bases` is None where all contributions are on the month's wages."""

    table: PriceSheet
    bases: Bases | None

    def of(self, line: str, period: int) -> Worth:
        """Return a contribution on last year's wages, or on those of the month, whichever is due."""
        group = self.table.rows.contents.contributed.due(line, period)
        if group is None or self.bases is None:
            return self._priced(line, period, self._of_the_month("wages", MONTHS, period))
        at = self.bases.part(group)
        part = self.bases.parts[at]
        months = part.months[:, group.periods.index(period)]
        return self._priced(line, period, _Paid(self.bases.means(at), self.bases.months(at, period), part.mean, months))

    def union(self, line: str, period: int) -> Worth:
        """Return the union fund: on the wages of the months, and on what is paid at year end."""
        formula, value = self._priced(line, period, self._of_the_month("wages", MONTHS, period))
        contents = self.table.rows.contents
        this_month = contents.policy.choice("rules.contributions", contents.layout.starts[period]) == "this_month"
        if this_month or not contents.decembers[period]:
            return formula, value
        more, worth = self._priced(line, period, self._of_the_month("year_end_wages", REWARDED, period))
        return f"{formula}+{more}", value + worth

    def wages(self, period: int) -> Worth:
        """Return all wages of a period, those paid at year end in December's; periods before the run from −1 down."""
        december = period >= 0 and self.table.rows.contents.decembers[period]
        paid = [self._of_the_month("wages", MONTHS, period)]
        paid += [self._of_the_month("year_end_wages", REWARDED, period)] if december else []
        formula = "+".join(f"SUMPRODUCT({one.months},{one.wages})" for one in paid)
        return formula, sum(float(one.counts @ one.yuan) for one in paid)

    def _of_the_month(self, column: str, kind: int, period: int) -> _Paid:
        """Return what the people of a period are paid: cells of wages and months, and both by row."""
        first, last = self.table.rows.rows_of(period)
        mine = slice(first - FIRST_ROW, last - FIRST_ROW + 1)
        rows = self.table.rows
        cells = self.table.price(column, period), self.table.count(kind, period)
        return _Paid(*cells, rows.prices[column][mine], rows.counts[kind, mine])

    def _priced(self, line: str, period: int, paid: _Paid) -> Worth:
        """Return months × what the rate of a month's wages is, within floor and cap where the base has them."""
        base, periods = str(ITEMS[line].rate_of), self.table.periods
        formula, wages = paid.wages, paid.yuan
        if base in LIMITS:
            ends = [f"{LIMITS[base]}_{end}" for end in ("floor", "cap")]
            formula = _within(formula, *(periods.at(end, period) for end in ends))
            floor, cap = (periods.value(end, period) for end in ends)
            wages = np.clip(wages, floor, cap)
        due = fen(np.rint(wages * FEN) * periods.value(line, period)) / FEN
        return f"SUMPRODUCT({paid.months},ROUND({periods.at(line, period)}*{formula},2))", float(paid.counts @ due)


def _within(wages: str, floor: str, cap: str) -> str:
    """Return the formula of wages within floor and cap, cell by cell."""
    between = f"({wages}>={floor})*({wages}<={cap})*{wages}"
    return f"(({wages}<{floor})*{floor}+{between}+({wages}>{cap})*{cap})"
