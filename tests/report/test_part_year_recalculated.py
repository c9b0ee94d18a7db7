"""A workbook of a run that opens in September, calculated anew: what rests on the months before the run does so too."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from simlib import cost, load_policy, load_staff, project
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.workbook.writing import write_workbook
from tests.report.workbooks import CITIES, YUAN, agree, calculated, change, expected, wrong
from tests.twin.held import some_of

pytestmark = pytest.mark.office
RESTS_ON_A_YEAR = {
    "levy.employed_share": 0,
    "appraisal.failed_rate": 0.1,
    "dismissal.failed_years": 1,
    "severance.months_per_year": 1,
    "severance.dismissed": "yes",
}
LINES = ("severance", "disability_levy", "guarantee", "pension")
BASE, PEOPLE = 3456.5, 150


@pytest.fixture(scope="module")
def law() -> Policy:
    """Mean income is guaranteed there, so high that it is topped up in every year once pay is lower."""
    return load_policy(CITIES / "growth_chain").opened(parse_month("2026-09")).with_values(RESTS_ON_A_YEAR)


@pytest.fixture(scope="module")
def run(law: Policy) -> Projection:
    return project(law, some_of(load_staff(law), PEOPLE), years=1, replications=2, seed=2027)


def test_formulas_give_what_the_library_does_after_a_change(law: Policy, run: Projection, tmp_path: Path):
    file, lower_file = tmp_path / "autumn.xlsx", tmp_path / "lower.xlsx"
    write_workbook(file, run)
    book = openpyxl.load_workbook(file)
    assert [cell.value for cell in book["预算科目"][5]][3:6] == ["2026年9—12月", "2027年", "合计"]
    assert [book["摘要"].cell(row, 1).value for row in (10, 11)] == ["2026年9—12月", 2027]
    change(book, {("薪酬基数", ""): BASE})
    book.save(lower_file)
    lower = law.with_values({"pay.base": BASE}, start=law.provisions["pay.base"].at(law.opening or 0).month)
    found = calculated(lower_file, tmp_path)
    agree(found, cost(run, lower))
    assert wrong(found) == 0
    assert all(expected(found)[line][0] > YUAN for line in LINES)
