"""The money beside the pay base, each item by hand to the fen, and who bears it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from simlib import cost, load_staff, project
from simlib.budget.anchor import top_up
from simlib.budget.lines import shared
from simlib.months import month_number, month_text, parse_month
from simlib.policy import Policy
from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS
from simlib.population.person import FLOWS
from simlib.population.staff import Staff
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.rules.schedule import SCHEDULE
from tests.simulation.people import roster

BEFORE = parse_month("2026-07")  # the month of the pack's pay base
LINE, FUNDER = list(ITEMS), list(FUNDERS)
JOINED = list(FLOWS).index("joined")


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nobody comes, goes or rises."""
    return with_law(with_law(streets, NO_CHANCE), {"rules.progression": "none"})


def spent(law: Policy, people: Mapping[str, Mapping[str, Any]], years: int = 1) -> dict[str, list[int]]:
    """Fen by line and year."""
    found = cost(project(law, roster(law, people), years=years, replications=1, seed=1)).fen[0]
    return {line: found[:, number].tolist() for number, line in enumerate(LINE)}


def fen(yuan: Decimal) -> int:
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))


ONE: dict[str, dict[str, Any]] = {"one": {}}

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


MEALS: dict[str, Any] = {"pay.meals": 200.01}


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


TRAINING: dict[str, Any] = {
    "training.hours": {"head": 56, "deputy": 50, "member": 44, "assistant": 40},
    "training.entry_hours": 24,
    "training.yuan_per_hour": 25.05,
}


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


# ---- who bears it ----------------------------------------------------------------------------------------------------


def borne(law: Policy, staff: Staff, years: int = 2, replications: int = 3) -> tuple[np.ndarray, np.ndarray]:
    budget = cost(project(law, staff, years=years, replications=replications, seed=1))
    assert np.array_equal(budget.borne.sum(axis=3), budget.fen)
    assert budget.borne.min() >= 0
    funders = np.rint(budget.by_funder.values * 100).astype(np.int64)
    assert np.array_equal(funders, budget.borne.sum(axis=2))
    return budget.fen, budget.borne


@pytest.fixture(scope="module")
def everything(busier: Policy) -> Policy:
    """The busiest law, with every line spent but that of grids."""
    extras = {
        **MEALS,
        **TRAINING,
        "welfare.insurance": 123.45,
        "welfare.check_up": 600.5,
        "pay.post_allowance": 44,
        "pay.education_allowance": 33,
        "recruitment.yuan_per_recruit": 321.09,
        "rules.anchor": "income_guaranteed",
        "anchor.series": "nonprivate",
        "anchor.growth": 0.03,
        "anchor.share": 1,
        "anchor.lag_years": 1,
        "levy.employed_share": 0,
        "pay.minimum_wage": 5000,
    }
    return busier.with_values({"anchor.wage": 123_456.78}, parse_month("2025-01")).with_values(extras)


@pytest.fixture(scope="module")
def all_staff(everything: Policy) -> Staff:
    return load_staff(everything)


def test_an_income_guaranteed_in_the_course_of_a_year_is_by_the_law_of_its_december(law: Policy):
    """100,000 in 2025 are 103,000 in 2026; half of it for ten people is 515,000, of which 500,000 are paid."""
    wages = law.with_values({"anchor.wage": 100_000}, parse_month("2025-01"))
    half = {"anchor.series": "nonprivate", "anchor.growth": 0.03, "anchor.share": 0.5, "anchor.lag_years": 1}
    changed = wages.with_values({"rules.anchor": "income_guaranteed", **half}, parse_month("2027-07"))
    assert top_up(changed, 2027, np.array([50_000_000]), np.array([120])).tolist() == [1_500_000]
    assert top_up(changed, 2026, np.array([0]), np.array([120])).tolist() == [0]


AWKWARD = {
    "thirds": [1 / 3, 1 / 3, 1 / 3, 0],
    "thirds in ten digits": [0.3333333333, 0.3333333333, 0.3333333333, 0],
    "thirds that are a hair too much": [0.3333333334, 0.3333333333, 0.3333333334, 0],
    "sevenths": [1 / 7, 2 / 7, 3 / 7, 1 / 7],
    "sixths, the first nothing": [0, 1 / 6, 1 / 6, 4 / 6],
    "tenths": [0.1, 0.2, 0.3, 0.4],
    "one alone": [0, 0, 1, 0],
}


