"""The messy rosters hold what is claimed of them: the faults that later tests look for are really there."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from tests.roster.faults import KINDS
from tests.roster.messy import MessyRoster, messy_rosters, secrets
from tests.roster.people import MONTH, check_character

Pages = dict[str, list[list[Any]]]
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def _digits(cell: Any) -> str:
    return str(cell).strip().replace(" ", "")


def _months(cell: Any) -> int:
    """The month of a cell written as the faults are: 2027.02."""
    year, month = str(cell).split(".")
    return 12 * int(year) + int(month) - 1


_ROSTER = 12 * int(MONTH[:4]) + int(MONTH[5:]) - 1
_NO_CELL = (None, "")
HOLDS: dict[str, Callable[[Any], bool]] = {  # of the first cell pointed to
    "id_check_character": lambda cell: check_character(_digits(cell)[:17]) != _digits(cell)[17],
    "id_as_excel_shows_it": lambda cell: re.fullmatch(r"\d\.\d+E\+17", cell) is not None,
    "id_last_three_lost": lambda cell: int(Decimal(_digits(cell))) % 1000 == 0 and float(cell) > 1e17,
    "id_too_short": lambda cell: len(_digits(cell)) == 16,
    "id_birth_impossible": lambda cell: _digits(cell)[10:12] == "13",
    "id_of_15_digits": lambda cell: len(_digits(cell)) == 15,
    "id_place_unknown": lambda cell: _digits(cell).startswith("9901"),
    "two_digit_year": lambda cell: re.fullmatch(r"\d\d-\d\d", cell) is not None,
    "january_or_october": lambda cell: re.fullmatch(r"\d{4}\.1", cell) is not None,
    "january_or_october_number": lambda cell: abs(float(cell) % 1 - 0.1) < 1e-6,
    "month_13": lambda cell: cell.endswith(".13"),
    "day_impossible": lambda cell: cell.endswith("0231"),
    "birth_a_century_off": lambda cell: cell.startswith("18"),
    "birth_after_roster": lambda cell: _months(cell) > _ROSTER,
    "joined_after_roster": lambda cell: _months(cell) > _ROSTER,
    "post_since_after_roster": lambda cell: _months(cell) > _ROSTER,
    "grade_since_after_roster": lambda cell: _months(cell) > _ROSTER,
    "pay_negative": lambda cell: float(cell) < 0,
    "pay_in_wan": lambda cell: float(cell) < 1,
    **dict.fromkeys(("birth_missing", "joined_missing", "sex_missing"), _NO_CELL.__contains__),
    **dict.fromkeys(("grade_missing", "post_missing"), _NO_CELL.__contains__),
}


@pytest.fixture(scope="module")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> list[MessyRoster]:
    return messy_rosters(tmp_path_factory.mktemp("rosters"), files=60)


@pytest.fixture(scope="module")
def pages(rosters: list[MessyRoster]) -> dict[Path, Pages]:
    return {one.path: read(one.path) for one in rosters}


def read(path: Path) -> Pages:
    """The cells of each sheet, by no code that the lab has."""
    if path.suffix == ".xlsx":
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(path)}
    if path.suffix == ".ods":
        content = ElementTree.fromstring(zipfile.ZipFile(path).read("content.xml"))
        return dict(map(_ods_sheet, content.iter(f"{_TABLE}table")))
    for encoding in ("utf-16", "utf-8-sig", "gb18030"):
        try:
            text = path.read_bytes().decode(encoding)
        except UnicodeError:
            continue
        if "姓" in text:
            return {"": list(csv.reader(io.StringIO(text), delimiter="\t" if path.suffix == ".tsv" else ","))}
    raise AssertionError(path)


def _ods_sheet(table: ElementTree.Element) -> tuple[str, list[list[Any]]]:
    rows = [["\n".join(cell.itertext()) or None for cell in row] for row in table.iter(f"{_TABLE}table-row")]
    return table.get(f"{_TABLE}name", ""), rows


def test_every_kind_is_planted_on_a_file_that_is_there(rosters: list[MessyRoster]) -> None:
    assert {one.kind for roster in rosters for one in roster.planted} == set(KINDS)
    assert len(KINDS) >= 40
    assert {roster.path.suffix for roster in rosters} == {".xlsx", ".ods", ".csv", ".tsv"}
    assert sum(not roster.planted for roster in rosters) >= 10


def test_people_stand_where_they_are_said_to(rosters: list[MessyRoster], pages: dict[Path, Pages]) -> None:
    for roster in rosters:
        column = roster.fields.index("name")
        for one in roster.people:
            assert pages[roster.path][one.sheet][one.row - 1][column] == one.name
        for sheet, row in roster.left_out:
            text = "".join(str(cell) for cell in pages[roster.path][sheet][row - 1] if cell not in _NO_CELL)
            assert re.match("小计|合计|填表人|注：|序号|工号|人员编号|姓 ?名", text), text


def test_what_is_planted_is_in_the_cell(rosters: list[MessyRoster], pages: dict[Path, Pages]) -> None:
    looked = set()
    for roster in rosters:
        for one in roster.planted:
            if one.row is not None and one.kind in HOLDS:
                cell = pages[roster.path][one.sheet][one.row - 1][one.columns[0] - 1]
                assert HOLDS[one.kind](cell), (one, cell)
                looked.add(one.kind)
            headings = {str(cell).strip() for rows in pages[roster.path].values() for row in rows[:6] for cell in row}
            assert {heading.strip() for heading in one.headings} <= headings
    assert looked == set(HOLDS)


def test_pairs_and_the_unplanted(rosters: list[MessyRoster], pages: dict[Path, Pages]) -> None:
    for roster in rosters:
        for one in roster.planted:
            if one.other_row is not None:
                rows = pages[roster.path][one.sheet]
                assert rows[one.row - 1][one.columns[0] - 1] == rows[one.other_row - 1][one.columns[0] - 1]
        numbers = [one.id_number for one in roster.people]
        assert len(set(numbers)) == len(numbers)
        assert all(check_character(number[:17]) == number[17] for number in numbers)


def test_the_hidden_rows_are_hidden(rosters: list[MessyRoster]) -> None:
    hidden = [(roster.path, one) for roster in rosters for one in roster.planted if one.kind == "hidden_row"]
    for path, one in hidden:
        assert load_workbook(path)[one.sheet].row_dimensions[one.row].hidden
    assert hidden


def test_secrets_hold_everybody(rosters: list[MessyRoster], pages: dict[Path, Pages]) -> None:
    known = secrets(rosters)
    for roster in rosters:
        text = "\n".join(str(cell) for rows in pages[roster.path].values() for row in rows for cell in row)
        assert all(one.name in text and one.name in known for one in roster.everybody)


def test_the_same_seed_makes_the_same(tmp_path: Path, rosters: list[MessyRoster]) -> None:
    again = messy_rosters(tmp_path, files=12)
    assert [one.planted for one in again] == [one.planted for one in rosters[:12]]
    assert [one.people for one in again] == [one.people for one in rosters[:12]]
    other = messy_rosters(tmp_path, seed=1, files=12)
    assert [one.people for one in other] != [one.people for one in again]
