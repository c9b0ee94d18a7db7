"""The formula of each budget line in a pay period, with the value it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simlib.budget.contributions import CONTRIBUTIONS, UNION
from simlib.months import YEAR
from simlib.policy.items import ITEMS, each, wages
from simlib.population.world import MONTHS
from simlib.workbook.contents import Contents
from simlib.workbook.contribution_formulas import ContributionFormulas
from simlib.workbook.pay_rows import DUE
from simlib.workbook.place import Place
from simlib.workbook.sheets.counts_of_people import FIRST_COLUMN, FIRST_LINE, Counts
from simlib.workbook.sheets.income_shortfalls import Luck, guaranteed
from simlib.workbook.sheets.periods import Periods
from simlib.workbook.sheets.price_table import COLUMNS, COUNTED, PriceSheet
from simlib.workbook.worth import NOTHING, Worth, total


@dataclass(frozen=True)
class Formulas:
    """The formulas; amounts are in yuan."""

    counts: Counts
    luck: Luck | None
    contributions: ContributionFormulas

    def of(self, line: str, period: int) -> Worth:
        """Return a line's formula and value in a period; what is reckoned by the year stands in December's."""
        if not self._contents.decembers[period] and not {*self._contents.policy.lines[line].counted} & {
            *COUNTED,
            "contributed",
        }:
            return NOTHING
        return _FORMULAS[line](self, line, period) if line in ITEMS else self.priced(line, period)

    def priced(self, line: str, period: int) -> Worth:
        """Person-months (people at year end) × prices, where anybody is paid the line."""
        if line not in self._table.columns:
            return NOTHING
        return self._people(line, period).times(self._table.price(line, period))

    def severance(self, line: str, period: int) -> Worth:
        """What the dismissed are due: half months within and above the cap, and notice, each times its price."""
        table = self._table
        return total(table.count(kind, period).times(table.price(column, period)) for kind, column in DUE.items())

    def for_each(self, line: str, period: int) -> Worth:
        """So much for everybody: person-months (people at year end) × a parameter."""
        return self._people(line, period).sum * self._periods.worth(line, period)

    def training(self, line: str, period: int) -> Worth:
        """Hours of everybody in post at year end, and of recruits before taking up post."""
        yearly = self.counts.people(period).times(self._periods.column("training", period, self.counts.posts))
        return yearly + self.counts.joined(period) * self._periods.worth("entry", period)

    def recruitment(self, line: str, period: int) -> Worth:
        """So much for each recruit of the year."""
        return self.counts.joined(period) * self._periods.worth("recruit", period)

    def grid_service(self, line: str, period: int) -> Worth:
        """So much for each grid at year end, of a part-year so many twelfths."""
        if not self._periods.has("grid_service"):
            return NOTHING
        whole, months = (
            self.counts.grids(period) * self._periods.worth("grid_service", period),
            self._contents.months_of(period),
        )
        return whole if months == YEAR else Worth(f"{whole}*{months}/{YEAR}", whole.value * months / YEAR)

    def levy(self, line: str, period: int) -> Worth:
        """So much of all wages of the year before; in the first year, of its own."""
        years = self._contents.period_years
        year = max(years[period] - 1, years[0])
        before = self._contents.months_before if year == years[0] else {}
        paid = total(self._wages(at) for at in (*before, *(at for at, one in enumerate(years) if one == year)))
        return self._periods.worth("levy", period) * Worth(f"({paid})", paid.value)

    def _wages(self, period: int) -> Worth:
        """All wages of a period: those of contributions, and protected pay, which stands as projected."""
        paid = self.contributions.wages(period)
        if period < 0 or not self._contents.decembers[period]:
            return paid
        row = FIRST_LINE + self._contents.lines.index("protected_pay")
        kept = str(Place(self.counts.sheet, row, FIRST_COLUMN + period))
        return paid + Worth(kept, self.as_projected("protected_pay", period).value)

    def as_projected(self, line: str, period: int) -> Worth:
        """The projected amount of the year: it depends on what everybody had before, which no sheet has."""
        value = float(self._contents.budget.yuan.sel(line=line, year=self._contents.period_years[period]).mean())
        return Worth(repr(value), value)

    def guarantee(self, line: str, period: int) -> Worth:
        """The mean top-up: what the anchor wage of the months served is above the income of the year, where it is."""
        year = self._contents.period_years[period]
        if self.luck is None or not guaranteed(self._contents, year):
            return NOTHING
        years = self._contents.period_years
        periods = range(years.index(year), period + 1)
        income = ",".join(self._income(one) for one in periods)
        months, more = self.counts.months(periods), ""
        if year == years[0] and self._contents.months_before:
            table, before = self._table, self._contents.months_before
            months += "".join(f",{table.count(MONTHS, one)}" for one in before)
            more = "".join(f"-{table.count(MONTHS, one).times(table.price('paid', one))}" for one in before)
        gap = f"({self._periods.at('anchor', period)}*SUM({months})/{YEAR}-SUM({income}){more})"
        each = f"({gap}+{self.luck.column(year)})"
        shortfalls = self.luck.shortfalls[:, self._contents.years.index(year)]
        return Worth(f"SUMPRODUCT(({each}>0)*{each})/{len(shortfalls)}", float(np.maximum(shortfalls, 0).mean()))

    def _income(self, period: int) -> str:
        """Return the lines that a worker earns, which stand side by side at the top."""
        rows = [self._contents.lines.index(line) for line in wages(self._contents.policy.lines)]
        top, bottom = FIRST_LINE + min(rows), FIRST_LINE + max(rows)
        assert len(rows) == bottom - top + 1
        column = FIRST_COLUMN + period
        return Place(self.counts.sheet, top, column).to(bottom, column)

    def _people(self, line: str, period: int) -> Worth:
        """Return the count by which a line is multiplied."""
        return self._table.count(COUNTED[self._contents.policy.lines[line].counted[0]], period)

    @property
    def _contents(self) -> Contents:
        return self.counts.contents

    @property
    def _table(self) -> PriceSheet:
        return self.counts.table

    @property
    def _periods(self) -> Periods:
        return self._table.periods


_PRICED = tuple(line for line in ITEMS if line in COLUMNS)  # have a price for each kind of person
_FORMULAS: dict[str, Callable[[Formulas, str, int], Worth]] = each(
    "the workbook",
    {
        **dict.fromkeys(_PRICED, Formulas.priced),
        "severance": Formulas.severance,
        **dict.fromkeys(("meals", "insurance", "check_up"), Formulas.for_each),
        "training": Formulas.training,
        "recruitment": Formulas.recruitment,
        "grid_service": Formulas.grid_service,
        "guarantee": Formulas.guarantee,
        "disability_levy": Formulas.levy,
        **dict.fromkeys(("protected_pay", "protected_contributions"), Formulas.as_projected),
        **dict.fromkeys(CONTRIBUTIONS, lambda own, line, period: own.contributions.of(line, period)),
        **dict.fromkeys(UNION, lambda own, line, period: own.contributions.union(line, period)),
    },
)
