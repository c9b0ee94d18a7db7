"""收入离差: how far each replication's shortfall of income stands from the mean, where income is guaranteed.

The top-up of a year is paid in some replications and not in others, so that the mean top-up is not the top-up of the
means: the workbook takes the mean over the replications' own shortfalls, moved with the parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.budget.guaranteed_income import guaranteed_income
from simlib.months import YEAR, month_number, year_head
from simlib.policy.items import wages
from simlib.policy.term import FEN
from simlib.population.world import MONTHS
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import PLAIN, YUAN
from simlib.workbook.page import Book
from simlib.workbook.place import Place

NAME = Text("收入离差", "Spread of income")
FIRST_ROW = 4


def guaranteed(contents: Contents, year: int) -> bool:
    """Return whether income is guaranteed in a year."""
    return contents.policy.choice("rules.anchor", month_number(year, YEAR)) == "income_guaranteed"


@dataclass(frozen=True)
class Luck:
    """The shortfalls: guaranteed less paid, before any top-up."""

    contents: Contents
    sheet: str

    @cached_property
    def shortfalls(self) -> np.ndarray:
        """By replication and year in yuan, not a number where income is not guaranteed."""
        contents = self.contents
        months = contents.projection.books.pay[MONTHS].by_period
        income = contents.budget.yuan.sel(line=list(wages(contents.policy.lines))).sum("line").values
        found = np.full(income.shape, np.nan)
        years = np.array(contents.period_years)
        for place, year in enumerate(contents.years):
            if guaranteed(contents, year):
                served, paid = months[:, years == year].sum(axis=1), income[:, place]
                if place == 0:
                    served = served + contents.paid_before.months
                    paid = paid + contents.paid_before.together(wages(contents.policy.lines)) / FEN
                found[:, place] = guaranteed_income(contents.policy, year) / FEN * served / YEAR - paid
        return found

    @cached_property
    def means(self) -> np.ndarray:
        """By year."""
        return np.asarray(self.shortfalls.mean(axis=0))

    def column(self, year: int) -> str:
        """Return the deviations of a year."""
        place = self.contents.years.index(year)
        return Place(self.sheet, FIRST_ROW, 1 + place).to(FIRST_ROW + len(self.shortfalls) - 1, 1 + place)


def write(book: Book, luck: Luck) -> None:
    """Write the sheet."""
    sheet, years = book.sheets["luck"], luck.contents.years
    sheet.worksheet.set_column(0, 0, 8)
    sheet.worksheet.set_column(1, len(years), 15)
    sheet.titled(Text("收入离差（元）", "Spread of income (yuan)"))
    sheet.paragraph(1, len(years), book.told("luck"), width=150)
    sheet.texts(FIRST_ROW - 1, 0, [Text("模拟", "Replication"), *(year_head(year, years) for year in years)], "head")
    for row, values in enumerate(luck.shortfalls - luck.means):
        sheet.number(FIRST_ROW + row, 0, row + 1, PLAIN)
        for place, value in enumerate(values):
            sheet.number(FIRST_ROW + row, 1 + place, 0.0 if np.isnan(value) else value, YUAN)
    sheet.locked()
    sheet.off_paper(repeat=(FIRST_ROW - 1, FIRST_ROW - 1))
