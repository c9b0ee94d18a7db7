"""For which policies there is an exact twin: a value that lets people compete is named, and taken out, one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import PolicyError, project
from simlib.policy import Policy, load_policy
from simlib.staff.opening import Staff
from simlib.twin import quotas_of, twin, without_quotas
from simlib.twin.quotas import ALL_REFILLED, NOBODY_COMES
from simlib.twin.quotas import QUOTAS as OTHERS
from tests.conftest import BAOHE
from tests.twin.held import some_of
from tests.whole import whole

QUOTAS = (*NOBODY_COMES, *OTHERS)
COMPETE: dict[str, dict[str, Any]] = {  # each lets people compete, where nothing else does
    "recruitment.fill_share": {"recruitment.fill_share": 0.1},
    "absorption.people": {"absorption.people": 1, "absorption.month": "2028-06"},
    "rules.promotion": {"rules.promotion": "stated_rates", "promotion.rate": 0},
    "exits.resignation_grade_factor": {"exits.resignation_grade_factor": {"1": 2, "others": 1}},
    "election.turnover_share": {"election.turnover_share": 0.1, "election.first_month": "2036-12"},
    "election.vacancies_between": {
        "election.vacancies_between": "wait_for_election",
        "election.first_month": "2036-12",
    },
    "appraisal.excellent_share": {"appraisal.excellent_share": 0.1, "pay.year_end_months": [0, 0, 0, 1, 1.5]},
    "appraisal.top_communities": {
        "rules.appraisal": "quota_by_ranked_community",
        "appraisal.top_communities": 0.5,
        "rules.extension": "outstanding_women_secretaries",
    },
    "rules.channel": {
        "rules.channel": "share_of_posts",
        "channel.posts_offered": 5,
        "channel.posts_share": 0.1,  # half a place is one
    },
    "dismissal.protects_near_retirement": {
        "dismissal.protects_near_retirement": "yes",
        "dismissal.failed_years": 2,
        "appraisal.failed_rate": 0.1,
        "retirement.women_55_share": 0.5,
    },
    "rules.conversion": {"rules.conversion": "by_service_and_education"},
    "rules.anchor": {
        "rules.anchor": "income_guaranteed",
        "anchor.series": "private",
        "anchor.wage": 70000,
        "anchor.growth": 0.03,
        "anchor.share": 1,
        "anchor.lag_years": 0,
    },
    "levy.quota": {"levy.employed_share": 0.005},
}
DO_NOT: dict[str, dict[str, Any]] = {  # nearly the same, and nobody competes
    "promotion of nobody": {"rules.promotion": "none", "promotion.scope": "district"},
    "nobody is absorbed in any month": {"absorption.people": 1, "absorption.month": "never"},
    "an absorption after the run": {"absorption.people": 1, "absorption.month": "2067-01"},
    "an election after the run": {"election.turnover_share": 0.5, "election.first_month": "2067-01"},
    "excellent is worth the same": {
        "appraisal.excellent_share": 0.5,
        "pay.year_end_months": [0, 0, 0, 1, 1],
        "pay.year_end_sum": 0,
    },
    "ranks that nothing depends on": {
        "rules.appraisal": "quota_by_ranked_community",
        "appraisal.top_communities": 0.5,
        "appraisal.top_excellent_share": 0.5,
        "pay.year_end_months": [0, 0, 0, 1, 1],
        "pay.year_end_sum": 0,
    },
    "protection of whom the law itself tells": {
        "dismissal.protects_near_retirement": "yes",
        "dismissal.failed_years": 2,
        "appraisal.failed_rate": 0.1,
        "retirement.women_55_share": 1,
    },
    "protection where nobody fails": {
        "dismissal.protects_near_retirement": "yes",
        "dismissal.failed_years": 2,
        "dismissal.basic_years": 0,
        "appraisal.failed_rate": 0,
        "retirement.women_55_share": 0.5,
    },
    "a factor that all grades have": {"exits.resignation_grade_factor": 2},
    "posts that wait for an election after the run": {
        "election.vacancies_between": "wait_for_election",
        "election.first_month": "2067-01",
    },
    "posts that wait where none is elected": {
        "election.vacancies_between": "wait_for_election",
        "election.posts": "no",
    },
    "a channel that asks for excellent years, and takes nobody": {
        "appraisal.excellent_share": 0.5,
        "pay.year_end_months": [0, 0, 0, 1, 1],
        "pay.year_end_sum": 0,
        "rules.channel": "share_of_eligible",
        "channel.share": 0,
        "channel.excellent_within": 3,
    },
    "a levy of nothing": {"levy.employed_share": 0, "levy.payable_below": 0},
    "a channel without a place": {
        "rules.channel": "share_of_posts",
        "channel.posts_offered": 4,
        "channel.posts_share": 0.1,
    },
}


@pytest.fixture(scope="module")
def free(busier: Policy) -> Policy:
    """Every value that there may be, and nobody competes."""
    return without_quotas(busier)


def test_every_quota_is_tried_here(free: Policy):
    assert set(COMPETE) == {quota.name for quota in QUOTAS}
    assert quotas_of(free) == ()


@pytest.mark.parametrize("name", COMPETE)
def test_what_lets_people_compete_is_named_with_what_to_set(free: Policy, few: Staff, name: str):
    none = free.with_values({"rules.extension": "none"})
    law = none.with_values(COMPETE[name])
    with pytest.raises(PolicyError) as refused:
        twin(law, few, years=10)
    (quota,) = (one for one in QUOTAS if one.name == name)
    (problem,) = refused.value.problems
    assert name in problem.what.en and f"Set {name} to {quota.instead}." == problem.way_out.en
    assert "直接精确计算" in problem["zh"] and f"请把 {name} 设为" in problem["zh"]
    again = law.with_values({name: quota.instead})
    assert quotas_of(again) == () and quotas_of(without_quotas(law)) == ()


@pytest.mark.parametrize(
    "asks",
    [
        {"rules.channel": "share_of_eligible", "channel.share": 0.1, "channel.excellent_within": 3},
        {"institution.share": 0.1, "institution.excellent_within": 2, "channel.excellent_within": 0},
    ],
    ids=["the channel", "an institution"],
)
def test_excellent_years_compete_where_a_way_out_asks_for_them(free: Policy, asks: dict[str, Any]):
    """Though they count and pay no more than satisfactory ones."""
    same = {"appraisal.excellent_share": 0.5, "pay.year_end_months": [0, 0, 0, 1, 1], "pay.year_end_sum": 0}
    law = free.with_values({"rules.extension": "none", **same, **asks})
    assert [quota.name for quota in quotas_of(law)] == ["appraisal.excellent_share"]
    nothing = {"channel.excellent_within": 0, "institution.excellent_within": 0}
    assert quotas_of(law.with_values(nothing)) == ()


@pytest.mark.parametrize("values", DO_NOT.values(), ids=DO_NOT)
def test_what_lets_nobody_compete_is_not_refused(free: Policy, few: Staff, values: dict[str, Any]):
    none = free.with_values({"rules.extension": "none"})
    assert quotas_of(none.with_values(values)) == ()


def test_a_quota_that_begins_after_the_run_does_not_matter_to_it(free: Policy, few: Staff):
    later = free.with_values({"recruitment.fill_share": 0.5}, 12 * 2030)
    staff = some_of(few, 20)
    exact = twin(later, staff, years=3)
    assert np.array_equal(exact.staff.values, twin(free, staff, years=3).staff.values)
    with pytest.raises(PolicyError, match=r"recruitment\.fill_share"):
        twin(later, staff, years=4)


def test_excellent_ratings_that_are_worth_the_same_change_nothing(free: Policy, few: Staff):
    """So the twin, which gives none, is exact with them too: the same stocks, exits and costs, life by life."""
    none = free.with_values({"rules.extension": "none", "pay.year_end_months": [0, 0, 0, 1, 1], "pay.year_end_sum": 0})
    some = none.with_values({"appraisal.excellent_share": 0.5})
    one, other = (project(law, few, years=5, replications=3, seed=1).books for law in (none, some))
    assert np.array_equal(one.in_post, other.in_post) and np.array_equal(one.flows, other.flows)
    assert not np.array_equal(whole(one)["pay"], whole(other)["pay"])  # somebody was excellent
    exact = [twin(law, few, years=5) for law in (none, some)]
    assert np.array_equal(exact[0].cost.values, exact[1].cost.values)


def test_values_that_stay_are_left_alone():
    law = load_policy(BAOHE)
    free = without_quotas(law)
    changed = {name for name, one in free.provisions.items() if one is not law.provisions[name]}
    assert changed == {quota.name for quota in quotas_of(law)}
    assert without_quotas(free) is free


REFILL: dict[str, dict[str, Any]] = {
    "recruitment.fill_share": {"recruitment.fill_share": 0.9},
    "agency.conversion_share": {"agency.conversion_share": 0.1, "agency.workers": 10},
    "exits.resignation_unit_factor": {"exits.resignation_unit_factor": [2, *[1] * 12]},
    "recruitment.service_mix": {"recruitment.service_mix": [0.9, 0.1, 0, 0, 0, 0], "entry.service_elsewhere": "yes"},
}
MOVES: dict[str, tuple[dict[str, Any], int]] = {
    "establishment.review_change": ({"establishment.review_change": -0.1}, 0),
    "establishment.base": ({"establishment.base": 30}, 24),
}


@pytest.fixture(scope="module")
def refilling(busier: Policy) -> Policy:
    return without_quotas(busier, refilled=True).with_values({"establishment.review_change": 0})


@pytest.mark.parametrize("name", REFILL)
def test_what_lets_vacant_posts_compete_for_recruits(refilling: Policy, few: Staff, name: str):
    assert quotas_of(refilling, refilled=True) == ()
    with pytest.raises(PolicyError) as refused:
        twin(refilling.with_values(REFILL[name]), few, years=3, vacant=0)
    (problem,) = refused.value.problems
    assert problem.what.en.startswith(name) and f"请把 {name} 设为" in problem["zh"]
    assert {one.name for one in ALL_REFILLED} == set(REFILL)


@pytest.mark.parametrize("name", MOVES)
def test_an_establishment_that_moves_is_refused(refilling: Policy, few: Staff, name: str):
    values, later = MOVES[name]
    law = refilling.with_values(values, (refilling.opening or 0) + later)
    with pytest.raises(PolicyError) as refused:
        twin(law, few, years=3, vacant=0)
    (problem,) = refused.value.problems
    assert problem.what.en.startswith(name) and "核定人数" in problem["zh"]


@pytest.mark.parametrize("years", [0, 41, 2.5, True])
def test_years_out_of_range(free: Policy, few: Staff, years: Any):
    with pytest.raises(PolicyError, match="1 to 40"):
        twin(free, few, years=years)


def test_fewer_vacancies_than_none(refilling: Policy, few: Staff):
    with pytest.raises(PolicyError, match="vacant is -1") as refused:
        twin(refilling, few, years=3, vacant=-1)
    assert "不小于 0" in refused.value.problems[0]["zh"]


def test_an_entry_post_with_nobody_in_it(refilling: Policy, few: Staff):
    """Three posts, all vacant, and whoever comes to them: three times what one of them is expected to hold."""
    nobody = few.without(*np.flatnonzero(few.records["post"] == len(refilling.posts) - 1))
    one, three = (twin(refilling, nobody, years=4, vacant=vacant).staff.sel(order=1).values[:, -1] for vacant in (1, 3))
    assert one[1:].min() > 0 and np.allclose(three, 3 * one)
