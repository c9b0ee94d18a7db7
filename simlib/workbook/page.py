"""The workbook as the sheets see it: cells with looks, formulas with the value they give, pages ready to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from simlib.disclosure.pattern import HIDDEN
from simlib.text import Code, Text
from simlib.workbook.as_written import InputCell, note
from simlib.workbook.looks import BODY, HEADING, INK, LOOKS, QUIET, YUAN
from simlib.workbook.place import Place
from simlib.workbook.rounding import Added, CellAt, differs
from simlib.workbook.sheet_words import TOLD, TOLD_OF_NUMBERS
from simlib.workbook.text_room import lines_of

_A4 = 9
_PIECE = 120  # letters of a text in a formula: 255 are the most, each quotation mark two of them
_LINE = 13.0  # points that a line of 10-point text is high
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.8, "bottom": 0.7}  # inches
NO_DAY = dt.datetime(1980, 1, 1)  # the same inputs make the same bytes: no time of day


class Sheet:
    """One worksheet: rows and columns count from 0; what is written is remembered by cell (`values`)."""

    def __init__(self, book: Book, name: str, worksheet: Worksheet) -> None:
        self.book, self.name, self.worksheet = book, name, worksheet
        self.values: dict[tuple[int, int], float] = {}
        self.added: list[Added] = []
        worksheet.set_default_row(_LINE + 3.5)
        worksheet.set_row(0, 27)

    def at(self, row: int, column: int) -> Place:
        """Return a cell's place."""
        return Place(self.name, row, column)

    def block(self, row: int, column: int, last_row: int, last_column: int) -> str:
        """Return a block as a formula writes it."""
        return self.at(row, column).to(last_row, last_column)

    def call(self, name: str, cells: str) -> None:
        """Give cells the name by which formulas on any sheet call them."""
        if not self.book.withheld:
            self.book.workbook.define_name(name, f"={cells}")

    def titled(self, title: Text, told: str = "", widths: Iterable[float] = ()) -> None:
        """Write the title and what the sheet says about itself, and set the widths of the first columns."""
        for column, width in enumerate(widths):
            self.worksheet.set_column(column, column, width)
        self.text(0, 0, title, "title")
        if told:
            self.text(1, 0, told, "plain")

    def locked(self, *, filters: bool = False) -> None:
        """Let nothing be changed but yellow cells, widths and heights."""
        allowed = {"format_columns": True, "format_rows": True, **({"autofilter": True} if filters else {})}
        self.worksheet.protect("", allowed)

    def text(self, row: int, column: int, text: Text | str, look: str = "text", **more: Any) -> None:
        """Write a text, in the reader's language; one that begins with = + - or @ stays a text."""
        self.worksheet.write_string(row, column, self.book.say(text), self.book.look(look, **more))

    def said(self, row: int, column: int, text: str, look: str = "text", *, then: str = '""', **more: Any) -> None:
        """Write a text that is true of the parameters as projected alone, and what it is `then` (a formula)."""
        if self.book.withheld:
            self.text(row, column, text, look, **more)
            return
        formula = self.book.unchanged(literal(text), then)
        self.worksheet.write_formula(row, column, f"={formula}", self.book.look(look, **more), text)

    def name_line(self, row: int, column: int, name: str, stands: bool) -> None:
        """Write the name of a budget line; of one that stands as projected, once a yellow cell is changed, that too."""
        if stands:
            self.said(row, column, name, then=literal(name + self.book.told("stands")))
        else:
            self.text(row, column, name)

    def texts(self, row: int, column: int, texts: Iterable[Text | str], look: str = "text") -> None:
        """Write texts side by side."""
        for place, text in enumerate(texts):
            self.text(row, column + place, text, look)
        if look == "head" and self.book.code == "en":  # whose words take two lines
            self.worksheet.set_row(row, 2 * _LINE + 4)

    def down(self, row: int, column: int, rows: int, text: Text | str, look: str = "wrap") -> None:
        """Write a text over some rows of one column."""
        self.over(row, column, row + rows - 1, column, text, look)

    def over(
        self, row: int, column: int, last_row: int, last_column: int, text: Text | str, look: str = "head"
    ) -> None:
        """Write a text over a block of cells; one cell is one."""
        if (row, column) != (last_row, last_column):
            self.worksheet.merge_range(row, column, last_row, last_column, "", self.book.look(look))
        self.text(row, column, text, look)

    def number(
        self, row: int, column: int, value: float, form: str = YUAN, look: str = "number", *, hidden: bool = False
    ) -> None:
        """Write a number; one that is none (no interval) is a dash, one that is `hidden` goes into sums unseen."""
        value = float(value)
        if np.isnan(value):
            self.text(row, column, "—", "centre")
            return
        self.values[row, column] = value
        if hidden:
            self.text(row, column, HIDDEN, "centre")
            return
        self.worksheet.write_number(row, column, value, self.book.look(look, num_format=form))

    def formula(
        self, row: int, column: int, formula: str, value: float, form: str = YUAN, look: str = "number"
    ) -> None:
        """Write a formula with the value it gives: what readers that do not calculate show."""
        if self.book.withheld:
            self.number(row, column, value, form, look)
            return
        self.values[row, column] = float(value)
        self.worksheet.write_formula(row, column, f"={formula}", self.book.look(look, num_format=form), float(value))

    def held(self, row: int, column: int, value: float, form: str = YUAN, look: str = "number") -> None:
        """Write a result that is true of the parameters as projected alone: blank once a yellow cell is changed."""
        if np.isnan(value):
            self.number(row, column, value)
        else:
            self.formula(row, column, self.book.unchanged(repr(float(value))), value, form, look)

    def sum(self, row: int, column: int, rows: range, form: str = YUAN, *, held: bool = False) -> None:
        """Write the sum of the rows above (or below) in one column; `held`: of results as projected (see there)."""
        self._sum((row, column), [(one, column) for one in rows], form, "total", held)

    def across(
        self, row: int, column: int, columns: range, form: str = YUAN, look: str = "total", *, held: bool = False
    ) -> None:
        """Write the sum of the columns of one row; `held` as for `sum`."""
        self._sum((row, column), [(row, one) for one in columns], form, look, held)

    def _sum(self, at: CellAt, cells: list[CellAt], form: str, look: str, held: bool) -> None:
        formula = f"SUM({self.block(*cells[0], *cells[-1])})"
        value = sum(self.values.get(cell, 0.0) for cell in cells)
        self.formula(*at, self.book.unchanged(formula) if held else formula, value, form, look)
        self.adds(at, cells, form)

    def adds(self, at: CellAt, cells: Sequence[CellAt], form: str) -> None:
        """Remember that a cell is the sum of others, all in the same form: see `tail`."""
        self.added.append(Added(at, tuple(cells), form))

    def tail(self, row: int, *, held: bool = False) -> None:
        """Say below the tables, where sums as displayed do not add up as displayed, that it is by rounding."""
        formula, differ = differs(self.added, self.values)
        told = self.book.told("tail")
        if self.book.withheld:
            self.text(row, 0, told * differ, "plain", font_color=QUIET)
            return
        formula = f'IF({formula},{literal(told)},"")'
        formula = self.book.unchanged(formula) if held else formula
        self.worksheet.write_formula(row, 0, f"={formula}", self.book.look("plain", font_color=QUIET), told * differ)

    def fit(self, row: int, texts: Iterable[tuple[str, float]], rows: int = 1) -> None:
        """Make a row (or some rows together) as high as its texts need, each with the width of its column."""
        lines = max((lines_of(text, width) for text, width in texts), default=1)
        height = max(_LINE + 3.5, (_LINE * lines + 4) / rows)
        for one in range(row, row + rows):
            self.worksheet.set_row(one, height)

    def paragraph(
        self, row: int, last_column: int, text: str, look: str = "note", *, width: float = 110, then: str | None = None
    ) -> None:
        """Write a text over the whole width, as high as it needs; `width` in characters, `then` as for `said`."""
        self.worksheet.merge_range(row, 0, row, last_column, "", self.book.look(look))
        if then is None:
            self.text(row, 0, text, look)
        else:
            self.said(row, 0, text, look, then=then)
        self.worksheet.set_row(row, (_LINE + 1) * lines_of(text, width) + 5)

    def page(
        self, *, repeat: tuple[int, int], portrait: bool = False, columns: int = 0, last: int | None = None
    ) -> None:
        """Make it ready to print: A4, as wide as the page, heading rows (and `columns`) on every page.

        last  the last column, by default that of the numbers: above it stands which policy this is of
        """
        self._set_up(portrait, repeat, columns)
        last, digest = self._last if last is None else last, self.book.digest
        no_longer = literal(self.book.told("identity", digest=digest))
        told = self.book.told("policy", digest=digest)
        self.said(0, last, told, "plain", then=no_longer, align="right", font_color=QUIET)

    def off_paper(self, *, repeat: tuple[int, int], columns: int = 0) -> None:
        """Leave it out when the workbook is printed: what is calculated on, in so many rows that nobody reads them.

        A sheet must print something: a cell with nothing in it, which makes no page.
        """
        self._set_up(False, repeat, columns)
        beyond = self.worksheet.dim_colmax + 2
        self.worksheet.print_area(0, beyond, 0, beyond)

    @property
    def _last(self) -> int:
        """The last column with a number."""
        return max(column for _, column in self.values)

    def _set_up(self, portrait: bool, repeat: tuple[int, int], columns: int) -> None:
        page = self.worksheet
        page.set_paper(_A4)
        page.set_portrait() if portrait else page.set_landscape()
        page.set_margins(**_MARGINS)
        page.fit_to_pages(1, 0)
        page.repeat_rows(*repeat)
        if columns:
            page.repeat_columns(0, columns - 1)
        page.freeze_panes(repeat[1] + 1, columns)
        page.set_header(self.book.header)
        page.set_footer(self.book.footer)
        page.hide_gridlines(2)