@pytest.mark.parametrize("shares", AWKWARD.values(), ids=AWKWARD)
def test_parts_add_up_to_the_fen_and_none_is_a_fen_off_for_each_pay_period(
    everything: Policy, all_staff: Staff, shares: list[float]
):
    """A part is the difference of two roundings in each of the two pay periods of a year: under a fen off in each."""
    law = everything.with_values({"funding.share": {"others": shares}})
    whole, parts = borne(law, all_staff)
    exact = whole[..., None] * np.array([share / sum(shares) for share in shares])
    assert np.abs(parts - exact).max() < 2
    assert not parts[..., [share == 0 for share in shares]].any()
    spent_on = {line for number, line in enumerate(LINE) if whole[:, :, number].any()}
    assert spent_on == {*LINE} - {"grid_service", "protected_pay", "protected_contributions"}


@pytest.mark.parametrize("shares", AWKWARD.values(), ids=AWKWARD)
def test_even_of_a_hundred_billion_yuan_nobody_bears_a_fen_more(shares: list[float]):
    """A hair off 1 is a thousand fen there: not the last bearer's, who may bear nothing, and nobody's with a minus."""
    whole = [10**13, 10**13 + 1, 7, 0]
    parts = shared(np.array(whole)[:, None], np.array([shares]))[:, 0]
    assert parts.sum(axis=1).tolist() == whole
    assert parts.min() >= 0
    scale = sum(Fraction(share) for share in shares)
    for amount, part in zip(whole, parts.tolist()):
        assert all(abs(one - amount * Fraction(share) / scale) <= 1 for one, share in zip(part, shares))
    assert not parts[:, [share == 0 for share in shares]].any()


def test_a_share_falls_half_a_fen_up_for_the_first_bearer(quiet: Policy):
    """Meals of one person in two halves of 1,200.06 yuan: a quarter of each is 30,001.5 fen."""
    law = with_law(quiet, {**MEALS, "pay.meals": 200.01})
    quarter = with_law(law, {"funding.share": {"others": [0.25, 0.75, 0, 0]}})
    _, parts = borne(quarter, roster(law, ONE), years=1, replications=1)
    assert parts[0, 0, LINE.index("meals")].tolist() == [2 * 30002, 2 * 90004, 0, 0]


def test_each_line_has_its_own_bearers_and_others_are_all_the_rest(everything: Policy, all_staff: Staff):
    """误餐补贴由街道自行承担; wages 60 % county, 40 % prefecture; training the region's."""
    shares = {
        "meals": {"street": 1, "others": 0},
        "training": {"region": 1, "others": 0},
        "others": {"county": 0.6, "prefecture": 0.4, "others": 0},
    }
    whole, parts = borne(everything.with_values({"funding.share": shares}), all_staff)
    for number, line in enumerate(LINE):
        bears = {"meals": ("street",), "training": ("region",)}.get(line, ("prefecture", "county"))
        none = [FUNDER.index(funder) for funder in FUNDER if funder not in bears]
        assert not parts[:, :, number, none].any()
        if len(bears) == 2:
            county = parts[:, :, number, FUNDER.index("county")]
            assert np.abs(county - whole[:, :, number] * 0.6).max() < 2


def test_shares_that_change_in_may_change_in_may(quiet: Policy):
    """Twelve months of meals: four by the county, eight by the street."""
    law = with_law(quiet, MEALS)
    law = law.with_values({"funding.share": {"others": {"street": 1, "others": 0}}}, parse_month("2027-05"))
    _, parts = borne(law, roster(law, ONE), years=1, replications=1)
    meals = dict(zip(FUNDER, parts[0, 0, LINE.index("meals")].tolist()))
    assert meals == {"region": 0, "prefecture": 0, "county": 4 * 20001, "street": 8 * 20001}


def test_what_a_whole_year_recruits_is_borne_as_the_law_shares_it_in_december(quiet: Policy):
    recruits = {"recruitment.fill_share": 1, "recruitment.exam_yield": 1, "recruitment.lead_months": 0}
    law = with_law(quiet, {**recruits, "recruitment.month": 3, "recruitment.yuan_per_recruit": 1000})
    law = law.with_values({"funding.share": {"others": {"street": 1, "others": 0}}}, parse_month("2027-05"))
    whole, parts = borne(law, roster(law, ONE), years=1, replications=1)
    line = LINE.index("recruitment")
    assert whole[0, 0, line] > 100 * 100_000
    assert parts[0, 0, line].tolist() == [0, 0, 0, whole[0, 0, line]]
