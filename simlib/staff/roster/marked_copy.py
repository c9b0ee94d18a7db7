"""A copy of a roster with the cells marked and commented, to hand back to whoever filled it in.

The one output that holds the bureau's own rows: written on request, from the command line, and kept nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from simlib.staff.roster.cells import plain
from simlib.staff.roster.files import RosterRefused, Sheet, read_file
from simlib.staff.roster.findings import NOTICE, PROBLEM, QUESTION, Finding, column_letters
from simlib.staff.roster.kinds import KINDS, texts
from simlib.staff.roster.roster import Roster
from simlib.text import Code, Text

_COLOURS = {PROBLEM: "#F4B6B6", QUESTION: "#FFE699", NOTICE: "#DDEBF7"}
Marks = dict[tuple[int, int], list[Finding]]  # by row and column, counted from 0


def write_marked(roster: Roster, source: str | Path, path: str | Path, code: Code) -> None:
    """Write the sheets of a roster as text, with what was found beside each cell. Raises RosterRefused."""
    if Path(path).suffix.lower() != ".xlsx" or Path(path).resolve() == Path(source).resolve():
        what = Text(
            "副本 {file} 应以 .xlsx 结尾，且不能是名册本身。",
            "the copy {file} is to end in .xlsx, and not to be the roster itself.",
        )
        raise RosterRefused(what.of(file=path))
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {weight: book.add_format({"bg_color": colour}) for weight, colour in _COLOURS.items()}
    for sheet in read_file(source).sheets:
        _write(book, sheet, _marks(roster, sheet.number), formats, code)
    try:
        book.close()
    except (OSError, FileCreateError):
        what = Text(
            "不能写入 {file}。请换一个位置，或关闭已打开的文件。",
            "{file} cannot be written. Name another place, or close it.",
        )
        raise RosterRefused(what.of(file=path)) from None


def _marks(roster: Roster, number: int) -> Marks:
    found: Marks = defaultdict(list)
    for one in roster.findings:
        if one.sheet == number and one.row and KINDS[one.kind].weight in _COLOURS:
            found[one.row - 1, _column(one)].append(one)
    return found


def _column(one: Finding) -> int:
    letters = one.column.partition(" ")[0]
    return next((at for at in range(len(letters) * 702) if column_letters(at) == letters), 0)


def _write(book: xlsxwriter.Workbook, sheet: Sheet, marks: Marks, formats: dict, code: Code) -> None:
    page = book.add_worksheet(sheet.name[:31] or None)
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if (row, column) not in marks and plain(cell):
                page.write_string(row, column, plain(cell))
    for (row, column), found in marks.items():
        cell = sheet.rows[row][column] if column < len(sheet.rows[row]) else None
        heaviest = min((KINDS[one.kind].weight for one in found), key=list(_COLOURS).index)
        page.write_string(row, column, plain(cell), formats[heaviest])
        page.write_comment(row, column, "\n".join(_said(one)[code] for one in found), {"x_scale": 2})


def _said(one: Finding) -> Text:
    what, _, way_out = texts(one)
    return KINDS[one.kind].weight.value + Text("：", ": ") + what + Text("。", ". ") + way_out
