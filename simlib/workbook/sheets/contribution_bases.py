"""缴费基数: last year's mean monthly wages of each kind of person, by formula, and their months of contributions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import numpy as np

from simlib.policy.items import ITEMS
from simlib.policy.term import FEN
from simlib.policy.value_words import member_label
from simlib.population.world import NO_CELL
from simlib.simulation.pay_layout import AXES
from simlib.text import Text
from simlib.workbook.contribution_months import Group
from simlib.workbook.looks import PLAIN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.pay_rows import FIRST_ROW as FIRST_PRICE
from simlib.workbook.place import Place
from simlib.workbook.sheets.price_table import TRAITS, PriceSheet
from simlib.workbook.worth import Worth

NAME = Text("缴费基数", "Contribution bases")
FIRST_ROW = 4
NO_ROW = -1
BASE_NAMES = {  # kinds of contributions, by what they are a rate of
    "insured": Text("社会保险", "Insurance"),
    "medical": Text("社会保险", "Insurance"),
    "fund": Text("住房公积金", "Housing fund"),
}
_FIRST = Text("首月工资", "First wage")
_COUNT = '#,##0.0000;;"–"'


@dataclass(frozen=True)
class Part:
    """The rows of a group: wage years with the same wages are one. N rows, P pay periods of the group.

    prices  (N, 13) the rows of the price table with the wages of each month and the reward; −1 where there were none
    months  (N, P) months of contributions
    mean    (N,) mean monthly wages, yuan
    first   (N,) whether it is a first wage
    """

    group: Group
    prices: np.ndarray = field(repr=False)
    months: np.ndarray = field(repr=False)
    mean: np.ndarray = field(repr=False)
    first: np.ndarray = field(repr=False)


@dataclass(frozen=True)
class Bases:
    """The sheet; nothing stands on it where all contributions are on the wages of the month."""

    table: PriceSheet
    sheet: str

    @cached_property
    def parts(self) -> list[Part]:
        """The rows, a group after the other."""
        return [self._part(group) for group in self.table.rows.contents.contributed.groups]

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """What the members of each axis are called."""
        law, code = self.table.periods.law, self.table.rows.contents.code
        return {axis: [member_label(law, axis, name, code) for name in law.axis(axis)] for axis in self.table.rows.axes}

    def price(self, item: str, row: int) -> str:
        """Return a cell of the price table."""
        column = self.table.first + self.table.columns.index(item)
        return str(Place(self.table.prices, row, column))

    @cached_property
    def tops(self) -> list[int]:
        """The first row of each part, and the row after the last."""
        return list(accumulate((len(part.mean) for part in self.parts), initial=FIRST_ROW))

    @property
    def longest(self) -> int:
        """The most pay periods of a part."""
        return max(len(part.group.periods) for part in self.parts)

    @property
    def mean_column(self) -> int:
        """The column of the mean wages; months of contributions follow."""
        return 4 + len(self.table.rows.axes) + ("rating" in self.table.rows.axes)

    def part(self, group: Group) -> int:
        """Return which part a group is."""
        return next(at for at, part in enumerate(self.parts) if part.group is group)

    def months(self, at: int, period: int) -> Worth:
        """Return the months of contributions of a part in a pay period."""
        place = self.parts[at].group.periods.index(period)
        return Worth(self._block(at, self.mean_column + 1 + place), self.parts[at].months[:, place])

    def means(self, at: int) -> Worth:
        """Return the mean monthly wages of a part."""
        return Worth(self._block(at, self.mean_column), self.parts[at].mean)

    def _block(self, at: int, column: int) -> str:
        return Place(self.sheet, self.tops[at], column).to(self.tops[at + 1] - 1, column)

    def _part(self, group: Group) -> Part:
        rows = self.table.rows.row_of(group.paid_in, group.cells)
        prices, at, which = np.unique(
            np.where(group.cells == NO_CELL, NO_ROW, rows), axis=0, return_index=True, return_inverse=True
        )
        months = np.zeros((len(prices), len(group.periods)))
        np.add.at(months, which.reshape(-1), group.months)
        return Part(group, prices, months, group.mean[at] / FEN, group.first[at])


def write(book: Book, bases: Bases) -> None:
    """Write the sheet."""
    sheet, axes = book.sheets["bases"], bases.table.rows.axes
    last = bases.mean_column + bases.longest
    sheet.worksheet.set_column(0, 0, 20)
    sheet.worksheet.set_column(1, 1, min(13 * bases.longest, 40))
    sheet.worksheet.set_column(2, last, 10.5)
    sheet.worksheet.set_column(4, bases.mean_column - 1, 10.5 if book.code == "zh" else 18)
    sheet.titled(Text("缴费基数与缴费月数", "Contribution bases and months of contributions"))
    told = book.told("bases", many=bases.table.rows.contents.projection.replications)
    sheet.paragraph(1, last, told, width=130)
    heads = [
        Text("险种", "Contributions"),
        Text("缴费各段", "Due in"),
        Text("工资年度", "Wages of"),
        Text("计发月数", "Months paid"),
    ]
    heads += [TRAITS[axis] for axis in axes]
    heads += [Text("当年等次", "Rating of the year")] if "rating" in axes else []
    heads += [Text("月平均工资", "Mean monthly wages")]
    heads += [Text(f"第{at}段缴费月数", f"Months, part {at}") for at in range(1, bases.longest + 1)]
    sheet.texts(FIRST_ROW - 1, 0, heads, "head")
    sheet.worksheet.set_row(FIRST_ROW - 1, 32 if book.code == "zh" else 45)
    for part, top in zip(bases.parts, bases.tops):
        _write_part(sheet, bases, part, top)
    sheet.worksheet.autofilter(FIRST_ROW - 1, 0, bases.tops[-1] - 1, last)
    sheet.locked(filters=True)
    sheet.off_paper(repeat=(FIRST_ROW - 1, FIRST_ROW - 1))


def _write_part(sheet: Sheet, bases: Bases, part: Part, top: int) -> None:
    contents, say, group = bases.table.rows.contents, sheet.book.say, part.group
    kinds = {BASE_NAMES[str(ITEMS[line].rate_of)]: None for line in group.lines}
    due = (Text("、", ", ")[contents.code].join(map(say, kinds)),
           Text("、", ", ")[contents.code].join(map(contents.period_name, group.periods)))  # fmt: skip
    for row, (prices, months, mean, first) in enumerate(zip(part.prices, part.months, part.mean, part.first), top):
        paid = prices[:-1][prices[:-1] != NO_ROW]
        sheet.texts(row, 0, due)
        at = int(paid[-1]) - FIRST_PRICE
        year = contents.year_of(int(bases.table.rows.periods[at])) if first else contents.years[0] - 1 + group.year
        sheet.number(row, 2, year, PLAIN, "centre")
        sheet.text(row, 3, _FIRST if first else f"{len(paid)}", "centre")
        _traits(sheet, bases, row, at, int(prices[-1]) - FIRST_PRICE)
        sheet.formula(row, bases.mean_column, _mean(bases, paid, int(prices[-1])), float(mean))
        for column, count in enumerate(months, bases.mean_column + 1):
            sheet.number(row, column, count, _COUNT)
        for column in range(bases.mean_column + 1 + len(months), bases.mean_column + 1 + bases.longest):
            sheet.worksheet.write_blank(row, column, None, sheet.book.look("number"))


def _traits(sheet: Sheet, bases: Bases, row: int, at: int, reward: int) -> None:
    """Write of whom a row is: the last that paid a month, and the rating at year end."""
    rows, labels = bases.table.rows, bases.labels
    for column, axis in enumerate(rows.axes, 4):
        sheet.text(row, column, labels[axis][rows.traits[at, AXES.index(axis)]])
    if "rating" in rows.axes:
        rating = labels["rating"][rows.traits[reward, AXES.index("rating")]] if reward >= 0 else "–"
        sheet.text(row, bases.mean_column - 1, rating)


def _mean(bases: Bases, paid: np.ndarray, reward: int) -> str:
    """Return the formula of the mean: months times wages, and the reward, over the months."""
    terms = [f"{bases.price('wages', int(row))}" if many == 1 else f"{many}*{bases.price('wages', int(row))}"
             for row, many in zip(*np.unique(paid, return_counts=True))]  # fmt: skip
    if reward == NO_ROW and len(paid) == 1:
        return terms[0]
    terms += [bases.price("year_end_wages", reward)] if reward != NO_ROW else []
    return f"ROUND(({'+'.join(terms)})/{len(paid)},2)"
