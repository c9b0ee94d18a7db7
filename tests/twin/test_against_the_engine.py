"""The engine against its twin, which knows neither the rules' code nor any luck: two thousand lives of each staff."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib import load_policy, load_staff
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.population.person import ELECTED, LEAVING_FLOWS, MALE, MEN_60
from simlib.simulation.plan import Plan
from simlib.staff.opening import Staff
from simlib.twin import twin, without_quotas
from simlib.twin.protecting import protected
from tests.rules.runner import with_law
from tests.twin.held import REPLICATIONS, Held, some_of

CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
PACKS = ("baohe", "growth_chain", "ningguo", "inner_mongolia", "yishui")
PEOPLE, FEW = 400, 150  # of a larger staff
LARGE = {"inner_mongolia": 500}  # replications: every one has room for 27,000 posts


@pytest.fixture(scope="module", params=PACKS)
def pack(request: pytest.FixtureRequest) -> Held:
    """Each pack without quotas, and some of its opening staff."""
    law = load_policy(CITIES / request.param)
    staff = some_of(load_staff(law), PEOPLE)
    return Held(without_quotas(law), staff, replications=LARGE.get(request.param, REPLICATIONS))


def test_the_people_of_every_pack(pack: Held):
    pack.assert_people_agree()


def test_the_cost_of_every_pack(pack: Held):
    pack.assert_cost_agrees()


def test_the_months_paid_of_every_pack(pack: Held):
    pack.assert_months_agree()


def test_a_run_that_opens_in_september():
    """Four months of 2026 and three whole years."""
    law = load_policy(CITIES / "baohe").opened(parse_month("2026-09"))
    held = Held(without_quotas(law), some_of(load_staff(law), FEW), years=3, replications=500)
    assert held.exact.years == (2026, 2027, 2028, 2029)
    held.assert_people_agree()
    held.assert_cost_agrees()
    held.assert_months_agree()


# ---- everything happens often --------------------------------------------------------------------------------------

ALONE: dict[str, Any] = {  # each to their own, and yet every reason to leave
    "rules.channel": "share_of_eligible",
    "channel.share": 0.1,
    "institution.excellent_within": 4,
    "institution.highest_age": 50,
    "dismissal.failed_years": 2,
    "dismissal.protects_near_retirement": "yes",
    "severance.elected": "yes",
    "severance.notice_months": 0.5,
    "severance.wage_cap_multiple": 0.6,
    "retirement.women_55_share": 1,
    "progression.years_per_grade": 2,
}
LATER: dict[str, dict[str, Any]] = {  # the law changes, in a January and in the middle of a year
    "2029-01": {
        "progression.years_per_grade": 3,
        "progression.year_counts": [0, 0, 0.5, 1.5, 1.5],
        "dismissal.failed_years": 1,
        "dismissal.basic_years": 3,
        "channel.month": 12,
        "channel.excellent_within": 5,
        "institution.highest_age": 45,
        "contributions.fund_reset": 3,
        "contributions.medical_floor": 5000,
    },
    "2030-07": {
        "exits.resignation_level": 0.5,
        "retirement.early_share": 0.2,
        "retirement.late_limit": 12,
        "retirement.women_55_share": 0.5,
        "dismissal.protects_near_retirement": "no",
        "extension.share": 0.4,
        "channel.excellent_within": 0,
        "ramp.share": [0.5, 0.6, 0.7, 0.9],
    },
    "2032-04": {
        "rules.progression": "none",
        "rules.ramp": "none",
        "rules.institution": "none",
        "rules.extension": "none",
        "appraisal.failed_rate": 0.3,
        "contributions.insurance_reset": 5,
    },
    "2034-01": {
        "rules.progression": "every_n_years",
        "retirement.early_limit": 0,
        "exits.death": 0.1,
        "rules.contributions": "this_month",
    },
    "2035-09": {"rules.contributions": "last_year_mean"},
}


@pytest.fixture(scope="module")
def alone(busier: Policy) -> Policy:
    """The law by which everything happens often, without quotas."""
    return without_quotas(busier).with_values(ALONE)


@pytest.fixture(scope="module")
def insured_late(few: Staff) -> Staff:
    """Some people whose contributions began when they joined: not all may go early; one is near retirement."""
    some = some_of(few, FEW)
    records = some.records.copy()
    long_here = records[np.flatnonzero(records["contract"] != ELECTED)[:1]]
    long_here["birth"], long_here["sex"], long_here["track"] = parse_month("1970-06"), MALE, MEN_60
    long_here["joined"] = long_here["service_from"] = parse_month("2005-01")
    records[np.flatnonzero(records["contract"] != ELECTED)[:1]] = long_here
    records["contribution_from"] = records["joined"]
    return Staff(records, some.month, some.provenance)


@pytest.fixture(scope="module")
def busiest(alone: Policy, insured_late: Staff) -> Held:
    return Held(alone, insured_late)


@pytest.fixture(scope="module")
def changing(alone: Policy, insured_late: Staff) -> Held:
    law = alone
    for month, values in LATER.items():
        law = with_law(law, values, parse_month(month))
    return Held(law, insured_late)


@pytest.mark.parametrize("held", ["busiest", "changing"])
def test_the_people_where_everything_happens(held: str, request: pytest.FixtureRequest):
    found: Held = request.getfixturevalue(held)
    leaving = found.exact.gone.values[0].sum(axis=0)
    happens = dict(zip(LEAVING_FLOWS, leaving > 1, strict=True))
    assert happens == {reason: reason != "not_re_elected" for reason in LEAVING_FLOWS}
    found.assert_people_agree()


def test_some_are_protected_and_some_wages_are_capped(busiest: Held):
    december = busiest.law.each(12)[1]
    shielded = protected(busiest.law, busiest.staff.records)[:, 1]
    joined = busiest.staff.records["joined"]
    assert shielded.any() and not shielded[december + 1 - joined < 15 * 12].any()
    of_all, cap = busiest.prices.table.severance.year[-1], busiest.prices.table.severance.cap[-1]
    assert (of_all > cap).any() and (of_all < cap).any()


@pytest.mark.parametrize("held", ["busiest", "changing"])
def test_the_months_paid_where_everything_happens(held: str, request: pytest.FixtureRequest):
    found: Held = request.getfixturevalue(held)
    found.assert_months_agree()


@pytest.mark.parametrize("held", ["busiest", "changing"])
def test_the_cost_where_everything_happens(held: str, request: pytest.FixtureRequest):
    found: Held = request.getfixturevalue(held)
    assert (
        found.exact.cost.sel(line="severance").values.min() >= 0 < found.exact.cost.sel(line="severance").values.max()
    )
    found.assert_cost_agrees()


# ---- vacant posts refilled -----------------------------------------------------------------------------------------

REFILLED: dict[str, Any] = {
    "recruitment.exam_yield": 0.8,
    "establishment.review_change": 0,
    "appraisal.minimum_months": 8,  # who comes in July is not rated that year
}
LAGS = {
    "within the year": (3, 4),
    "in the next": (6, 11),
    "at the next round": (5, 12),
    "after it": (2, 17),
    "at once": (1, 0),
}


@pytest.mark.parametrize("name", ["yishui", "ningguo"])
def test_a_pack_whose_vacant_entry_posts_are_all_refilled(name: str):
    law = load_policy(CITIES / name)
    free, staff = without_quotas(law, refilled=True), load_staff(law)
    Held(free, staff, vacant=vacancies(free, staff)).assert_refilled_agree()


@pytest.mark.parametrize(("month", "lag"), LAGS.values(), ids=LAGS)
def test_posts_refilled_where_everything_happens(busier: Policy, insured_late: Staff, month: int, lag: int):
    """The offices of thirteen streets, most of their posts vacant at first, at every kind of lag."""
    free = without_quotas(busier, refilled=True).with_values(REFILLED | ALONE)
    law = free.with_values({"recruitment.month": month, "recruitment.lead_months": lag})
    held = Held(law, insured_late, years=6, replications=1000, vacant=vacancies(law, insured_late))
    assert held.exact.joined.values[-1] > 10
    held.assert_refilled_agree()


def vacancies(law: Policy, staff: Staff) -> int:
    """Return how many entry posts are vacant at the opening, as the engine has them; nowhere are there too many."""
    opening = law.opening or 0
    authorised = Plan(law, staff, range(opening, opening + 12), 1).establishment(opening)[:, -1]
    at_entry = staff.records["place"][staff.records["post"] == len(law.posts) - 1]
    vacant = authorised - np.bincount(at_entry, minlength=len(authorised))
    assert (vacant >= 0).all()
    return int(vacant.sum())


# ---- what must hold of the twin itself -----------------------------------------------------------------------------


def test_everybody_is_in_post_or_has_left(busiest: Held):
    exact, here = busiest.exact, len(busiest.staff)
    left = np.cumsum(exact.gone.values[0].sum(axis=1))
    assert np.allclose(exact.staff.values[0].sum(axis=1) + left, here)
    assert np.allclose(exact.in_post.values[0].sum(axis=2), exact.staff.values[0])


def test_the_covariances_add_up_to_the_variance_of_the_whole_post(busiest: Held):
    exact = busiest.exact
    assert np.allclose(exact.covers.values.sum(axis=(2, 3)), exact.staff.values[1])
    variances = np.diagonal(exact.covers.values, axis1=2, axis2=3)
    assert np.allclose(variances, exact.in_post.values[1])


def test_the_order_of_the_roster_does_not_matter(busiest: Held):
    backwards = busiest.staff.reordered(np.arange(len(busiest.staff))[::-1])
    again = twin(busiest.policy, backwards, years=busiest.years)
    assert np.allclose(again.in_post.values, busiest.exact.in_post.values)
    assert np.allclose(again.cost.values, busiest.exact.cost.values)
