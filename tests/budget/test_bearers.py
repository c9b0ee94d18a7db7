"""Who bears the cost: shares that add up to the fen, line by line and month by month."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from simlib import cost, load_staff, project
from simlib.budget.guaranteed_income import top_up
from simlib.budget.lines import shared
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.budget.money import FUNDER, LINE, MEALS, ONE, TRAINING
from tests.rules.runner import with_law
from tests.simulation.people import roster


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
