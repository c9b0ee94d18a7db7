"""分级负担: what each level of government pays, by year, and of which budget lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlib.policy.axes import FUNDERS
from simlib.report.words.amounts import WAN as TEN_THOUSAND
from simlib.report.words.amounts import over
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.looks import WAN
from simlib.workbook.page import Book, Sheet
from simlib.workbook.sheets.counts_of_people import FIRST_COLUMN as FIRST_PERIOD
from simlib.workbook.sheets.counts_of_people import FIRST_LINE
from simlib.workbook.sheets.funding_shares import Shares
from simlib.workbook.table_parts import SHARE, TOTAL, shares, totals

NAME = Text("分级负担", "Who pays")
FIRST_ROW, FIRST_COLUMN = 4, 1
TOTAL_ROW = FIRST_ROW + len(FUNDERS)


@dataclass(frozen=True)
class PayersSheet:
    """The amounts and the shares they are made with."""

    contents: Contents
    shares: Shares

    def amounts(self, book: Book) -> np.ndarray:
        """Return the lines by period in yuan, (lines, periods), as the sheet of spending has them."""
        values, periods = book.sheets["spending"].values, range(len(self.contents.layout.starts))
        rows = range(FIRST_LINE, FIRST_LINE + len(self.contents.lines))
        return np.array([[values[row, FIRST_PERIOD + p] for p in periods] for row in rows])

    def spent(self, book: Book, period: int) -> str:
        """Return the cells with the lines of a period."""
        column = FIRST_PERIOD + period
        return book.sheets["spending"].block(FIRST_LINE, column, FIRST_LINE + len(self.contents.lines) - 1, column)

    def parts(self) -> np.ndarray:
        """Return the shares by (period, line, funder)."""
        law, starts = self.contents.policy, self.contents.layout.starts
        return np.stack([np.asarray(law.value("funding.share", month)) for month in starts])


def write(book: Book, payers: PayersSheet) -> None:
    """Write the sheet."""
    sheet, contents = book.sheets["payers"], payers.contents
    years = contents.years
    last = FIRST_COLUMN + len(years)
    sheet.worksheet.set_column(0, 0, 24)
    sheet.worksheet.set_column(1, last + 1, 11.5)
    sheet.titled(Text("分级负担（万元）", "Who pays (10,000 yuan)"), book.told("payers"))
    heads = [Text("负担级次", "Level of government"), *contents.year_names, TOTAL, SHARE]
    sheet.texts(FIRST_ROW - 1, 0, heads, "head")
    amounts, parts = payers.amounts(book), payers.parts()
    for funder, label in enumerate(FUNDERS.values()):
        row = FIRST_ROW + funder
        sheet.text(row, 0, label)
        for column, year in enumerate(years, FIRST_COLUMN):
            periods = [p for p, one in enumerate(contents.period_years) if one == year]
            value = sum(float(amounts[:, p] @ parts[p, :, funder]) for p in periods)
            each = (f"SUMPRODUCT({payers.spent(book, p)},{payers.shares.column(p, funder)})" for p in periods)
            formula = "+".join(each)
            sheet.formula(row, column, f"({formula})/{TEN_THOUSAND}", value / TEN_THOUSAND, WAN)
        sheet.across(row, last, range(FIRST_COLUMN, last), WAN)
    totals(sheet, TOTAL_ROW, [TOTAL], range(FIRST_COLUMN, last + 1), range(FIRST_ROW, TOTAL_ROW))
    shares(sheet, range(FIRST_ROW, TOTAL_ROW + 1), last)
    _lines(sheet, payers, amounts, parts)
    sheet.tail(TOTAL_ROW + 5 + len(contents.lines))
    sheet.page(repeat=(0, FIRST_ROW - 1))
    sheet.worksheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)


def _lines(sheet: Sheet, payers: PayersSheet, amounts: np.ndarray, parts: np.ndarray) -> None:
    """Write the lines by payer over all years."""
    book, contents, top = sheet.book, payers.contents, TOTAL_ROW + 3
    span = Text(over(contents.years, "zh"), over(contents.years, "en"))
    sheet.text(top - 1, 0, Text(f"按支出项目（{span.zh}合计，万元）", f"By budget line ({span.en})"), "section")
    sheet.texts(top, 0, [Text("支出项目", "Budget line"), *FUNDERS.values(), TOTAL], "head")
    for place, line in enumerate(contents.lines):
        row = top + 1 + place
        sheet.name_line(row, 0, contents.label(line), contents.stands(line))
        for funder in range(len(FUNDERS)):
            value = float(amounts[place] @ parts[:, place, funder]) / TEN_THOUSAND
            sheet.formula(row, 1 + funder, f"({_of_line(book, payers, place, funder)})/{TEN_THOUSAND}", value, WAN)
        sheet.across(row, 1 + len(FUNDERS), range(1, 1 + len(FUNDERS)), WAN)
    end = top + 1 + len(contents.lines)
    totals(sheet, end, [TOTAL], range(1, 2 + len(FUNDERS)), range(top + 1, end))


def _of_line(book: Book, payers: PayersSheet, place: int, funder: int) -> str:
    """Return a line's spending times the payer's share, a term for every table of shares."""
    row, terms = FIRST_LINE + place, []
    for first, last in payers.shares.spans():
        spent = book.sheets["spending"].block(row, FIRST_PERIOD + first, row, FIRST_PERIOD + last)
        terms.append(f"SUM({spent})*{payers.shares.cell(first, place, funder)}")
    return "+".join(terms)
