"""Questionnaires written, changed as somebody in an office would, and read again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simlib.policy import Policy, load_policy
from simlib.questionnaire.pack_files import read_pack_files, write_pack_files
from simlib.questionnaire.places import PackRead
from simlib.questionnaire.read import read_questionnaire
from simlib.questionnaire.write import write_questionnaire

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
CITIES = tuple(sorted(folder.name for folder in (SCENARIOS / "cities").iterdir() if folder.is_dir()))
Edit = Callable[[Workbook], object]


def copied(folder: Path) -> Path:
    """All packs in a folder of their own."""
    shutil.copytree(SCENARIOS, folder / "scenarios", ignore=shutil.ignore_patterns("schema"))
    return folder / "scenarios"


def answered(pack: Path, book: Path, edit: Edit | None = None) -> PackRead:
    """What the questionnaire of a pack says once it is filled in."""
    write_questionnaire(read_pack_files(pack), book)
    if edit:
        found = openpyxl.load_workbook(book)
        edit(found)
        found.save(book)
    return read_questionnaire(book)


def again(pack: Path, found: PackRead) -> Policy:
    """The policy that was read, written where the pack was."""
    write_pack_files(pack, found.files, {})
    return load_policy(pack)


def cell(book: Workbook, term: str, column: str, nth: int = 0) -> openpyxl.cell.cell.Cell:
    """The cell of a term's nth row under a head, as the hidden row calls it."""
    sheet, row = next((sheet, row) for sheet in book for row in [rows_of(sheet, term)] if row)
    keys = next(
        {str(one.value): one.column for one in sheet[number]}
        for number in range(row[nth], 0, -1)
        if str(sheet.cell(number, 1).value).startswith("#v") or str(sheet.cell(number, 1).value).startswith("#m")
    )
    return sheet.cell(row[nth], keys[column])


def rows_of(sheet: Worksheet, term: str) -> list[int]:
    """The rows of a term on a sheet."""
    return [cell.row for cell in sheet["B"] if cell.value == term]
