"""The reduced model in the engine: its rules are a policy, its workers an opening staff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.agreement import REASONS, Summary
from benchmarks.measure import POLICY, ROOT
from benchmarks.reduced import OPENING, POSTS, Rules, Worker
from simlib import cost, load_policy, project
from simlib.luck import key_of
from simlib.policy import Policy
from simlib.policy.axes import TRACKS
from simlib.population.person import FEMALE, MALE, MEN_60, PERSON, SATISFACTORY
from simlib.projection import Projection
from simlib.staff.opening import Staff

NO_SUCH_RULE = {
    "rules.channel": "none",
    "rules.regrading": "keeps_grade_or_lowest",
    "qualification.certificate_rate": 0,
    "qualification.education_rate": 0,
    "election.first_month": "2060-01",
    "retirement.early_share": 0,
    "retirement.late_share": 0,
    "exits.death": 0,
    "exits.misconduct": 0,
    "exits.resignation_age_factor": 1,
    "appraisal.basic_rate": 0,
    "appraisal.minimum_months": 0,
    "promotion.minimum_years_in_post": 0,
    "recruitment.exam_yield": 1,
    "agency.conversion_share": 0,
    "entry.education_lift": 0,
    "establishment.adjustment": 0,
    "establishment.tolerance": 0,
    "pay.base_growth": 0,
    "pay.performance_share": 0,
    "pay.year_end_months": 0,
    "pay.certificate_allowance": 0,
    "rules.contributions": "this_month",
    "contributions.base_floor": 0,
    "contributions.base_cap": 1_000_000,
    "severance.dismissed": "no",
    **{
        f"contributions.{line}": 0
        for line in ("medical", "unemployment", "injury", "housing_fund", "union_fund")
    },
}  # fmt: skip


def given(workers: list[Worker], rules: Rules) -> tuple[Policy, Staff]:
    """Return the reduced model as the engine takes it."""
    return law(workers, rules), staff(workers)


def law(workers: list[Worker], rules: Rules) -> Policy:
    """Return the policy whose rules are those of the reduced model, with the posts that the workers fill."""
    policy = load_policy(ROOT / POLICY)
    assert policy.opening == OPENING and policy.axis("post") == POSTS
    assert policy.value("grades.band", OPENING).tolist() == [list(band) for band in rules.bands]
    return policy.with_values(NO_SUCH_RULE | _offices(policy, workers) | _figures(rules))


def _offices(policy: Policy, workers: list[Worker]) -> Mapping[str, Any]:
    """One place in each unit, with the posts that its workers fill."""
    kinds, filled = policy.axis("place_type"), Counter((worker.unit, worker.post) for worker in workers)
    return {
        "rules.establishment": "table_by_unit",
        "establishment.communities": {unit: _in_office(kinds, 1) for unit in policy.axis("unit")},
        "establishment.table": {
            unit: _in_office(kinds, {post: filled[u, q] for q, post in enumerate(POSTS)})
            for u, unit in enumerate(policy.axis("unit"))
        },
    }


def _in_office(kinds: tuple[str, ...], what: Any) -> dict[str, Any]:
    return {kind: what if kind == kinds[0] else 0 for kind in kinds}


def _figures(rules: Rules) -> Mapping[str, Any]:
    return {
        "progression.years_per_grade": rules.years_per_grade,
        "promotion.first_call_excellent_years": 1,
        "promotion.posts_below": 1,
        "appraisal.excellent_share": rules.excellent_share,
        "appraisal.failed_rate": rules.failed_rate,
        "dismissal.failed_years": rules.failed_years,
        "retirement.women_55_share": 0.5,  # of recruits; the opening staff have tracks of their own
        "exits.resignation": list(rules.resignation),
        "recruitment.month": rules.recruitment_month + 1,  # the round is held before people leave in a month
        "recruitment.lead_months": rules.lead_months,
        "recruitment.fill_share": rules.fill_share,
        "recruitment.female_share": 2 / 3,
        "recruitment.age_mix": [0, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0],
        "pay.base": rules.pay_base,
        "pay.coefficient_step": rules.pay_step,
        "contributions.pension": rules.employer_rate,
    }


def staff(workers: list[Worker]) -> Staff:
    """Return the workers as an opening staff."""
    records = np.zeros(len(workers), PERSON)
    for name in ("birth", "joined", "post", "grade", "unit"):
        records[name] = [getattr(worker, name) for worker in workers]
    records["place"] = records["unit"]
    for name in ("service_from", "post_from", "contribution_from"):
        records[name] = records["joined"]
    records["key"] = [key_of(f"worker {number}") for number in range(len(workers))]
    records["track"] = [TRACKS.index(worker.track) for worker in workers]
    records["sex"] = np.where(records["track"] == MEN_60, MALE, FEMALE)
    records["rating"] = SATISFACTORY
    return Staff(records, OPENING - 1, "the reduced model's workers")


def run(policy: Policy, people: Staff, seed: int, replications: int, years: int) -> Projection:
    """Return what became of the people, on one core."""
    return project(policy, people, years=years, replications=replications, seed=seed, workers=1)


def summaries(projection: Projection) -> list[Summary]:
    """Return the figures to compare, replication by replication (see `benchmarks.agreement`)."""
    in_post = projection.data["in_post"].isel(year_end=-1)
    flows = projection.data["flows"].sum(["year", "post"])
    figures = {
        **{f"in post, {post}": in_post.sel(post=post).sum("grade") for post in POSTS},
        **{reason: flows.sel(flow=reason) for reason in REASONS},
        "joiners": flows.sel(flow="joined"),
        "cost": cost(projection).total.sum("year"),
        "grades": (in_post * in_post["grade"]).sum(["post", "grade"]),
    }
    return [{name: float(figure[r]) for name, figure in figures.items()} for r in range(projection.replications)]
