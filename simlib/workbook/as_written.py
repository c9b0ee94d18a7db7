"""What a workbook was as it was written: which term each yellow cell holds, and a fingerprint of every other row.

It stands in a sheet that no reader sees. So a workbook that comes back says what was changed: the yellow cells by
term, date and member, and of all else the rows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from xlsxwriter import Workbook as Written
from xlsxwriter.worksheet import CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

from simlib.policy.problems import one_problem
from simlib.text import Text

SHEET = "_simlib"
_POLICY, _INPUT, _ROW = "policy", "input", "row"
_DECIMAL = re.compile(r"\d+\.\d+(?:[eE][-+]?\d+)?", re.ASCII)
_LONG = 12  # digits of a fingerprint
_DROPPED = str.maketrans("", "", "'$ ()\n")  # what programs write otherwise without meaning anything else


class InputCell(NamedTuple):
    """A yellow cell: where it is, and what it holds. Rows and columns count from 0.

    members  the members of the axes of its term that the number is of
    value    as written: a number, or a word for yes or no
    """

    sheet: str
    row: int
    column: int
    term: str
    month: int
    members: tuple[str, ...]
    value: float | str


@dataclass(frozen=True)
class ComeBack:
    """What a workbook of ours says when it comes back.

    policy  digest of the policy that it was made for
    cells   every yellow cell, with what it holds now
    touched the rows with other changes, as `sheet!row`
    """

    policy: str
    cells: tuple[tuple[InputCell, float | str | None], ...]
    touched: tuple[str, ...]


def note(workbook: Written, policy: str, inputs: Iterable[InputCell]) -> None:
    """Add the sheet that says how the workbook is written; to be called last."""
    written = [sheet for sheet in workbook.worksheets() if isinstance(sheet, Worksheet)]
    texts = {place: text for text, place in workbook.str_table.string_table.items()}
    rows: list[tuple[object, ...]] = [(_POLICY, policy)]
    rows += [(_INPUT, *one[:5], "|".join(one.members), one.value) for one in inputs]
    rows += [
        (_ROW, sheet.get_name(), number, fingerprint(_written(cells, texts)))
        for sheet in written
        for number, cells in sorted(sheet.table.items())
    ]
    sheet = workbook.add_worksheet(SHEET)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    sheet.very_hidden()


def _written(cells: dict[int, Any], texts: dict[int, str]) -> Iterator[tuple[int, object]]:
    """Yield the columns of a row and what stands there, but for what the reader may change."""
    for column, cell in cells.items():
        if cell.format is not None and not cell.format.locked:
            continue
        if isinstance(cell, CellStringTuple):
            yield column, texts.get(cell.string, cell.string)
        elif isinstance(cell, CellNumberTuple):
            yield column, float(cell.number)
        elif isinstance(cell, CellFormulaTuple):
            yield column, f"={cell.formula.removeprefix('=')}"


def fingerprint(cells: Iterable[tuple[int, object]]) -> str:
    """Return the first digits of a digest of a row: alike however a program writes the same numbers and formulas."""
    parts = [f"{column}:{_plain(value)}" for column, value in sorted(cells) if value not in (None, "")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_LONG] if parts else ""


def _plain(value: object) -> str:
    if isinstance(value, bool | int | float):
        return f"{float(value):.12g}"
    text = str(value)
    if not text.startswith("="):
        return text
    short = _DECIMAL.sub(lambda found: f"{float(found[0]):.12g}", text)
    return short.translate(_DROPPED).replace("_xlfn.", "").upper()


def come_back(path: Path) -> ComeBack | None:
    """Return what a workbook says, None where it is not one that was written with this sheet.

    Raises PolicyError where it cannot be read as a workbook at all.
    """
    values, formulas = (opened(path, data_only=only) for only in (True, False))
    if SHEET not in formulas.sheetnames:
        return None
    noted = [tuple(row) for row in formulas[SHEET].iter_rows(values_only=True)]
    policy = next(str(row[1]) for row in noted if row[0] == _POLICY)
    cells = tuple((one, _now(values, one)) for one in map(_input, (row for row in noted if row[0] == _INPUT)))
    was = {(str(row[1]), int(row[2])): str(row[3] or "") for row in noted if row[0] == _ROW}
    return ComeBack(policy, cells, tuple(_touched(formulas, was)))


def opened(path: Path, *, data_only: bool) -> Workbook:
    """Return a workbook with the values of its formulas, or the formulas. Raises PolicyError where it is none."""
    try:
        return load_workbook(path, data_only=data_only)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise one_problem(
            Text("无法作为 .xlsx 工作簿读取", "cannot be read as an .xlsx workbook"),
            Text("请检查路径，或另存为 .xlsx。", "Check the path, or save it as .xlsx."),
            path.as_posix(),
        ) from error


def _input(row: tuple[Any, ...]) -> InputCell:
    _, sheet, number, column, term, month, members, value = row[:8]
    return InputCell(str(sheet), int(number), int(column), str(term), int(month), _members(members), value)


def _members(text: object) -> tuple[str, ...]:
    return tuple(str(text).split("|")) if text not in (None, "") else ()


def _now(book: Any, one: InputCell) -> float | str | None:
    if one.sheet not in book.sheetnames:
        return None
    found: float | str | None = book[one.sheet].cell(one.row + 1, one.column + 1).value
    return found


def _touched(book: Any, was: dict[tuple[str, int], str]) -> Iterator[str]:
    """Yield the rows that are not as they were written, and the sheets that are gone or new."""
    known = dict.fromkeys(sheet for sheet, _ in was)
    for name in book.sheetnames:
        if name not in known and name != SHEET:
            yield name
    for name in known:
        if name not in book.sheetnames:
            yield name
            continue
        now = {row[0].row - 1: fingerprint(_locked(row)) for row in book[name].iter_rows()}
        for number in sorted({*now, *(row for sheet, row in was if sheet == name)}):
            if now.get(number, "") != was.get((name, number), ""):
                yield f"{name}!{number + 1}"


def _locked(row: tuple[Cell, ...]) -> Iterator[tuple[int, object]]:
    for cell in row:
        value = getattr(cell.value, "text", cell.value)
        if value is not None and cell.protection.locked:
            yield cell.column - 1, value


def cell_name(one: InputCell) -> str:
    """Return a yellow cell as a reader finds it."""
    return f"{one.sheet}!{get_column_letter(one.column + 1)}{one.row + 1}"
