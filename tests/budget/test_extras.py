"""The money beside the pay base, each item by hand to the fen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from simlib import cost, project
from simlib.months import month_number, month_text, parse_month
from simlib.policy import Policy
from simlib.population.person import FLOWS
from tests.budget.money import LINE, MEALS, ONE, TRAINING, fen
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import with_law
from tests.rules.schedule import SCHEDULE
from tests.simulation.people import roster

BEFORE = parse_month("2026-07")  # the month of the pack's pay base
JOINED = list(FLOWS).index("joined")


def spent(law: Policy, people: Mapping[str, Mapping[str, Any]], years: int = 1) -> dict[str, list[int]]:
    """Fen by line and year."""
    found = cost(project(law, roster(law, people), years=years, replications=1, seed=1)).fen[0]
    return {line: found[:, number].tolist() for number, line in enumerate(LINE)}


# ---- a sum for the post and a sum for the grade --------------------------------------------------------------------

SUMS: dict[str, Any] = {
    "rules.pay": "post_and_grade_sums",
    "pay.post_sum": {"head": 3300.05, "deputy": 3100, "member": 2900, "assistant": 2500.35},
    "pay.grade_sum": [float(Decimal("200.15") * grade) for grade in range(1, 19)],
    "pay.base_growth": 0.02,
}


@pytest.mark.parametrize(
    ("post", "grade", "post_sum", "grade_sum"),
    [("assistant", 1, "2500.35", "200.15"), ("assistant", 4, "2500.35", "800.60"), ("head", 9, "3300.05", "1801.35")],
)
def test_post_and_grade_sums_both_grow_in_the_award_month(
    quiet: Policy, post: str, grade: int, post_sum: str, grade_sum: str
):
    """Each sum is rounded to the fen when it grows, in July; of the two together 80 % are basic pay."""
    law = quiet.with_values(SUMS, BEFORE)
    sums = [Decimal(post_sum), Decimal(grade_sum)]
    months = []
    for _ in range(3):
        months.append(sum(sums))
        sums = [Decimal(fen(one * Decimal("1.02"))) / 100 for one in sums]
    found = spent(law, {"one": {"post": post, "grade": grade}}, years=2)
    for line, share in (("basic_pay", Decimal("0.8")), ("performance_pay", Decimal("0.2"))):
        each = [fen(pay * share) for pay in months]
        assert found[line] == [6 * each[0] + 6 * each[1], 6 * each[1] + 6 * each[2]]
    assert found["year_end_reward"] == [fen(pay) for pay in months[1:]]


def test_a_half_fen_of_growth_goes_up(quiet: Policy):
    """四舍五入: 2,501.50 × 1.03 is 2,576.545, so 2,576.55; all of it basic pay."""
    law = quiet.with_values({**SUMS, "pay.post_sum": 2501.50, "pay.grade_sum": 0, "pay.base_growth": 0.03}, BEFORE)
    law = with_law(law, {"pay.performance_share": 0})
    assert spent(law, ONE)["basic_pay"] == [6 * 250150 + 6 * 257655]


def test_a_decision_on_the_sums_of_one_year_starts_anew(quiet: Policy):
    law = with_law(quiet.with_values(SUMS, BEFORE), {"pay.performance_share": 0})
    law = law.with_values({"pay.post_sum": 3000, "pay.grade_sum": 100}, parse_month("2028-03"))
    found = spent(law, ONE, years=2)["basic_pay"]
    grown = fen(Decimal("2500.35") * Decimal("1.02")) + fen(Decimal("200.15") * Decimal("1.02"))
    assert found == [6 * 270050 + 6 * grown, 2 * grown + 4 * 310000 + 6 * (306000 + 10200)]


# ---- once a year -----------------------------------------------------------------------------------------------------


def test_a_sum_at_year_end_by_this_years_rating(quiet: Policy):
    """优秀…一次性奖励不超过1500元, beside a month of pay; two of the ten are excellent."""
    sums = {"unrated": 0, "failed": 0, "basic": 100.5, "satisfactory": 500.25, "excellent": 1500}
    ten = {f"person {i}": {} for i in range(10)}
    law = with_law(quiet, {"pay.year_end_sum": sums, "appraisal.excellent_share": 0.2, "pay.base_growth": 0})
    months = {"pay.year_end_months": 0}
    assert spent(with_law(law, months), ten)["year_end_reward"] == [2 * 150000 + 8 * 50025]
    assert spent(with_law(law, {"pay.year_end_months": 1}), ten)["year_end_reward"] == [
        2 * 150000 + 8 * 50025 + 10 * 480000
    ]
    basic = with_law(law, {**months, "appraisal.excellent_share": 0, "appraisal.basic_rate": 1})
    assert spent(basic, ten)["year_end_reward"] == [10 * 10050]


def test_meals_are_by_the_month_and_no_wages(quiet: Policy):
    """Nothing else moves: no contributions and no reward on them."""
    without, found = spent(quiet, ONE), spent(with_law(quiet, MEALS), ONE)
    assert found["meals"] == [12 * 20001]
    assert {line for line in LINE if found[line] != without[line]} == {"meals"}


def test_meals_are_paid_for_the_months_in_post(quiet: Policy):
    """A man retires in the course of 2027: meals until that month, and no insurance, which is for those still there."""
    law = with_law(quiet, {**MEALS, "welfare.insurance": 150})
    born = next(birth for birth, due in SCHEDULE["men_60"].items() if due == month_number(2027, 5))
    found = spent(law, {"one": {"born": month_text(born)}}, years=2)
    assert found["meals"] == [5 * 20001, 0]
    assert found["insurance"] == [0, 0]


def test_insurance_is_by_the_year_for_those_in_post_at_its_end(quiet: Policy):
    law = with_law(quiet, {"welfare.insurance": 123.45})
    law = law.with_values({"welfare.insurance": 200}, parse_month("2028-12"))
    assert spent(law, {"one": {}, "two": {}}, years=3)["insurance"] == [2 * 12345, 2 * 20000, 2 * 20000]


@pytest.mark.parametrize(
    ("since", "every", "due"),
    [
        ("2027-01", 2, (1, 0, 1, 0, 1)),
        ("2026-09", 2, (0, 1, 0, 1, 0)),
        ("2026-09", 1, (1, 1, 1, 1, 1)),
        ("2024-11", 3, (1, 0, 0, 1, 0)),
        ("2028-06", 2, (0, 1, 0, 1, 0)),
    ],
)
def test_check_ups_every_so_many_years_from_that_of_the_clause(
    quiet: Policy, since: str, every: int, due: tuple[int, ...]
):
    law = quiet.with_values({"welfare.check_up_years": every}, BEFORE_THE_ROSTER)
    law = law.with_values({"welfare.check_up": 600.5}, parse_month(since))
    assert spent(law, {"one": {}, "two": {}}, years=5)["check_up"] == [2 * 60050 * year for year in due]


def test_hours_of_training_by_post(quiet: Policy):
    """56 and 40 hours a year at 25.05 yuan: nobody joins, so no other hours."""
    people = {"head": {"post": "head", "grade": 9}, "one": {}, "two": {}}
    assert spent(with_law(quiet, TRAINING), people, years=2)["training"] == [(56 + 2 * 40) * 2505] * 2


def test_recruits_are_trained_before_they_take_up_post(quiet: Policy):
    """All vacancies are filled in July 2027: 24 hours each besides the yearly ones; the next year nobody joins."""
    law = with_law(quiet, {**TRAINING, "recruitment.fill_share": 1, "recruitment.exam_yield": 1})
    law = with_law(law, {"recruitment.lead_months": 4, "recruitment.month": 3, "rules.promotion": "none"})
    law = law.with_values({"training.yuan_per_hour": 30}, parse_month("2028-01"))
    run = project(law, roster(law, ONE), years=2, replications=1, seed=1)
    joined = run.books.flows[0, :, JOINED].sum(axis=1)
    assert joined[0] > 150 and joined[1] == 0
    n = int(joined[0])
    found = cost(run).fen[0, :, LINE.index("training")].tolist()
    assert found == [n * 24 * 2505 + (n + 1) * 40 * 2505, (n + 1) * 40 * 3000]


# ---- grids -----------------------------------------------------------------------------------------------------------


def test_service_money_of_each_grid_whoever_works_there(streets: Policy):
    """Thirteen streets of 10, 11, … 22 grids at 8,888.88 yuan a year from 2027 on, in 2029 two grids more."""
    grids = list(range(10, 23))
    values = {
        "rules.establishment": "staff_per_grid",
        "establishment.grids": grids,
        "establishment.grid_places": "yes",
        "establishment.staff_per_grid": 1,
        "establishment.grid_service": 8888.88,
    }
    law = with_law(streets, values)
    more = law.with_values({"establishment.grids": [12, *grids[1:]]}, parse_month("2029-06"))
    budget = cost(project(more, roster(law, ONE), years=3, replications=4, seed=1))
    line = budget.fen[:, :, LINE.index("grid_service")]
    assert line.tolist() == [[208 * 888888, 208 * 888888, 210 * 888888]] * 4
    by_base = law.with_values({"rules.establishment": "base_times_coefficient"}, parse_month("2028-01"))
    found = cost(project(by_base, roster(law, ONE), years=2, replications=1, seed=1))
    assert found.fen[0, :, LINE.index("grid_service")].tolist() == [208 * 888888] * 2  # the grids are still there


def test_before_a_law_has_grids_there_are_none_to_serve(streets: Policy):
    """Staff per grid from June 2028 on, ten grids a street."""
    grids = {"rules.establishment": "staff_per_grid", "establishment.grids": 10, "establishment.grid_places": "yes"}
    law = with_law(streets, {"establishment.grid_service": 100})
    law = law.with_values({**grids, "establishment.staff_per_grid": 1}, parse_month("2028-06"))
    found = cost(project(law, roster(law, ONE), years=2, replications=1, seed=1))
    assert found.fen[0, :, LINE.index("grid_service")].tolist() == [0, 13 * 10 * 100_00]
