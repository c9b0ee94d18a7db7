"""Whatever can be wrong with questionnaires, workbooks that come back and the commands about them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import openpyxl
from openpyxl.workbook import Workbook

from simlib.cli import main
from simlib.policy import load_policy
from simlib.policy.clauses import load_clauses
from simlib.questionnaire.changed_cells import changed_values
from simlib.questionnaire.read import read_questionnaire
from simlib.workbook.as_written import InputCell, come_back, note
from tests.cli.toy import TOWN
from tests.questionnaire.books import CITIES, SCENARIOS, Edit, answered, cell
from tests.questionnaire.test_answers import PACE, twice
from tests.questionnaire.test_new_city import WITH_STAFF
from tests.text.provoked_files import Case

LINES = (
    "new city Upper", "new city town", "new city elsewhere --like town --out full", "new city made --like {carried}",
    "new city elsewhere --like town --out file.txt",
    "pack write town --out x.csv", "pack write town --out nowhere/x.xlsx",
    "pack read book.xlsx --out another_pack", "pack read book.xlsx --out file.txt",
    "propose town --out x.yaml", "propose town --set progression.years_per_grade=2 --out x.txt",
    "propose town --set progression.years_per_grade=2 --out file.txt/x.yaml",
    "propose town --from-workbook book.xlsx --out x.yaml",
)  # fmt: skip


def cases(world: Path) -> Iterator[Case]:
    """Yield every wrong workbook and command line; the world, which is the current folder, is made ready first."""
    (carried,) = {*CITIES} - {*WITH_STAFF}
    law = load_policy(world / TOWN)
    answered(world / TOWN, world / "book.xlsx")
    shutil.copytree(SCENARIOS / "cities" / carried, world / "another_pack")
    (world / "full/elsewhere").mkdir(parents=True)
    (world / "full/elsewhere/kept.txt").write_text("kept")
    (world / "file.txt").write_text("a file")
    for line in LINES:
        yield lambda _, line=line: main(line.format(carried=carried).split())
    for number, edit in enumerate((twice, _unknown, _error, _no_pay, _odd_pay)):
        yield lambda folder, edit=edit, number=number: answered(world / TOWN, folder / f"{number}.xlsx", edit)
    yield lambda folder: _of_somebody_else(folder)
    yield lambda folder: read_questionnaire(folder / "none.xlsx")
    yield lambda folder: come_back(folder / "none.xlsx")
    yield lambda folder: changed_values(_finance(folder, "0" * 16, 3), law)
    yield lambda folder: changed_values(_finance(folder, law.digest[:16], None), law)
    yield lambda folder: changed_values(_edited(world, folder, _no_month), law)
    yield lambda folder: _nameless_register(world, folder)
    yield lambda folder: _unwritable(folder)


def _unknown(book: Workbook) -> None:
    cell(book, PACE, "term").value = "progression.year_per_grade"


def _error(book: Workbook) -> None:
    cell(book, PACE, "=").value = "#DIV/0!"


def _no_pay(book: Workbook) -> None:
    _pay(book, [("three thousand", 3000)])


def _odd_pay(book: Workbook) -> None:
    _pay(book, [(3000, 2500), (3100, 2700)])


def _pay(book: Workbook, rows: list[tuple[object, object]]) -> None:
    """Fill in the first rows of the pay table, two posts in each."""
    sheet = book["工资表 Pay table"]
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "#paytable")
    first = next(column for column in range(2, 20) if str(sheet.cell(head, column).value).startswith("="))
    for row, pair in enumerate(rows, head + 2):
        for column, value in enumerate(pair, first):
            sheet.cell(row, column).value = value


def _no_month(book: Workbook) -> None:
    cell(book, PACE, "since").value = "soon"


def _edited(world: Path, folder: Path, edit: Edit) -> Path:
    answered(world / TOWN, folder / "edited.xlsx", edit)
    return folder / "edited.xlsx"


def _of_somebody_else(folder: Path) -> None:
    Workbook().save(folder / "empty.xlsx")
    read_questionnaire(folder / "empty.xlsx")


def _finance(folder: Path, digest: str, value: float | None) -> Path:
    """A workbook with a yellow cell and no more, which holds a value."""
    from io import BytesIO

    from xlsxwriter import Workbook as Written

    content = BytesIO()
    book = Written(content)
    book.add_worksheet("参数")
    note(book, digest, [InputCell("参数", 0, 0, PACE, 24241, (), 2)])
    book.close()
    file = folder / "finance.xlsx"
    file.write_bytes(content.getvalue())
    changed = openpyxl.load_workbook(file)
    changed["参数"]["A1"].value = value
    changed.save(file)
    return file


def _nameless_register(world: Path, folder: Path) -> None:
    shutil.copytree(world / "scenarios", folder / "scenarios")
    clause = "  a: {says: {zh: 某, en: x}, words: 某, fate: recorded, reason: {zh: 某, en: x}}\n"
    (folder / TOWN / "clauses.yaml").write_text(f"format: 1\nclauses:\n{clause}", "utf-8")
    load_clauses(folder / TOWN)


def _unwritable(folder: Path) -> None:
    with patch.object(Path, "write_text", side_effect=OSError):
        main(["new", "city", "elsewhere", "--like", "town", "--out", str(folder)])
