"""价格表 and 人月: what a month of each kind of person costs, by formula, and how many such months there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from simlib.budget.severance import months_paid
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.files.own_items import RESERVED, OwnItem
from simlib.policy.items import ITEMS, MINIMUM, CountedBy, Item, each, paid_by_month
from simlib.population.world import MONTHS as PERSON_MONTHS
from simlib.population.world import REWARDED, SEVERANCE
from simlib.simulation.pay_layout import AXES
from simlib.text import Text
from simlib.workbook.pay_rows import DUE, FIRST_ROW, PayRows
from simlib.workbook.place import Place
from simlib.workbook.sheets.periods import Periods
from simlib.workbook.worth import Worth

PRICES, MONTHS = Text("报酬标准", "Prices"), Text("人月", "Person-months")
TRAITS = {
    "post": Text("岗位", "Post"),
    "grade": Text("等级", "Grade"),
    "rating": Text("上年等次", "Last rating"),
    "education": Text("学历", "Education"),
    "certificate": Text("证书", "Certificate"),
    "ramp_step": Text("任职年份", "Year of the ramp"),
}
NAMES = {  # columns that are no budget line
    "scale": Text("标准月报酬", "Scale pay of a month"),
    "paid": Text("应发合计", "Paid in a month"),
    "full_pay": Text("全额月报酬", "Full monthly pay"),
    "reward_month": Text("奖励的一个月报酬", "A month of reward"),
    "wages": Text("计入工资总额（月）", "Wages of a month"),
    "year_end_wages": Text("计入工资总额（年终）", "Wages at year end"),
    "year_wages": Text("全年工资", "Wages of the year"),
    "capped": Text("封顶的经济补偿", "Severance at the cap"),
    "notice": Text("代通知金", "Pay in lieu of notice"),
}
_ALLOWANCES = each(
    "a column of the workbook",
    {"post_allowance": "post", "education_allowance": "education", "certificate_allowance": "certificate"},
    [line for line, item in ITEMS.items() if item.full_pay],
)
assert {*NAMES} <= {*RESERVED}, "no own item may have the name of a column"
Formula = Callable[["Row"], str]
COUNTED = {"month": PERSON_MONTHS, "year_end": REWARDED, "severance": SEVERANCE}
_OF_FEW = {"year_wages": SEVERANCE, **{column: kind for kind, column in DUE.items()}}  # columns for the dismissed alone


@dataclass(frozen=True)
class PriceSheet:
    """Both sheets: the columns of each, and the blocks of a period."""

    rows: PayRows
    periods: Periods
    prices: str
    months: str

    @cached_property
    def allowances(self) -> tuple[str, ...]:
        """The allowances that the policy pays."""
        return tuple(item for item, axis in _ALLOWANCES.items() if axis in self.rows.axes)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns with prices."""
        return tuple(self.formulas)

    @cached_property
    def formulas(self) -> dict[str, Formula]:
        """The formula of each column: the allowances that the policy pays, its own wages before what is paid in all."""
        own = {item.key: _own(item) for item in self.rows.contents.policy.own_items}
        wages = {key: own.pop(key) for key in paid_by_month(self.items) if key in own}
        given = {key: one for key, one in COLUMNS.items() if key not in _ALLOWANCES or key in self.allowances}
        before = {key: given.pop(key) for key in tuple(given)[: tuple(given).index("paid")]}
        return before | wages | given | own

    @property
    def items(self) -> Mapping[str, Item]:
        """The lines of the budget."""
        return self.rows.contents.policy.lines

    def counted(self, item: str) -> int:
        """Return by which count a column is multiplied."""
        return COUNTED[self.items[item].counted[0]] if item in self.items else PERSON_MONTHS

    @property
    def first(self) -> int:
        """The first column after period and traits."""
        return 2 + len(self.rows.axes)

    def price(self, item: str, period: int) -> Worth:
        """Return an item's prices in a period, row by row."""
        return self._block(self.prices, self.first + self.columns.index(item), period, self.rows.prices[item])

    def count(self, kind: int, period: int) -> Worth:
        """Return what a kind of count comes to in a period, row by row."""
        return self._block(self.months, self.first + kind, period, self.rows.counts[kind])

    def _block(self, sheet: str, column: int, period: int, values: np.ndarray) -> Worth:
        first, last = self.rows.rows_of(period)
        return Worth(Place(sheet, first, column).to(last, column), values[first - FIRST_ROW : last - FIRST_ROW + 1])


@dataclass(frozen=True)
class Row:
    """What a formula needs to know of its row: `place` counts the rows of the table."""

    table: PriceSheet
    place: int

    @property
    def law(self) -> Policy:
        return self.table.periods.law

    @property
    def period(self) -> int:
        """The pay period."""
        return int(self.table.rows.periods[self.place])

    @property
    def month(self) -> int:
        starts = self.table.rows.contents.starts
        return starts[self.period + self.table.periods.before]

    def cell(self, item: str) -> str:
        """Return another column's cell of this row."""
        return xl_rowcol_to_cell(FIRST_ROW + self.place, self.table.first + self.table.columns.index(item))

    def then(self, period: int) -> Row:
        """Return the same kind of person in another period, whether there is a row of it or not."""
        return self if period == self.period else _Then(self.table, self.place, period)

    def now(self, name: str, axis: str = "") -> str:
        """Return the cell of a parameter in the row's period, of the row's member where it has an axis."""
        place = int(self.table.rows.traits[self.place, AXES.index(axis)]) if axis else 0
        return self.at(name, place)

    def at(self, name: str, place: int) -> str:
        """Return the cell of a member of a parameter in the row's period."""
        return self.table.periods.at(name, self.period, place)

    def paid(self, item: str) -> bool:
        """Return whether anybody of the row is paid an item: those of year end and of leaving, few are."""
        if item == "year_end_wages" or self.table.counted(item) == REWARDED:
            return bool(self.table.rows.rewarded[self.place])
        kind = _OF_FEW.get(item, self.table.counted(item))
        return kind == PERSON_MONTHS or bool(self.table.rows.counts[kind, self.place] > 0)


