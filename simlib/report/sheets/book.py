"""The workbook as the sheets see it: cells with looks, formulas with the value they give, pages ready to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from simlib.report.sheets.told import TOLD
from simlib.text import Code, Text

HEADING, BODY = "微软雅黑", "宋体"  # which readers' machines have
INK, QUIET, ALARM = "#1C2733", "#52606D", "#B00020"
BAND, INPUT, GOOD, BAD = "#DCE8F4", "#FFF6D6", "#C9EBCF", "#F8C9C4"
WAN = '#,##0.00;-#,##0.00;"–"'  # 万元: a sum; nothing is a dash
YUAN = '#,##0.00;-#,##0.00;"–"'
WHOLE = '#,##0;-#,##0;"–"'
PEOPLE = '#,##0.0;-#,##0.0;"–"'
PERCENT = "0.00%"
PART = '0.0%;-0.0%;"–"'  # of a whole
GIVEN = "#,##0.00"  # an amount that somebody gives: nothing is 0.00
FACTOR = "0.0000"
PLAIN = "0"
_A4 = 9
_LINE = 13.0  # points that a line of 10-point text is high
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.8, "bottom": 0.7}  # inches
NO_DAY = dt.datetime(1980, 1, 1)  # the same inputs make the same bytes: no time of day

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": HEADING, "font_size": 16, "bold": True},
    "section": {"font_name": HEADING, "font_size": 11, "bold": True, "font_color": "#14558F"},
    "lead": {"font_name": HEADING, "font_size": 11, "bold": True, "font_color": "#14558F", "text_wrap": True},
    "head": {"font_name": HEADING, "bold": True, "bg_color": BAND, "border": 1, "align": "center", "text_wrap": True},
    "text": {"border": 1},
    "wrap": {"border": 1, "text_wrap": True},
    "centre": {"border": 1, "align": "center"},
    "note": {"font_color": QUIET, "text_wrap": True, "valign": "top"},
    "strong": {"border": 1, "bold": True, "font_name": HEADING},
    "number": {"border": 1},
    "total": {"border": 1, "bold": True},
    "input": {"border": 1, "bg_color": INPUT, "locked": False},
    "input_text": {"border": 1, "bg_color": INPUT, "locked": False, "align": "right"},
    "plain": {},
}


@dataclass(frozen=True)
class Place:
    """A cell of a sheet, as formulas on any sheet write it."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"'{self.sheet}'!${xl_col_to_name(self.column)}${self.row + 1}"

    def to(self, row: int, column: int) -> str:
        """Return the block from here to another cell, both included."""
        return f"{self}:${xl_col_to_name(column)}${row + 1}"


