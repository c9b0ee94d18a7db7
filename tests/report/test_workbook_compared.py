"""What the workbook says of changes: against the policy in force, and from year to year."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib import cost, load_staff, project
from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import compare
from simlib.analysis.explain import explain
from simlib.analysis.outcomes import OUTCOMES
from simlib.analysis.standards import EFFECTS
from simlib.futures import Futures, project_futures
from simlib.policy import Policy, PolicyError
from simlib.projection import Projection
from simlib.report.words.amounts import money
from simlib.report.words.width_names import luck_words
from simlib.text import Text
from simlib.workbook.writing import workbook_bytes
from tests.report.workbooks import REPLICATIONS, WAN, YEARS, opened, row_of


def test_a_proposal_is_set_beside_the_policy_in_force(reserve: Policy, projection: Projection):
    reform = reserve.with_values({"recruitment.fill_share": 0.5, "pay.meals": 300})
    after = project(reform, load_staff(reserve), years=YEARS, replications=REPLICATIONS, seed=5)
    made = openpyxl.load_workbook(io.BytesIO(workbook_bytes(after, before=projection)), data_only=True)["摘要"]
    compared = compare(projection, after)
    for place, (year, found) in enumerate(compared.by_year("cost").items()):
        row = [cell.value for cell in made[10 + place]]
        assert row[0] == year
        assert row[5:9] == pytest.approx([number / WAN for number in (found.before, found.mean, *found.luck)])
    found = compared.headline["cost"]
    words = f"较现行政策减少 {money(-found.mean, 'zh')}（{luck_words(OUTCOMES['cost'], found, 'zh')}）"
    assert words in made["A3"].value


def test_without_a_proposal_nothing_is_compared(values: Workbook):
    assert "差额" not in {cell.value for row in values["摘要"].iter_rows() for cell in row}


def test_the_causes_of_each_years_change_are_those_of_explain(values: Workbook, book: Workbook, projection: Projection):
    sheet, found = values["增减原因"], explain(projection)
    for place, (cause, (zh, _)) in enumerate(CAUSES.items()):
        row = [cell.value for cell in sheet[6 + place]]
        means = found.yuan.sel(cause=cause).values.mean(axis=0)
        assert row[0] == zh and row[2 : 1 + YEARS] == pytest.approx(means / WAN)
    totals = cost(projection).total.values.mean(axis=0)
    change = [cell.value * WAN for cell in sheet[6 + len(CAUSES)][2 : 1 + YEARS]]
    assert change == pytest.approx(np.diff(totals), abs=0.005)
    assert book["增减原因"].cell(6 + len(CAUSES), 3).value.startswith("=IF('参数'!$C$3=\"\",SUM(")


def test_causes_that_do_not_add_up_as_shown_say_so(values: Workbook):
    """A year's causes and their sum, each to 100 yuan as the sheet shows them."""
    sheet, sums = values["增减原因"], 6 + len(CAUSES)
    columns = [
        [round(sheet.cell(row, column).value, 2) for row in range(6, sums + 1)] for column in range(3, 3 + YEARS)
    ]
    assert any(abs(sum(parts) - total) > 0.005 for *parts, total in columns)
    assert "尾差" in sheet["A3"].value


def test_level_mass_and_carry_over_stand_below_the_causes(values: Workbook, projection: Projection):
    sheet, found = values["增减原因"], explain(projection)
    for name, (zh, _) in EFFECTS.items():
        row = [cell.value for cell in sheet[row_of(sheet, "A", zh)]]
        assert row[2 : 1 + YEARS] == pytest.approx([found.effects(year)[name].mean / WAN for year in found.years])


def test_what_a_proposal_adds_is_explained_too(reserve: Policy, projection: Projection):
    after = project(
        reserve.with_values({"pay.meals": 300}), load_staff(reserve), years=YEARS, replications=REPLICATIONS, seed=5
    )
    content = workbook_bytes(after, before=projection)
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["增减原因"]
    top = row_of(sheet, "A", "增减合计", 1)
    differences = compare(projection, after).by_year("cost")
    change = [cell.value * WAN for cell in sheet[top][2 : 2 + YEARS]]
    assert change == pytest.approx([found.mean for found in differences.values()], abs=0.005)
    charts = [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "charts/chart" in name]
    assert len(charts) == 3  # the summary's, the years' and the proposal's


def test_one_year_has_no_causes(reserve: Policy):
    made = opened(workbook_bytes(project(reserve, load_staff(reserve), years=1, replications=1, seed=1)))
    assert "增减原因" not in made.sheetnames


def test_futures_are_refused(reserve: Policy):
    spread = Futures("f", Text("f", "f"), {})
    living = project_futures(reserve, load_staff(reserve), spread, years=1, replications=2, seed=1)
    with pytest.raises(PolicyError, match="futures of their own"):
        workbook_bytes(living)