class Book:
    """A workbook in one language.

    digest   of the policy, as it is printed
    changed  the cell that reads 参数已改动 once a yellow cell differs from what was projected, and nothing before
    withheld  sheets that are made and are not in the file: what is read from them stands as numbers, and so does all
              else, for no formula is left that reaches them; none: everything is live
    """

    def __init__(
        self, code: Code, title: str, header: str, footer: str, digest: str, changed: str, withheld: frozenset[str]
    ) -> None:
        self.code, self.header, self.footer, self.digest, self.changed = code, header, footer, digest, changed
        self.withheld = withheld
        self.bytes = BytesIO()
        options = {name: False for name in ("strings_to_formulas", "strings_to_numbers", "strings_to_urls")}
        self.workbook = Workbook(self.bytes, {**options, "in_memory": True})
        self.workbook.set_properties({"title": title, "author": "simlib", "comments": footer, "created": NO_DAY})
        self.workbook.set_calc_mode("auto")
        self._looks: dict[tuple[Any, ...], Format] = {}
        self.sheets: dict[str, Sheet] = {}
        self._aside = Workbook(BytesIO(), {"in_memory": True})  # never written
        self.inputs: list[InputCell] = []  # the yellow cells

    def say(self, text: Text | str) -> str:
        """Return a text in the reader's language; what is in it already stays."""
        return text if isinstance(text, str) else text[self.code]

    def told(self, name: str, **facts: object) -> str:
        """Return what a sheet says about itself."""
        told = TOLD_OF_NUMBERS.get(name, TOLD[name]) if self.withheld else TOLD[name]
        return self.say(told).format(**facts)

    def unchanged(self, formula: str, then: str = '""') -> str:
        """Return the formula of what is true of the parameters as projected alone, and of what it is `then`."""
        return f'IF({self.changed}="",{formula},{then})'

    def sheet(self, key: str, title: Text) -> Sheet:
        """Add a sheet, after those there are."""
        name = self.say(title)
        workbook = self._aside if key in self.withheld else self.workbook
        self.sheets[key] = Sheet(self, name, workbook.add_worksheet(name))
        return self.sheets[key]

    def look(self, name: str, **more: Any) -> Format:
        """Return a look of the house, made once."""
        key = (name, *sorted(more.items()))
        if key not in self._looks:
            common = {"font_name": BODY, "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self._looks[key] = self.workbook.add_format({**common, **LOOKS[name], **more})
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
        note(self.workbook, self.digest, self.inputs)
        self.workbook.close()
        return self.bytes.getvalue()


def literal(text: str) -> str:
    """Return a text as a formula writes it, in pieces: a spreadsheet takes no longer ones."""
    pieces = [text[at : at + _PIECE].replace('"', '""') for at in range(0, len(text), _PIECE)] or [""]
    return "&".join(f'"{piece}"' for piece in pieces)
