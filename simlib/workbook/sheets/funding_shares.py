"""分担比例: who bears each budget line, by date; the shares are there to be changed and add up to 1."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.months import month_text
from simlib.policy.axes import FUNDERS
from simlib.policy.provision import Dated
from simlib.text import Text
from simlib.workbook.as_written import InputCell
from simlib.workbook.cell_names import dated_name
from simlib.workbook.contents import Contents
from simlib.workbook.looks import PERCENT, PLAIN
from simlib.workbook.page import Book
from simlib.workbook.place import Place
from simlib.workbook.sheets.parameters import source_words, why

NAME = Text("分担比例", "Shares")
SHARE, FUNDER_NAMES = "funding.share", tuple(FUNDERS)
_FIRST = 4  # first row of the first table
_ORIGINAL = len(FUNDERS) + 3  # first column of the shares as projected


@dataclass(frozen=True)
class Shares:
    """The tables of shares: one for every dated value in force during the run."""

    contents: Contents
    sheet: str

    @cached_property
    def tables(self) -> list[Dated]:
        """The dated values, the first in force at the opening."""
        given, starts = self.contents.policy.provisions[SHARE], self.contents.layout.starts
        return [given.at(starts[first]) for first, _ in self.spans()]

    def spans(self) -> list[tuple[int, int]]:
        """Return the first and last period of each table."""
        starts = [place for place in range(len(self.contents.layout.starts)) if place == 0 or self._changes(place)]
        return list(zip(starts, [*(start - 1 for start in starts[1:]), len(self.contents.layout.starts) - 1]))

    def _changes(self, period: int) -> bool:
        given = self.contents.policy.provisions[SHARE]
        before, now = (self.contents.layout.starts[place] for place in (period - 1, period))
        return given.at(before) is not given.at(now)

    def cell(self, period: int, line: int, funder: int) -> str:
        """Return the share of one line and payer in a period."""
        return str(Place(self.sheet, self._top(period) + 1 + line, 1 + funder))

    def _top(self, period: int) -> int:
        dated = self.contents.policy.provisions[SHARE].at(self.contents.layout.starts[period])
        return self.top(next(place for place, one in enumerate(self.tables) if one is dated))

    def top(self, table: int) -> int:
        """Return the first row of a table."""
        return _FIRST + (len(self.contents.lines) + 4) * table

    @property
    def last_row(self) -> int:
        """The last row of the last table."""
        return self.top(len(self.tables) - 1) + len(self.contents.lines)

    def column(self, period: int, funder: int) -> str:
        """Return the name of the shares of one payer in a period, a row a line."""
        dated = self.contents.policy.provisions["funding.share"].at(self.contents.layout.starts[period])
        return self.name(dated, funder)

    def name(self, dated: Dated, funder: int) -> str:
        """Return the name of the shares of one payer from a month on."""
        payer = list(FUNDERS.values())[funder]
        return dated_name(self.contents.say(NAME), self.contents.say(payer), month=dated.month, code=self.contents.code)

    def totals(self) -> str:
        """Return the cells with the sums over payers, all tables."""
        return Place(self.sheet, _FIRST + 1, len(FUNDERS) + 1).to(self.last_row, len(FUNDERS) + 1)

    @property
    def changed(self) -> str:
        """The cell that counts the shares changed since the projection."""
        return str(Place(self.sheet, 2, 1))


def write(book: Book, contents: Contents, shares: Shares) -> None:
    """Write the sheet."""
    sheet, wide = book.sheets["funding"], len(FUNDERS)
    last = _ORIGINAL + wide - 1
    sheet.worksheet.set_column(0, 0, 26)
    sheet.worksheet.set_column(1, last, 13)
    sheet.worksheet.set_column(wide + 2, wide + 2, 3)
    sheet.titled(Text("各级财政分担比例", "Who bears each budget line"))
    sheet.paragraph(1, last, book.told("funding"))
    sheet.text(2, 0, Text("已改动的比例（个）", "Shares changed"), "strong")
    now, then = (sheet.block(_FIRST + 1, left, shares.last_row, left + wide - 1) for left in (1, _ORIGINAL))
    sheet.formula(2, 1, f"SUMPRODUCT(--({now}<>{then}))", 0, PLAIN, "total")
    for place, dated in enumerate(shares.tables):
        _table(book, shares, shares.top(place), dated)
    sheet.locked()
    sheet.page(repeat=(0, 0))


def _table(book: Book, shares: Shares, top: int, dated: Dated) -> None:
    sheet, contents, wide = book.sheets["funding"], shares.contents, len(FUNDERS)
    values = np.asarray(dated.value)
    payers = [book.say(label) for label in FUNDERS.values()]
    since = month_text(dated.month)
    sheet.texts(
        top, 0, [Text(f"预算科目（{since}起）", f"Line (from {since})"), *payers, Text("合计", "Total")], "head"
    )
    sheet.texts(top, _ORIGINAL, payers, "head")
    for place, line in enumerate(contents.lines):
        row = top + 1 + place
        sheet.text(row, 0, contents.label(line))
        for funder in range(wide):
            members, share = (line, FUNDER_NAMES[funder]), float(values[place, funder])
            book.inputs.append(InputCell(sheet.name, row, 1 + funder, SHARE, dated.month, members, share))
            sheet.number(row, 1 + funder, share, PERCENT, "input")
            sheet.number(row, _ORIGINAL + funder, values[place, funder], PERCENT)
        sheet.across(row, 1 + wide, range(1, 1 + wide), PERCENT)
    for funder in range(wide):
        sheet.call(shares.name(dated, funder), sheet.block(top + 1, 1 + funder, top + len(contents.lines), 1 + funder))
    limits = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
              "error_title": book.say(Text("超出范围", "Outside the range")), "error_message": "0～100%"}  # fmt: skip
    sheet.worksheet.data_validation(top + 1, 1, top + len(contents.lines), wide, limits)
    told = "　".join(part for part in (source_words(dated, contents), why(dated, contents)) if part)
    sheet.paragraph(top + len(contents.lines) + 1, _ORIGINAL + wide - 1, told, width=120)
