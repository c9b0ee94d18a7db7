"""The formula of each budget line in a pay period, with the value it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.budget.contributions import CONTRIBUTIONS, UNION
from simlib.months import YEAR
from simlib.policy.items import ITEMS, Item, each, wages
from simlib.population.world import MONTHS
from simlib.workbook.contents import Contents
from simlib.workbook.contribution_formulas import ContributionFormulas, Worth
from simlib.workbook.page import Place
from simlib.workbook.pay_rows import DUE, FIRST_ROW, PayRows
from simlib.workbook.sheets.counts_of_people import FIRST_COLUMN, FIRST_LINE, Counts
from simlib.workbook.sheets.income_shortfalls import Luck, guaranteed
from simlib.workbook.sheets.periods import Periods
from simlib.workbook.sheets.price_table import COLUMNS, COUNTED

NOTHING: Worth = ("0", 0.0)


@dataclass(frozen=True)
class Formulas:
    """The formulas; amounts are in yuan."""

    counts: Counts
    luck: Luck | None
    contributions: ContributionFormulas

    def of(self, line: str, period: int) -> Worth:
        """Return a line's formula and value in a period; what is reckoned by the year stands in December's."""
        if not self._material.decembers[period] and not {*self._item(line).counted} & {*COUNTED, "contributed"}:
            return NOTHING
        return _FORMULAS[line](self, line, period) if line in ITEMS else self.priced(line, period)

    def priced(self, line: str, period: int) -> Worth:
        """Person-months (people at year end) × prices, where anybody is paid the line."""
        table, kind = self.counts.table, COUNTED[self._item(line).counted[0]]
        if line not in table.columns:
            return NOTHING
        mine = self._mine(period)
        value = float(np.dot(self._rows.counts[kind, mine], self._rows.prices[line][mine]))
        return f"SUMPRODUCT({table.count(kind, period)},{table.price(line, period)})", value

    def severance(self, line: str, period: int) -> Worth:
        """What the dismissed are due: half months within and above the cap, and notice, each times its price."""
        table, mine = self.counts.table, self._mine(period)
        sums = (
            f"SUMPRODUCT({table.count(kind, period)},{table.price(column, period)})" for kind, column in DUE.items()
        )
        value = sum(np.dot(self._rows.counts[kind, mine], self._rows.prices[DUE[kind]][mine]) for kind in DUE)
        return "+".join(sums), float(value)

    def for_each(self, line: str, period: int) -> Worth:
        """So much for everybody: person-months (people at year end) × a parameter."""
        kind = COUNTED[self._item(line).counted[0]]
        people = float(self._rows.counts[kind, self._mine(period)].sum())
        formula = f"SUM({self.counts.table.count(kind, period)})*{self._periods.at(line, period)}"
        return formula, people * self._parameter(line, period)

    def training(self, line: str, period: int) -> Worth:
        """Hours of everybody in post at year end, and of recruits before taking up post."""
        posts = self.counts.posts
        prices = [self._parameter("training", period, post) for post in range(posts)]
        people, joined = self.counts.values[:posts, period], self.counts.values[posts, period]
        value = float(np.dot(people, prices) + joined * self._parameter("entry", period))
        yearly = f"SUMPRODUCT({self.counts.people(period)},{self._periods.column('training', period, posts)})"
        return f"{yearly}+{self.counts.joined(period)}*{self._periods.at('entry', period)}", value

    def recruitment(self, line: str, period: int) -> Worth:
        """So much for each recruit of the year."""
        value = self.counts.values[self.counts.posts, period] * self._parameter("recruit", period)
        return f"{self.counts.joined(period)}*{self._periods.at('recruit', period)}", float(value)

    def grid_service(self, line: str, period: int) -> Worth:
        """So much for each grid at year end, of a part-year so many twelfths."""
        if not self._periods.has("grid_service"):
            return NOTHING
        value = self.counts.values[self.counts.posts + 1, period] * self._parameter("grid_service", period)
        months = self._material.months_of(period)
        part = f"*{months}/{YEAR}" if months < YEAR else ""
        formula = f"{self.counts.grids(period)}*{self._periods.at('grid_service', period)}{part}"
        return formula, float(value) * months / YEAR

    def levy(self, line: str, period: int) -> Worth:
        """So much of all wages of the year before; in the first year, of its own."""
        years = self._material.period_years
        year = max(years[period] - 1, years[0])
        before = self._material.months_before if year == years[0] else {}
        paid = [self._wages(at) for at in (*before, *(at for at, one in enumerate(years) if one == year))]
        formula = f"{self._periods.at('levy', period)}*({'+'.join(cells for cells, _ in paid)})"
        return formula, self._parameter("levy", period) * sum(value for _, value in paid)

    def _wages(self, period: int) -> Worth:
        """All wages of a period: those of contributions, and protected pay, which stands as projected."""
        formula, value = self.contributions.wages(period)
        if period < 0 or not self._material.decembers[period]:
            return formula, value
        row = FIRST_LINE + self._material.lines.index("protected_pay")
        kept = str(Place(self.counts.sheet, row, FIRST_COLUMN + period))
        return f"{formula}+{kept}", value + self.as_projected("protected_pay", period)[1]

    def as_projected(self, line: str, period: int) -> Worth:
        """The projected amount of the year: it depends on what everybody had before, which no sheet has."""
        value = float(self._material.budget.yuan.sel(line=line, year=self._material.period_years[period]).mean())
        return repr(value), value

    def contribution(self, line: str, period: int) -> Worth:
        """The rate of what is insured, within floor and cap."""
        return self.contributions.of(line, period)

    def union(self, line: str, period: int) -> Worth:
        """The rate of wages as they are paid."""
        return self.contributions.union(line, period)

    def guarantee(self, line: str, period: int) -> Worth:
        """The mean top-up: what the anchor wage of the months served is above the income of the year, where it is."""
        year = self._material.period_years[period]
        if self.luck is None or not guaranteed(self._material, year):
            return NOTHING
        years = self._material.period_years
        periods = range(years.index(year), period + 1)
        income = ",".join(self._income(one) for one in periods)
        months, more = self.counts.months(periods), ""
        if year == years[0] and self._material.months_before:
            table, before = self.counts.table, self._material.months_before
            months += "," + ",".join(table.count(MONTHS, one) for one in before)
            paid = (f"SUMPRODUCT({table.count(MONTHS, one)},{table.price('paid', one)})" for one in before)
            more = "-" + "-".join(paid)
        gap = f"({self._periods.at('anchor', period)}*SUM({months})/{YEAR}-SUM({income}){more})"
        each = f"({gap}+{self.luck.column(year)})"
        shortfalls = self.luck.shortfalls[:, self._material.years.index(year)]
        return f"SUMPRODUCT(({each}>0)*{each})/{len(shortfalls)}", float(np.maximum(shortfalls, 0).mean())

    def _income(self, period: int) -> str:
        """Return the lines that a worker earns, which stand side by side at the top."""
        rows = [self._material.lines.index(line) for line in wages(self._material.policy.lines)]
        top, bottom = FIRST_LINE + min(rows), FIRST_LINE + max(rows)
        assert len(rows) == bottom - top + 1
        column = FIRST_COLUMN + period
        return Place(self.counts.sheet, top, column).to(bottom, column)

    def _item(self, line: str) -> Item:
        return self._material.policy.lines[line]

    def _parameter(self, name: str, period: int, place: int = 0) -> float:
        """Return the value of a parameter in a period."""
        return self._periods.value(name, period, place)

    def _mine(self, period: int) -> slice:
        first, last = self._rows.rows_of(period)
        return slice(first - FIRST_ROW, last - FIRST_ROW + 1)

    @property
    def _material(self) -> Contents:
        return self.counts.contents

    @cached_property
    def _rows(self) -> PayRows:
        return self.counts.table.rows

    @property
    def _periods(self) -> Periods:
        return self.counts.table.periods


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
        **dict.fromkeys(CONTRIBUTIONS, Formulas.contribution),
        **dict.fromkeys(UNION, Formulas.union),
    },
)
