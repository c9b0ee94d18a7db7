"""Every formula of the workbook calculated anew by LibreOffice: as the library has it, before and after a change.

Amounts agree to the yuan, as a bureau reads them; what differs is the last bits of doubles and, between payers, fen
rounded replication by replication.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib import cost, load_policy, load_staff, project
from simlib.policy import Policy
from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS
from simlib.projection import Projection
from simlib.workbook.writing import write_workbook
from tests.report.workbooks import CITIES, agree, calculated, change, formulas, month_of, wrong

pytestmark = pytest.mark.office
CERTIFICATES = {
    "none": 0,
    "assistant_social_worker": 100,
    "social_worker": 200,
    "senior_social_worker": 300,
}  # both packs
ALLOWANCES = {"head": 300, "deputy": 200, "member": 100, "assistant": 0}
LARGEST = 5_000_000  # bytes, so that it can be sent by mail
Changes = Mapping[tuple[str, str], Any]


@dataclass(frozen=True)
class Case:
    """A pack, what is typed into 参数, and the same said to the library."""

    city: str
    typed: Changes
    said: Mapping[str, Any]  # in force from the months of the values that are in force at the opening
    besides: Mapping[str, Any] = field(default_factory=dict)  # what the policy pays besides what its pack says


CASES = (
    Case(
        "baohe",
        {("薪酬基数", ""): 5123.45, ("单位医疗（含生育）保险费率", ""): 0.0715, ("职业津贴", "社会工作师"): 260,
         ("岗位津贴", "主管"): 355, ("单位住房公积金比例", ""): 0.095, ("工会经费比例", ""): 0.0175,
         ("医疗保险缴费基数下限", ""): 5200, ("计入工资总额的项目", "职业津贴"): "否",
         ("实际安排残疾人占在职职工的比例", ""): 0.004},
        {
            "pay.base": 5123.45,
            "contributions.medical": 0.0715,
            "contributions.housing_fund": 0.095,
            "contributions.union_fund": 0.0175,
            "contributions.medical_floor": 5200,
            "contributions.wages": {"meals": "no", "certificate_allowance": "no", "others": "yes"},
            "pay.certificate_allowance": CERTIFICATES | {"social_worker": 260},
            "pay.post_allowance": ALLOWANCES | {"head": 355},
            "levy.employed_share": 0.004,
        },
        besides={"pay.post_allowance": ALLOWANCES},
    ),
    Case(
        "ningguo",
        {("岗位工资（补贴）", "后备干部"): 4711.11, ("各年发放比例", "第二年"): 0.875, ("误餐（伙食）补贴", ""): 180,
         ("单位养老保险费率", ""): 0.15, ("当地最低工资标准", ""): 4800},
        {
            "pay.post_sum": {"head": 5340, "deputy": 4850, "member": 4600, "reserve": 4711.11},
            "ramp.share": {"year_1": 0.8, "year_2": 0.875, "year_3": 0.9, "year_4": 1},
            "pay.meals": 180,
            "contributions.pension": 0.15,
            "pay.minimum_wage": 4800,
        },
    ),
    Case(
        "growth_chain",
        {("薪酬基数", ""): 6900, ("社保缴费基数下限（医疗另列）", ""): 6000, ("职业津贴", "社会工作师"): 333,
         ("薪酬基数年增长率", ""): 0.013, ("各等次绩效报酬发放比例", "优秀"): 1.2, ("年终奖励月数", "合格"): 1.25},
        {
            "pay.base": 6900,
            "contributions.base_floor": 6000,
            "pay.certificate_allowance": CERTIFICATES | {"social_worker": 333},
            "pay.base_growth": 0.013,
            "pay.performance_by_rating": {"unrated": 1, "failed": 0, "basic": 0.5, "satisfactory": 1, "excellent": 1.2},
            "pay.year_end_months": {"unrated": 0, "failed": 0, "basic": 0, "satisfactory": 1.25, "excellent": 1.5},
        },
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A projection, its workbook, and the workbook calculated anew, as it was and with the changes typed in."""

    case: Case
    law: Policy
    projection: Projection
    file: Path
    as_projected: Workbook
    as_changed: Workbook


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.city)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    case, folder = request.param, tmp_path_factory.mktemp(request.param.city)
    law = load_policy(CITIES / case.city).with_values(case.besides)
    projection = project(law, load_staff(law), years=5, replications=6, seed=2027)
    file = folder / "as_projected.xlsx"
    write_workbook(file, projection)
    changed = openpyxl.load_workbook(file)
    change(changed, case.typed)
    changed.save(folder / "as_changed.xlsx")
    return Made(case, law, projection, file, calculated(file, folder), calculated(folder / "as_changed.xlsx", folder))


def said(case: Case, law: Policy) -> Policy:
    """The policy with what was typed: each value from the month of the one it stands for."""
    for name, value in case.said.items():
        law = law.with_values({name: value}, start=month_of(law, name))
    return law


def test_every_formula_gives_the_value_written_beside_it(made: Made):
    written = openpyxl.load_workbook(made.file, data_only=True)
    cells = list(formulas(openpyxl.load_workbook(made.file)))
    assert len(cells) > 3000
    different = []
    for cell in cells:
        was, now = (book[cell.parent.title][cell.coordinate].value for book in (written, made.as_projected))
        if isinstance(was, int | float):
            same = isinstance(now, int | float) and abs(now - was) <= 1e-9 * max(1.0, abs(was))
        else:
            same = (was or "") == (now or "")
        different += [] if same else [(cell.parent.title, cell.coordinate, cell.value, was, now)]
    assert different[:10] == []


def test_no_formula_is_an_error(made: Made):
    wrong_ones = [
        (sheet.title, cell.coordinate, cell.value)
        for book in (made.as_projected, made.as_changed)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert wrong_ones == []


def test_totals_are_the_librarys_to_the_yuan(made: Made):
    agree(made.as_projected, cost(made.projection))


def test_changed_parameters_give_what_the_library_gives_for_them(made: Made):
    """Of the growth chain too: the base is so low that income is topped up in every replication and year."""
    law = said(made.case, made.law)
    budget, before = cost(made.projection, law), cost(made.projection)
    assert (np.abs(budget.total.values - before.total.values) > 10_000).all()
    if made.case.city == "growth_chain":
        assert (budget.yuan.sel(line="guarantee") > 0).all()
    agree(made.as_changed, budget)


def test_all_checks_pass_before_and_after(made: Made):
    assert wrong(made.as_projected) == wrong(made.as_changed) == 0
    differences = [row[2].value for row in made.as_projected["核对"].iter_rows(min_row=6)]
    years = len(made.projection.years)
    money, library = 3 * (years + 1) + 1, years + len(ITEMS) + len(FUNDERS) + 1
    assert len(differences) == money + library + (years - 1) + 1 + 4 * years  # causes, shares, people
    assert set(differences) == {0}
    assert {row[3].value for row in made.as_projected["核对"].iter_rows(min_row=6)} == {"通过"}


def test_the_summary_says_how_many_values_were_changed(made: Made):
    assert made.as_projected["摘要"]["D5"].value == 0 and not made.as_projected["摘要"]["E5"].value
    assert made.as_changed["摘要"]["D5"].value == len(made.case.typed)
    assert "重算" in made.as_changed["摘要"]["E5"].value


def test_it_is_small_enough_for_mail(made: Made):
    assert made.file.stat().st_size < LARGEST
