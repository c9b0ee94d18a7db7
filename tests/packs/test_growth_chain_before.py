"""Before and after the reform of the growth-chain district: the same people and posts, two schemes, compared in pairs.

The text: 以岗位补贴、等级补贴、绩效补贴为基础的3岗12级工作补贴制度, against four posts and eighteen grades.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib import compare
from simlib.analysis.outcomes import outcomes_of
from simlib.budget import cost
from simlib.months import month_number
from simlib.policy import Policy, dead_ends, load_policy
from simlib.population.world import MONTHS
from simlib.projection import Projection, project
from simlib.rules.establishment import authorised, places_of
from simlib.staff.load import load_staff
from simlib.staff.opening import Staff
from tests.rules.pay import slip
from tests.simulation.people import roster

CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
BECOMES = {0: 0, 1: 1, 2: 1, 3: 2}  # head, deputy, member, assistant → head, committee, assistant
WAGES = ["basic_pay", "performance_pay", "year_end_reward", "education_allowance", "certificate_allowance"]
REPORTED_RISE = 1.863  # of mean gross pay at Wuhan's reform (People's Daily, 7 April 2020)


@pytest.fixture(scope="module")
def laws() -> tuple[Policy, Policy]:
    """Before and after."""
    return load_policy(CITIES / "growth_chain_before"), load_policy(CITIES / "growth_chain")


@pytest.fixture(scope="module")
def staffs(laws: tuple[Policy, Policy]) -> tuple[Staff, Staff]:
    before, after = laws
    return load_staff(before), load_staff(after)


@pytest.fixture(scope="module")
def runs(laws: tuple[Policy, Policy], staffs: tuple[Staff, Staff]) -> tuple[Projection, Projection]:
    one, other = (
        project(law, staff, years=5, replications=30, seed=2027) for law, staff in zip(laws, staffs, strict=True)
    )
    return one, other


# ---- the same district and people --------------------------------------------------------------------------------


def test_each_place_has_as_many_posts_before_as_after(laws: tuple[Policy, Policy]):
    of_each = []
    for law in laws:
        month = law.opening or 0
        places = places_of(law, range(month, month + 1))
        of_each.append((places.names(law), authorised(law, places, month)))
    (names, before), (same_names, after) = of_each
    assert names == same_names
    merged = np.stack([after[:, 0], after[:, 1] + after[:, 2], after[:, 3]], axis=1)
    assert np.array_equal(before, merged)
    assert before.sum(axis=0).tolist() == [120, 720, 817]


def test_the_people_are_the_same_in_other_posts(staffs: tuple[Staff, Staff]):
    before, after = (np.sort(staff.records, order="key") for staff in staffs)
    for trait in ("key", "birth", "sex", "joined", "service_from", "education", "certificate", "place", "rating"):
        assert np.array_equal(before[trait], after[trait]), trait
    assert np.array_equal(before["post"], [BECOMES[int(post)] for post in after["post"]])
    assert staffs[0].people_digest == staffs[1].people_digest
    assert staffs[0].digest != staffs[1].digest


def test_grades_follow_from_service_by_the_older_scale(staffs: tuple[Staff, Staff]):
    """A grade for every three full years by January 2026, from 1, twelve at most, whatever the post."""
    years = (month_number(2026, 1) - staffs[0].records["service_from"]) // 12
    assert np.array_equal(staffs[0].records["grade"], np.clip(1 + np.maximum(years, 0) // 3, 1, 12))


# ---- pay ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "grade", "rating", "basic", "performance"),
    [
        ("head", 1, "satisfactory", 425475, 32025),  # 4,500 + 75 = 4,575.00: 93 % and 7 %
        ("committee", 5, "excellent", 398505, 29995),  # 3,850 + 435 = 4,285.00
        ("assistant", 12, "basic", 447795, 16853),  # 3,750 + 1,065 = 4,815.00, half of 337.05
        ("assistant", 1, "failed", 355725, 0),  # 3,750 + 75 = 3,825.00
    ],
)
def test_pay_is_a_sum_for_the_post_and_a_sum_for_the_grade(
    laws: tuple[Policy, Policy], post: str, grade: int, rating: str, basic: int, performance: int
):
    staff = roster(laws[0], {"Li": {"post": post, "grade": grade, "rating": rating}})
    law = laws[0].with_values({"rules.promotion": "none", "rules.contributions": "this_month"})
    run = project(law, staff, years=1, replications=1, seed=1)
    paid = slip(run, int(staff.records["key"][0]), month_number(2027, 1), 0)
    assert (paid["basic_pay"], paid["performance_pay"]) == (basic, performance)
    assert paid["pension"] == (max(basic + performance, 458_796) * 16 + 50) // 100  # the floor of contributions
    assert not any(paid[line] for line in ("education_allowance", "certificate_allowance", "meals"))


def test_mean_income_rises_about_as_reported_of_the_reform(runs: tuple[Projection, Projection]):
    """The level of the older scheme is set by it: within five points of 86.3 %."""
    incomes = []
    for run in runs:
        paid = cost(run).yuan.sel(line=WAGES, year=2027).sum("line").mean("replication")
        first_year = [start // 12 == 2027 for start in run.plan.pay.starts]
        incomes.append(float(paid) / (run.books.pay[MONTHS].by_period[:, first_year].sum(axis=1).mean() / 12))
    assert abs(incomes[1] / incomes[0] - REPORTED_RISE) < 0.05


# ---- compared in pairs -------------------------------------------------------------------------------------------


def test_two_schemes_are_compared_in_total_and_grades_of_two_scales_are_not(runs: tuple[Projection, Projection]):
    comparison = compare(*runs)
    assert set(comparison.headline) == set(outcomes_of(runs[0].policy)) & set(outcomes_of(runs[1].policy)) - {
        "mean_grade"
    }
    assert {"cost", "in_post", "vacancies", "joined", "left", "promoted"} <= set(comparison.headline)
    for name, one in comparison.headline.items():
        assert (one.before, one.after) == pytest.approx(_by_hand(runs, name)), name
    assert comparison.headline["cost"].clear


def _by_hand(runs: tuple[Projection, Projection], name: str) -> tuple[float, float]:
    """Some outcomes from the books alone, the others as the comparison has them of each side by itself."""
    if name == "cost":
        one, other = (cost(run).fen.sum() / 100 / run.replications for run in runs)
    elif name == "in_post":
        one, other = (run.books.in_post[:, -1].sum() / run.replications for run in runs)
    else:
        one, other = (compare(run, run).headline[name].before for run in runs)
    return float(one), float(other)


def test_pairs_vary_less_than_strangers(runs: tuple[Projection, Projection]):
    """The same people have the same luck under both schemes, so the difference of cost varies less than unpaired."""
    one, other = (cost(run).fen.sum(axis=(1, 2)) / 1e8 for run in runs)
    assert np.var(other - one, ddof=1) < np.var(one, ddof=1) + np.var(other, ddof=1)
    assert np.corrcoef(one, other)[0, 1] > 4 / np.sqrt(30)


def test_twice_as_many_leave_to_the_civil_service_after_the_reform(runs: tuple[Projection, Projection]):
    """A tenth and a fifth of 108 posts a year: 10.8 and 21.6, to the nearest 11 and 22, all of them taken."""
    for run, places in zip(runs, (11, 22), strict=True):
        assert (run.data["flows"].sel(flow="civil_service").sum("post") == places).all()


def test_no_road_is_closed(laws: tuple[Policy, Policy]):
    assert dead_ends(laws[0]) == ()
