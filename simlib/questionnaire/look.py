"""How the questionnaire looks: fonts, colours, one sheet with its sections, ready to fill in and to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from simlib.policy.term import PERCENT, Term
from simlib.questionnaire.cells import both
from simlib.questionnaire.labels import DETAILS, meaning
from simlib.questionnaire.layout import END, MEMBER, ONE, PAD, Cell, Column, Page, Section
from simlib.workbook.looks import BAND, HEADING, INK, INPUT, QUIET
from simlib.workbook.page import NO_DAY
from simlib.workbook.text_room import lines_of

LISTS = "选项 Lists"
_LINE = 13.5  # points that a line is high
_MOST_LINES = 12
_NARROW = 1.15  # letters of 9 points in a column that is measured in those of 10
_A4 = 9
_FIRST = 3  # row of the first section
_TEXT = "@"  # a number format: what is typed stays as it is typed
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_size": 16, "bold": True},
    "about": {"font_color": QUIET, "text_wrap": True, "valign": "top"},
    "section": {"font_size": 11, "bold": True, "font_color": "#14558F"},
    "head": {"bold": True, "bg_color": BAND, "border": 1, "align": "center", "text_wrap": True},
    "fixed": {"border": 1, "text_wrap": True, "font_color": INK},
    "name": {"border": 1, "text_wrap": True, "font_color": QUIET, "font_size": 8},
    "typed": {"border": 1, "text_wrap": True, "bg_color": INPUT, "num_format": _TEXT, "locked": False},
    "number": {"border": 1, "text_wrap": True, "bg_color": INPUT, "locked": False, "align": "right", "indent": 1},
    "hidden": {"font_color": "#FFFFFF"},
}


def number_format(term: Term) -> str:
    """Return how numbers of a term are shown; they are held as the file has them."""
    if term.unit in PERCENT:
        return "0.##%"
    return "#,##0.##" if term.money else "General"


class Book:
    """The workbook being written."""

    def __init__(self, title: str) -> None:
        self._file = BytesIO()
        self.book = Workbook(self._file, {"in_memory": True, "strings_to_urls": False})
        self.book.set_properties({"title": title, "created": NO_DAY})
        self._looks: dict[tuple[str, str], Format] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self.title = title

    def look(self, name: str, form: str = "") -> Format:
        """Return a look, with a number format."""
        if (name, form) not in self._looks:
            more = {"num_format": form} if form else {}
            self._looks[name, form] = self.book.add_format(
                {"font_name": HEADING, "font_size": 9, "valign": "vcenter", **_LOOKS[name], **more}
            )
        return self._looks[name, form]

    def choice(self, options: Sequence[str]) -> str:
        """Return the range of the sheet of lists that holds some options."""
        place = self._lists.setdefault(tuple(options), "")
        if not place:
            column = len(self._lists) - 1
            place = f"='{LISTS}'!{xl_range_abs(1, column, len(options), column)}"
            self._lists[tuple(options)] = place
        return place

    def close(self) -> bytes:
        """Write the lists and return the file."""
        sheet = self.book.add_worksheet(LISTS)
        sheet.write_row(0, 0, ["可选的内容，不要改动。Options; leave as they are."], self.look("about"))
        for column, options in enumerate(self._lists):
            sheet.write_column(1, column, options, self.look("fixed"))
        sheet.set_column(0, len(self._lists), 28)
        sheet.protect()
        sheet.hide()
        self.book.close()
        return self._file.getvalue()


class Sheet:
    """One sheet, section by section."""

    def __init__(self, book: Book, page: Page) -> None:
        self.book, self.page = book, page
        self.sheet: Worksheet = book.book.add_worksheet(both(page.name).replace(" · ", " ")[:31])
        self.widths: dict[int, float] = {}
        self.row = _FIRST
        self.last = max((len(section.columns) for section in page.sections), default=1)

    def write(self) -> None:
        """Write the sheet."""
        columns = max((section.columns for section in self.page.sections), key=len, default=())
        self._set_columns(columns)
        first = next((place for place, column in enumerate(columns, 1) if column.width), 1)
        self.sheet.write(0, first, both(self.page.name), self.book.look("title"))
        self.sheet.set_row(0, 26)
        self._paragraph(1, both(self.page.about))
        for section in self.page.sections:
            self._section(section)
        self._ready_to_print(columns)

    def _set_columns(self, columns: Sequence[Column]) -> None:
        self.sheet.set_column(0, 0, 1, self.book.look("hidden"), {"hidden": True})
        for place, column in enumerate(columns, 1):
            self.widths[place] = column.width
            options = {"hidden": True} if not column.width else {"level": 1, "hidden": True} if column.aside else {}
            self.sheet.set_column(place, place, column.width or 1, None, options)
        if any(column.aside for column in columns):
            self.sheet.set_column(len(columns) + 1, len(columns) + 1, 3, None, {"collapsed": True})

    def _paragraph(self, row: int, text: str) -> None:
        shown = [place for place, width in self.widths.items() if width]
        width, last = 0.0, 1
        for place in shown:
            if width >= 110:
                break
            width, last = width + self.widths[place], place
        if last > shown[0]:
            self.sheet.merge_range(row, shown[0], row, last, text, self.book.look("about"))
        else:
            self.sheet.write_string(row, shown[0], text, self.book.look("about"))
        self.sheet.set_row(row, _LINE * lines_of(text, width * _NARROW) + 4)

    def _section(self, section: Section) -> None:
        first = next(place for place, column in enumerate(section.columns, 1) if column.width)
        self.sheet.write_string(self.row, first, both(section.title), self.book.look("section"))
        self.sheet.set_row(self.row, 20)
        self.row += 1
        if section.note:
            self._paragraph(self.row, both(section.note))
            self.row += 1
        self.sheet.write_string(self.row, 0, section.kind)
        for place, column in enumerate(section.columns, 1):
            self.sheet.write_string(self.row, place, column.key, self.book.look("hidden"))
        self.sheet.set_row(self.row, None, None, {"hidden": True})
        self.row += 1
        self._heads(section)
        for row in section.rows:
            self._row(section, row)
        for _ in range(section.spare):
            self._row(section, {})
        self.sheet.write_string(self.row, 0, END)
        self.row += 2

    def _heads(self, section: Section) -> None:
        heads = [both(column.label).replace(" · ", "\n") for column in section.columns]
        look = self.book.look("head")
        run = self._wide(section)
        for place, text in enumerate(heads, 1):
            if place not in run[1:] and section.columns[place - 1].key != PAD:
                self.sheet.write_string(self.row, place, text, look)
        if run:
            self.sheet.merge_range(self.row, run[0], self.row, run[-1], heads[run[0] - 1], look)
        lines = [lines_of(text, column.width * _NARROW) for text, column in zip(heads, section.columns) if column.width]
        self.sheet.set_row(self.row, _LINE * max(2, *lines) + 3)
        self.row += 1

    def _wide(self, section: Section) -> range:
        """Return the columns over which the single value of a row stands."""
        keys = [column.key for column in section.columns]
        if ONE not in keys:
            return range(0)
        first = keys.index(ONE) + 1
        end = next((place for place in range(first, len(keys)) if keys[place] != PAD), len(keys))
        return range(first, end + 1)

    def _row(self, section: Section, row: Mapping[str, Cell]) -> None:
        run, lines = self._wide(section), 1
        for place, column in enumerate(section.columns, 1):
            if place in run[1:] or (column.key == PAD and column.width):
                continue
            if row and column.key not in row and column in DETAILS:
                continue  # what stands beside a value stands in its first row
            cell = row.get(column.key, Cell())
            width = sum(self.widths[one] for one in run) if place in run else self.widths[place]
            look = self._look(section, column, cell, new=not row)
            if place in run:
                self.sheet.merge_range(self.row, run[0], self.row, run[-1], "", look)
            self._write(place, cell, look)
            self._check(place, column, cell)
            if width and not column.aside:
                lines = max(lines, lines_of(str(cell.shown or ""), width * _NARROW))
        self.sheet.set_row(self.row, _LINE * min(lines, _MOST_LINES) + 3)
        self.row += 1

    def _look(self, section: Section, column: Column, cell: Cell, new: bool) -> Format:
        if not column.width:
            return self.book.look("hidden")
        if column.key.startswith(MEMBER) or column.key.startswith("range."):
            if cell.term is None and not new and not column.key.startswith("range."):
                return self.book.look("fixed")
            form = number_format(cell.term) if cell.term and isinstance(cell.shown, int | float | None) else ""
            return self.book.look("typed" if cell.options else "number", "" if cell.options else form)
        if column.typed and (new or column.key != "term"):
            return self.book.look("typed")
        return self.book.look("name" if column.key == "term" else "fixed")

    def _write(self, place: int, cell: Cell, look: Format) -> None:
        if cell.shown is None:
            self.sheet.write_blank(self.row, place, None, look)
        elif isinstance(cell.shown, str):
            self.sheet.write_string(self.row, place, cell.shown, look)
        else:
            self.sheet.write_number(self.row, place, cell.shown, look)

    def _check(self, place: int, column: Column, cell: Cell) -> None:
        options = cell.options or column.options
        told = {}
        if cell.term and column.key.startswith(MEMBER):
            label = meaning(cell.term)
            told = {"input_title": cell.term.label.zh[:32], "input_message": f"{label.zh}\n{label.en}"[:255]}
        if options:
            more = {"error_type": "warning", "ignore_blank": True}
            self.sheet.data_validation(
                self.row,
                place,
                self.row,
                place,
                {"validate": "list", "source": self.book.choice(options), **more, **told},
            )
        elif told:
            self.sheet.data_validation(self.row, place, self.row, place, {"validate": "any", **told})

    def _ready_to_print(self, columns: Sequence[Column]) -> None:
        first = next((place for place, column in enumerate(columns, 1) if column.width), 1)
        self.sheet.freeze_panes(0, first + self._named(columns))
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        self.sheet.set_header(f'&L&"{HEADING}"&8{self.book.title.replace("&", "&&")}')
        self.sheet.set_footer("&R&8&A　&P / &N")
        self.sheet.set_zoom(90)
        self.sheet.print_area(0, first, max(self.row - 2, 1), len(columns))

    def _named(self, columns: Sequence[Column]) -> int:
        """Return how many columns stay in sight: up to the name of what a row is of."""
        keys = [column.key for column in columns]
        return keys.index("-name") if "-name" in keys else 1
