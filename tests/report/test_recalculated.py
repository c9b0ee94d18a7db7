"""Every formula of the workbook calculated anew by LibreOffice: as the library has it, before and after a change.

Amounts agree to the yuan, as a bureau reads them; what differs is the last bits of doubles and, between payers, fen
rounded replication by replication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib import cost, load_policy, load_staff, project
from simlib.budget import Budget
from simlib.budget.anchor import guaranteed_income
from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from simlib.policy.axes import FUNDERS, RATINGS
from simlib.policy.items import ITEMS, wages
from simlib.population.staff import Staff
from simlib.population.world import MONTHS
from simlib.projection import Projection
from simlib.report.workbook import write_workbook
from tests.report.workbooks import calculated, change, expected, formulas, payers, wrong

pytestmark = pytest.mark.office
CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
YUAN = 0.5  # the same whole yuan
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
         ("薪酬基数年增长率", ""): 0.013, ("各等次绩效报酬发放比例", "优秀"): 1.2, ("年终奖励月数", "称职"): 1.25},
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
        law = law.with_values({name: value}, start=law.provisions[name].at(law.opening or 0).month)
    return law


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


def _month(law: Policy, name: str) -> int:
    return law.provisions[name].at(law.opening or 0).month


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


# ---- what no pack has: values that change in the middle of a run, an anchored base, shares of thirds


@pytest.fixture(scope="module")
def moving(streets: Policy) -> Policy:
    """The small streets, with a base that was decided long ago and anew later, then anchored, and shared by dates."""
    law = streets.with_values({"pay.base": 3333.33, "pay.base_growth": 0.0375}, start=parse_month("2022-03"))
    law = law.with_values({"pay.base": 4567.89, "contributions.medical": 0.07}, start=parse_month("2028-05"))
    anchored = {
        "rules.anchor": "base_follows",
        "anchor.series": "private",
        "anchor.wage": {"private": 70866, "nonprivate": 126592, "full_calibre": 89952},
        "anchor.growth": {"private": 0.033, "nonprivate": 0.02, "full_calibre": 0.02},
        "anchor.share": 0.71,
        "anchor.lag_years": 2,
    }
    law = law.with_values({name: anchored[name] for name in list(anchored)[1:]}, start=parse_month("2025-01"))
    law = law.with_values({"rules.anchor": "base_follows"}, start=parse_month("2029-01"))
    law = law.with_values({"anchor.share": 0.8}, start=parse_month("2030-04"))  # for the award of that July
    thirds = {"region": 0.3333333333, "prefecture": 0.3333333333, "county": 0.3333333333, "street": 0}
    law = law.with_values({"funding.share": {"others": thirds}}, start=parse_month("2028-05"))
    law = law.with_values({"welfare.check_up": 500, "training.hours": {"others": 40}, "training.yuan_per_hour": 12.5,
                           "training.entry_hours": 24, "recruitment.yuan_per_recruit": 321.5, "welfare.insurance": 88.8,
                           "pay.year_end_sum": {"others": 1000.5}, "appraisal.failed_rate": 0.2})  # fmt: skip
    return law


def test_values_that_move_are_followed(moving: Policy, few: Staff, tmp_path: Path):
    projection = project(moving, few, years=5, replications=3, seed=4)
    budget = cost(projection)
    moved = budget.yuan.mean("replication").sum("year")
    assert all(moved.sel(line=line) > 0 for line in ("check_up", "training", "recruitment", "insurance", "severance"))
    write_workbook(tmp_path / "x.xlsx", projection)
    agree(calculated(tmp_path / "x.xlsx", tmp_path), budget)


@pytest.mark.parametrize("rules", [
    {"contributions.insurance_reset": 3, "contributions.fund_reset": 10},
    {"rules.contributions": "this_month"},
])  # fmt: skip
def test_bases_are_set_in_months_of_their_own_or_by_the_month(
    rules: dict[str, Any], moving: Policy, few: Staff, tmp_path: Path
):
    """From the third year on in the second case: of last year before."""
    start = parse_month("2025-01") if "rules.contributions" not in rules else parse_month("2029-04")
    law = moving.with_values(rules, start=start)
    projection = project(law, few, years=4, replications=2, seed=4)
    assert len(projection.books.contributed) == (2 if "contributions.fund_reset" in rules else 1)
    write_workbook(tmp_path / "x.xlsx", projection)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    change(book, {("单位住房公积金比例", ""): 0.085, ("各等次绩效报酬发放比例", "称职"): 0.9})
    book.save(tmp_path / "y.xlsx")
    performance = np.asarray(law.value("pay.performance_by_rating", law.opening or 0)).tolist()
    ratings = dict(zip(RATINGS, performance, strict=True)) | {"satisfactory": 0.9}
    changed = law
    for name, value in {"contributions.housing_fund": 0.085, "pay.performance_by_rating": ratings}.items():
        changed = changed.with_values({name: value}, start=_month(law, name))
    agree(calculated(tmp_path / "x.xlsx", tmp_path), cost(projection))
    agree(calculated(tmp_path / "y.xlsx", tmp_path), cost(projection, changed))


def test_a_top_up_near_the_mean_income_is_followed_within_the_spread_of_luck(tmp_path: Path):
    """A small change of pay moves every shortfall by nearly as much: the error is below what the moves differ."""
    law = load_policy(CITIES / "growth_chain")
    law = law.with_values({"pay.base": 7802}, start=_month(law, "pay.base"))  # so that mean income is about enough
    projection = project(law, load_staff(law), years=2, replications=20, seed=2027)
    before = _shortfalls(projection, law)
    assert ((before > 0).any(axis=0) & (before < 0).any(axis=0)).any()
    write_workbook(tmp_path / "x.xlsx", projection)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    change(book, {("薪酬基数", ""): 7807})
    book.save(tmp_path / "y.xlsx")
    changed = law.with_values({"pay.base": 7807}, start=_month(law, "pay.base"))
    moved = _shortfalls(projection, changed) - before
    bound = np.abs(moved - moved.mean(axis=0)).mean(axis=0)
    means = cost(projection, changed).yuan.sel(line="guarantee").values.mean(axis=0)
    shown = expected(calculated(tmp_path / "y.xlsx", tmp_path))["guarantee"]
    assert (np.abs(np.array(shown) - means) <= bound + YUAN).all()
    assert (bound < np.abs(moved.mean(axis=0)) / 10).all()


def _shortfalls(projection: Projection, law: Policy) -> np.ndarray:
    """What the guaranteed income is above what was paid, by replication and year, in yuan."""
    months = projection.books.pay[MONTHS].by_period
    income = cost(projection, law).yuan.sel(line=list(wages(ITEMS))).sum("line").values
    halves = months.reshape(len(months), -1, 2).sum(axis=2)
    due = np.array([guaranteed_income(law, year) / 100 for year in projection.years]) * halves / YEAR
    return due - income


# ---- checks that can fail


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbook]:
    """A workbook in which somebody took half a line from its payer and wrote over a count of people."""
    folder = tmp_path_factory.mktemp("broken")
    law = load_policy(CITIES / "ningguo")
    write_workbook(folder / "x.xlsx", project(law, load_staff(law), years=1, replications=2, seed=1))
    book = openpyxl.load_workbook(folder / "x.xlsx")
    book["分担比例"]["D6"].value = 0.25
    book["人员与等级"]["C6"].value = 999
    book.save(folder / "y.xlsx")
    yield calculated(folder / "y.xlsx", folder)


def test_checks_fail_where_something_was_broken(broken: Workbook):
    failed = {row[0].value for row in broken["核对"].iter_rows(min_row=6) if row[3].value == "不符"}
    assert failed == {"各级负担之和＝合计", "分担比例每行合计100%（不符的行数）", "年初＋新进－退出＝年末（人）",
                      "按岗位＝按等级（人）", "年末计发人数＝年末在岗（人）"}  # fmt: skip
    assert broken["摘要"]["B5"].value == wrong(broken) > 0
