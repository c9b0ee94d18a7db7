"""What no pack has, calculated anew: values that move within a run, bases set in other months, checks that fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib import cost, load_policy, load_staff, project
from simlib.budget.guaranteed_income import guaranteed_income
from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from simlib.policy.axes import RATINGS
from simlib.policy.items import ITEMS, wages
from simlib.population.world import MONTHS
from simlib.projection import Projection
from simlib.staff.opening import Staff
from simlib.workbook.writing import write_workbook
from tests.report.workbooks import CITIES, YUAN, agree, calculated, change, expected, month_of, wrong

pytestmark = pytest.mark.office


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
def test_bases_are_set_in_months_of_their_own_or_by_themonth_of(
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
        changed = changed.with_values({name: value}, start=month_of(law, name))
    agree(calculated(tmp_path / "x.xlsx", tmp_path), cost(projection))
    agree(calculated(tmp_path / "y.xlsx", tmp_path), cost(projection, changed))


def test_a_top_up_near_the_mean_income_is_followed_within_the_spread_of_luck(tmp_path: Path):
    """A small change of pay moves every shortfall by nearly as much: the error is below what the moves differ."""
    law = load_policy(CITIES / "growth_chain")
    law = law.with_values({"pay.base": 7802}, start=month_of(law, "pay.base"))  # so that mean income is about enough
    projection = project(law, load_staff(law), years=2, replications=20, seed=2027)
    before = _shortfalls(projection, law)
    assert ((before > 0).any(axis=0) & (before < 0).any(axis=0)).any()
    write_workbook(tmp_path / "x.xlsx", projection)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    change(book, {("薪酬基数", ""): 7807})
    book.save(tmp_path / "y.xlsx")
    changed = law.with_values({"pay.base": 7807}, start=month_of(law, "pay.base"))
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
