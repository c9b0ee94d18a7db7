"""Workbooks read and changed the way a finance bureau would: cells found by what stands beside them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simlib.budget import Budget
from simlib.policy import Policy
from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS, Item
from tests.report.office import recalculated

WAN = 10_000
YUAN = 0.5  # the same whole yuan
CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
CITY = CITIES / "ningguo"
YEARS, REPLICATIONS = 4, 30  # of its workbook
TERM, MEMBER, VALUE, ORIGINAL = "A", "B", "D", "F"  # columns of 参数


def calculated(file: Path, folder: Path) -> Workbook:
    """The values that LibreOffice gives every formula."""
    return openpyxl.load_workbook(recalculated(file, folder), data_only=True)


def opened(content: bytes) -> Workbook:
    """A workbook from its bytes, formulas as they are written."""
    return openpyxl.load_workbook(io.BytesIO(content))


def formulas(book: Workbook) -> Iterator[Cell]:
    """Every cell with a formula."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.data_type == "f")


def row_of(sheet: Worksheet, column: str, text: str, nth: int = 0) -> int:
    """The row with a text in a column, the first or a later one."""
    return [cell.row for cell in sheet[column] if cell.value == text][nth]


def expected(book: Workbook, items: Mapping[str, Item] = ITEMS) -> dict[str, list[float]]:
    """The expected amounts of 预算科目 by line and year, in yuan; `total` too."""
    sheet, names = book["预算科目"], {item.label.zh: line for line, item in items.items()}
    years = len([cell for cell in sheet[5] if re.match(r"\d{4}年", str(cell.value))])
    found = {}
    for row in sheet.iter_rows(min_row=6, max_row=6 + len(items)):
        line = names.get(row[2].value, "total")
        found[line] = [cell.value * WAN for cell in row[3 : 3 + years]]
    return found


def payers(book: Workbook) -> dict[str, list[float]]:
    """The amounts of 分级负担 by payer and year, in yuan."""
    sheet, names = book["分级负担"], {zh: funder for funder, (zh, _) in FUNDERS.items()}
    return {
        names[row[0].value]: [cell.value * WAN for cell in row[1:-2]]
        for row in sheet.iter_rows(min_row=5, max_row=4 + len(FUNDERS), max_col=_last(sheet, 4))
    }


def _last(sheet: Worksheet, row: int) -> int:
    return max(cell.column for cell in sheet[row] if cell.value is not None)


def change(book: Workbook, changes: Mapping[tuple[str, str], Any]) -> None:
    """Type new values into 参数, by term and member as they are called there ("" where a term has no members)."""
    sheet, term = book["参数"], ""
    cells: dict[tuple[str, str], Cell] = {}
    for row in range(6, sheet.max_row + 1):
        if sheet[f"{VALUE}{row}"].value is None:
            break
        term = sheet[f"{TERM}{row}"].value or term
        cells[term, sheet[f"{MEMBER}{row}"].value or ""] = sheet[f"{VALUE}{row}"]
    for key, value in changes.items():
        cells[key].value = value


def wrong(book: Workbook) -> int:
    """How many checks fail, by the total of 核对."""
    return int(book["核对"]["B3"].value)


def agree(book: Workbook, budget: Budget) -> None:
    """Expected amounts and payers are the library's means, by line, payer and year."""
    shown, means = expected(book), budget.yuan.values.mean(axis=0)
    differing = {
        (line, year): (shown[line][y], means[y, place])
        for place, line in enumerate(ITEMS)
        for y, year in enumerate(budget.years)
        if abs(shown[line][y] - means[y, place]) > YUAN
    }
    assert differing == {}
    assert shown["total"] == pytest.approx(budget.total.values.mean(axis=0), abs=YUAN)
    borne = budget.by_funder.values.mean(axis=0)
    for place, funder in enumerate(FUNDERS):
        # an amount and its complement are rounded to the fen in each of 19 lines and at most 2 periods a year
        assert payers(book)[funder] == pytest.approx(borne[:, place], abs=YUAN + 0.01 * len(ITEMS) * 2)


def month_of(law: Policy, name: str) -> int:
    """The month of the value that is in force at the opening."""
    return law.provisions[name].at(law.opening or 0).month