class Sheet:
    """One worksheet: rows and columns count from 0; what is written is remembered by cell (`values`)."""

    def __init__(self, book: Book, name: str, worksheet: Worksheet) -> None:
        self.book, self.name, self.worksheet = book, name, worksheet
        self.values: dict[tuple[int, int], float] = {}
        worksheet.set_default_row(_LINE + 3.5)
        worksheet.set_row(0, 27)

    def at(self, row: int, column: int) -> Place:
        """Return a cell's place."""
        return Place(self.name, row, column)

    def block(self, row: int, column: int, last_row: int, last_column: int) -> str:
        """Return a block as a formula writes it."""
        return self.at(row, column).to(last_row, last_column)

    def text(self, row: int, column: int, text: object, look: str = "text", **more: Any) -> None:
        """Write a text; one that begins with = + - or @ stays a text."""
        self.worksheet.write_string(row, column, str(text), self.book.look(look, **more))

    def texts(self, row: int, column: int, texts: Any, look: str = "text") -> None:
        """Write texts side by side."""
        for place, text in enumerate(texts):
            self.text(row, column + place, text, look)
        if look == "head" and self.book.code == "en":  # whose words take two lines
            self.worksheet.set_row(row, 2 * _LINE + 4)

    def down(self, row: int, column: int, rows: int, text: str, look: str = "wrap") -> None:
        """Write a text over some rows of one column."""
        self.over(row, column, row + rows - 1, column, text, look)

    def over(self, row: int, column: int, last_row: int, last_column: int, text: str, look: str = "head") -> None:
        """Write a text over a block of cells; one cell is one."""
        if (row, column) != (last_row, last_column):
            self.worksheet.merge_range(row, column, last_row, last_column, "", self.book.look(look))
        self.text(row, column, text, look)

    def number(self, row: int, column: int, value: float, form: str = YUAN, look: str = "number") -> None:
        """Write a number; one that is none (no interval) is a dash."""
        value = float(value)
        if np.isnan(value):
            self.text(row, column, "—", "centre")
            return
        self.values[row, column] = value
        self.worksheet.write_number(row, column, value, self.book.look(look, num_format=form))

    def formula(
        self, row: int, column: int, formula: str, value: float, form: str = YUAN, look: str = "number"
    ) -> None:
        """Write a formula with the value it gives: what readers that do not calculate show."""
        self.values[row, column] = float(value)
        self.worksheet.write_formula(row, column, f"={formula}", self.book.look(look, num_format=form), float(value))

    def sum(self, row: int, column: int, rows: range, form: str = YUAN) -> None:
        """Write the sum of the rows above (or below) in one column."""
        value = sum(self.values.get((one, column), 0.0) for one in rows)
        block = self.block(rows[0], column, rows[-1], column)
        self.formula(row, column, f"SUM({block})", value, form, "total")

    def across(self, row: int, column: int, columns: range, form: str = YUAN, look: str = "total") -> None:
        """Write the sum of the columns of one row."""
        value = sum(self.values.get((row, one), 0.0) for one in columns)
        self.formula(row, column, f"SUM({self.block(row, columns[0], row, columns[-1])})", value, form, look)

    def fit(self, row: int, texts: Iterable[tuple[str, float]], rows: int = 1) -> None:
        """Make a row (or some rows together) as high as its texts need, each with the width of its column."""
        lines = max((_lines(text, width) for text, width in texts), default=1)
        height = max(_LINE + 3.5, (_LINE * lines + 4) / rows)
        for one in range(row, row + rows):
            self.worksheet.set_row(one, height)

    def paragraph(self, row: int, last_column: int, text: str, look: str = "note", *, width: float = 110) -> None:
        """Write a text over the whole width, as high as it needs; `width` in characters."""
        self.worksheet.merge_range(row, 0, row, last_column, "", self.book.look(look))
        self.worksheet.write_string(row, 0, text, self.book.look(look))
        self.worksheet.set_row(row, (_LINE + 1) * _lines(text, width) + 5)

    def page(self, *, repeat: tuple[int, int], pages_wide: int = 1, portrait: bool = False, columns: int = 0) -> None:
        """Make it ready to print: A4, as wide as the page, heading rows (and `columns`) on every page."""
        page = self.worksheet
        page.set_paper(_A4)
        page.set_portrait() if portrait else page.set_landscape()
        page.set_margins(**_MARGINS)
        page.fit_to_pages(pages_wide, 0)
        page.repeat_rows(*repeat)
        if columns:
            page.repeat_columns(0, columns - 1)
        page.freeze_panes(repeat[1] + 1, columns)
        page.set_header(self.book.header)
        page.set_footer(self.book.footer)
        page.hide_gridlines(2)


class Book:
    """A workbook in one language."""

    def __init__(self, code: Code, title: str, header: str, footer: str) -> None:
        self.code, self.header, self.footer = code, header, footer
        self.bytes = BytesIO()
        options = {name: False for name in ("strings_to_formulas", "strings_to_numbers", "strings_to_urls")}
        self.workbook = Workbook(self.bytes, {**options, "in_memory": True})
        self.workbook.set_properties({"title": title, "author": "simlib", "comments": footer, "created": NO_DAY})
        self.workbook.set_calc_mode("auto")
        self._looks: dict[tuple[Any, ...], Format] = {}
        self.sheets: dict[str, Sheet] = {}

    def say(self, text: Text) -> str:
        """Return the text in the reader's language."""
        return text[self.code]

    def told(self, name: str, **facts: object) -> str:
        """Return what a sheet says about itself."""
        return self.say(TOLD[name]).format(**facts)

    def sheet(self, key: str, title: Text) -> Sheet:
        """Add a sheet, after those there are."""
        name = self.say(title)
        self.sheets[key] = Sheet(self, name, self.workbook.add_worksheet(name))
        return self.sheets[key]

    def look(self, name: str, **more: Any) -> Format:
        """Return a look of the house, made once."""
        key = (name, *sorted(more.items()))
        if key not in self._looks:
            common = {"font_name": BODY, "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self._looks[key] = self.workbook.add_format({**common, **_LOOKS[name], **more})
        return self._looks[key]

    def dress(self, chart: Chart, title: str, unnamed: Sequence[int] = ()) -> None:
        """Give a chart the looks of the house; some of its series are not named below it."""
        font = {"name": HEADING, "size": 9, "color": QUIET}
        chart.set_title({"name": title, "name_font": {"name": HEADING, "size": 11, "bold": True, "color": INK}})
        chart.set_legend({"position": "bottom", "font": font, "delete_series": list(unnamed)})
        chart.set_size({"width": 980, "height": 340})
        chart.set_chartarea({"border": {"none": True}})

    def close(self) -> bytes:
        """Return the file."""
        self.workbook.close()
        return self.bytes.getvalue()


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column: words are not broken, so a little more than it measures."""
    return sum(max(1, -(-_columns(line) * 23 // int(width * 20))) for line in text.split("\n"))


def _columns(text: str) -> int:
    """Return how wide a text is, a Chinese character counting two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
