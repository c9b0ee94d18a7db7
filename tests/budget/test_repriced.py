"""Pay changed after the run costs what running again under it would cost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import cost, project
from simlib.months import parse_month
from simlib.policy import TERMS, Policy, PolicyError
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.budget.money import SEED

PAY_CHANGES: dict[str, Any] = {
    "pay.base": 6000,
    "pay.base_growth": 0.05,
    "pay.award_month": 1,
    "pay.lowest_coefficient": 0.9,
    "pay.coefficient_step": 0.05,
    "pay.performance_share": 0.4,
    "pay.performance_by_rating": {"unrated": 0.5, "failed": 0.1, "basic": 0.6, "satisfactory": 1.1, "excellent": 1.3},
    "pay.year_end_months": {"unrated": 0.5, "failed": 0, "basic": 0.3, "satisfactory": 1, "excellent": 3},
    "pay.reward_of": "full_pay",
    "pay.post_allowance": {"head": 800, "deputy": 500, "member": 250.5, "assistant": 0},
    "pay.education_allowance": {"secondary": 0, "college": 100, "bachelor": 200, "master": 300, "doctor": 400},
    "pay.certificate_allowance": {
        "none": 0,
        "assistant_social_worker": 55.5,
        "social_worker": 300,
        "senior_social_worker": 800,
    },
    **{f"contributions.{item}": 0.1 for item in ("pension", "medical", "unemployment", "injury", "housing_fund")},
    "contributions.union_fund": 0,
    "contributions.base_floor": 6000,
    "contributions.base_cap": 5000,
    "contributions.medical_floor": 6500,
    "contributions.medical_cap": 5200,
    "contributions.fund_floor": 5500,
    "contributions.fund_cap": 5600,
    "contributions.limits_growth": 0.1,
    "contributions.limits_month": 4,
    "rules.contributions": "this_month",
    "contributions.wages": {"year_end_reward": "no", "others": "yes"},
    "levy.quota": 0.02,
    "levy.employed_share": 0.004,
    "levy.payable_from_1_percent": 0.7,
    "levy.payable_below": 0.8,
    "severance.months_per_year": 2,
    "severance.dismissed": "no",
    "severance.wage_cap_multiple": 0.5,
    "severance.notice_months": 2,
    "rules.pay": "post_and_grade_sums",
    "pay.post_sum": {"head": 4000, "deputy": 3800, "member": 3600, "assistant": 3400},
    "pay.grade_sum": [60.5 * grade for grade in range(18)],
    "pay.year_end_sum": {"unrated": 0, "failed": 0, "basic": 0, "satisfactory": 500, "excellent": 1500},
    "pay.meals": 200,
    "pay.minimum_wage": 5500,
    "welfare.insurance": 150,
    "welfare.check_up": 600,
    "welfare.check_up_years": 3,
    "training.hours": {"head": 56, "deputy": 56, "member": 40, "assistant": 40},
    "training.entry_hours": 24,
    "training.yuan_per_hour": 25,
    "rules.anchor": "income_guaranteed",
    "anchor.series": "full_calibre",
    "anchor.wage": {"private": 60_000, "nonprivate": 130_000, "full_calibre": 95_000},
    "anchor.growth": {"private": 0.01, "nonprivate": 0.06, "full_calibre": 0.02},
    "anchor.share": 0.9,
    "anchor.lag_years": 2,
    "pay.one_certificate_share": 0.3,
    "recruitment.yuan_per_recruit": 800,
    "funding.share": {"meals": {"street": 1, "others": 0}, "others": {"county": 0.7, "prefecture": 0.3, "others": 0}},
}

SUMS = {"pay.post_sum": 3000, "pay.grade_sum": [50 * grade for grade in range(18)]}
ANCHOR = {
    "anchor.series": "nonprivate",
    "anchor.wage": {"private": 57_095, "nonprivate": 88_968, "full_calibre": 80_376},
    "anchor.growth": 0.03,
    "anchor.share": 0.7,
    "anchor.lag_years": 1,
}
COMPANIONS: dict[str, dict[str, Any]] = {  # what a term needs beside it to be of any effect
    "rules.pay": SUMS,
    **{name: {"rules.pay": "post_and_grade_sums", **SUMS} for name in SUMS},
    "training.hours": {"training.yuan_per_hour": 20},
    "training.entry_hours": {"training.yuan_per_hour": 20},
    "training.yuan_per_hour": {"training.hours": 40},
    "pay.one_certificate_share": {"pay.education_allowance": 200},
    "rules.anchor": ANCHOR,
    **{name: {**ANCHOR, "rules.anchor": "base_follows"} for name in ANCHOR},
    "welfare.check_up_years": {"welfare.check_up": 500},
    "levy.payable_from_1_percent": {"levy.employed_share": 0.012},
    "levy.payable_below": {"levy.employed_share": 0},
}
ELSEWHERE = {"ramp.share", "ramp.posts", "establishment.grid_service", "prices.inflation", "prices.discount_rate",
             "conversion.protection", "conversion.insured"}  # fmt: skip
NEW_IN_THE_RUN = (  # allowances not paid before; moves in April
    "pay.education_allowance", "pay.one_certificate_share", "contributions.limits_month",
)  # fmt: skip


def test_every_pay_term_is_tried():
    assert {*PAY_CHANGES, *ELSEWHERE} == {name for name, term in TERMS.items() if term.affects == "pay"}


def both_ways(run: Projection, law: Policy, few: Staff, name: str, start: str) -> tuple[Policy, np.ndarray]:
    """A law with one pay term changed, and what simulating under it costs."""
    ready = law.with_values(COMPANIONS.get(name, {}), parse_month("2022-01"))  # an anchor wage lies years back
    changed = ready.with_values({name: PAY_CHANGES[name]}, parse_month(start))
    again = project(changed, few, years=10, replications=5, seed=SEED)
    assert np.array_equal(again.books.in_post, run.books.in_post)
    assert not np.array_equal(cost(again).borne, cost(run).borne)
    return changed, cost(again).fen


@pytest.mark.parametrize("start", ["2027-01", "2030-07"])
@pytest.mark.parametrize("name", [name for name in PAY_CHANGES if name not in NEW_IN_THE_RUN])
def test_pay_changed_after_the_run_costs_what_running_again_costs(
    run: Projection, busy: Policy, few: Staff, name: str, start: str
):
    changed, expected = both_ways(run, busy, few, name, start)
    assert np.array_equal(cost(run, changed).fen, expected)


@pytest.mark.parametrize(
    ("name", "start"), [(name, "2027-01") for name in NEW_IN_THE_RUN] + [(name, "2030-05") for name in PAY_CHANGES]
)
def test_what_the_run_has_not_kept_apart_is_priced_right_or_refused_never_wrong(
    run: Projection, busy: Policy, few: Staff, name: str, start: str
):
    """A price that changes in the middle of a pay period, or an allowance for what nobody was paid for before."""
    changed, expected = both_ways(run, busy, few, name, start)
    try:
        found = cost(run, changed).fen
    except PolicyError:
        return
    assert np.array_equal(found, expected)


def test_cost_under_its_own_policy_is_its_cost(run: Projection, busy: Policy):
    assert np.array_equal(cost(run, busy).fen, cost(run).fen)