@dataclass(frozen=True)
class _Then(Row):
    """A row's kind of person in another period: what a column has there is written out."""

    when: int

    @property
    def period(self) -> int:
        return self.when

    def cell(self, item: str) -> str:
        """Return the formula of another column."""
        return f"({self.table.formulas[item](self)})"


def _scale(row: Row) -> str:
    """Base × coefficient, or the sums of post and grade; for new staff the share that they climb to."""
    by_base = row.law.choice("rules.pay", row.month) == "base_times_coefficient"
    whole = f"{row.now('base')}*{row.now('coefficient', 'grade')}" if by_base else (
        f"({row.now('post_sum', 'post')}+{row.now('grade_sum', 'grade')})")  # fmt: skip
    if row.law.choice("rules.ramp", row.month) == "none":
        return whole
    return f"{whole}*IF({row.now('ramp_post', 'post')}=1,{row.now('ramp', 'ramp_step')},1)"


def _reward_month(row: Row) -> str:
    """What a month of the year-end reward is: the scale, and the allowances where the policy counts them."""
    allowances = row.table.allowances if row.law.choice("pay.reward_of", row.month) == "full_pay" else ()
    return "+".join([f"ROUND({row.cell('scale')},2)", *map(row.cell, allowances)])


def _own(item: OwnItem) -> Formula:
    """The sum of an item of the policy's own, for whom and when it is paid."""

    def formula(row: Row) -> str:
        post, grade = row.table.rows.traits[row.place, :2]
        paid = item.paid_to(row.law.axis("post")[post], int(grade) + 1) and item.paid_in(row.month)
        return row.now(item.term.name, item.by) if paid else "0"

    return formula


def _sum(row: Row, items: tuple[str, ...]) -> str:
    """Add up those of the columns that the table has."""
    return "+".join(row.cell(item) for item in items if item in row.table.columns)


def _wages(row: Row, counted: CountedBy) -> str:
    """What of it is wages: the payments that the policy says are, and its own items that say so themselves."""
    said, items = row.law.axis("payment"), row.table.items
    cells = {key: row.cell(key) for key in row.table.columns if key in items and items[key].counted[0] == counted}
    if counted == "month":
        cells["meals"] = row.now("meals")
    paid = [f"{row.at('wages', said.index(key))}*{cell}" for key, cell in cells.items() if key in said]
    return "+".join([*paid, *(cell for key, cell in cells.items() if key not in said and items[key].wage)])


def _year_wages(row: Row) -> str:
    """What was earned month by month in the year that ends with the period."""
    contents = row.table.rows.contents
    years, months = contents.period_years, months_paid(contents.layout)
    paid = {period: int(months[period]) for period in range(years.index(years[row.period]), row.period + 1)}
    before = contents.months_before if years[row.period] == years[0] else {}
    return "+".join(f"{many}*{row.then(period).cell('paid')}" for period, many in (before | paid).items())


def _cap(row: Row) -> str:
    """The most that a year's wages count for."""
    return f"{YEAR}*{row.now('wage_cap')}"


def _half_month(row: Row, within: str, above: str) -> str:
    """Half a month of severance, where the year's wages are within the cap and where they are above."""
    return f"IF({row.cell('year_wages')}>{_cap(row)},{above},{within})*{row.now('severance')}"


def _besides_the_top_up(row: Row) -> tuple[str, ...]:
    """Return what is earned by the month before a top-up to the minimum wage."""
    return tuple(item for item in paid_by_month(row.table.items) if item != MINIMUM)


COLUMNS: dict[str, Formula] = {
    "scale": _scale,
    "basic_pay": lambda row: f"ROUND({row.cell('scale')}*(1-{row.now('performance_share')}),2)",
    "performance_pay": lambda row: (
        f"ROUND({row.cell('scale')}*{row.now('performance_share')}*{row.now('performance', 'rating')},2)"
    ),
    "post_allowance": lambda row: row.now("post_allowance", "post"),
    "education_allowance": lambda row: row.now("education", "education"),
    "certificate_allowance": lambda row: row.now("certificate", "certificate"),
    MINIMUM: lambda row: f"MAX(0,{row.now('minimum_wage')}-({_sum(row, _besides_the_top_up(row))}))",
    "paid": lambda row: _sum(row, paid_by_month(row.table.items)),
    "full_pay": lambda row: "+".join([f"ROUND({row.cell('scale')},2)", *(row.cell(a) for a in row.table.allowances)]),
    "reward_month": _reward_month,
    "year_end_reward": lambda row: (
        f"ROUND({row.cell('reward_month')}*{row.now('reward_months', 'rating')},2)+{row.now('reward_sum', 'rating')}"
    ),
    "wages": lambda row: _wages(row, "month"),
    "year_end_wages": lambda row: _wages(row, "year_end"),
    "year_wages": _year_wages,
    "severance": lambda row: _half_month(row, row.cell("year_wages"), "0"),
    "capped": lambda row: _half_month(row, "0", _cap(row)),
    "notice": lambda row: f"ROUND({row.cell('paid')}*{row.now('notice')},2)",
}
