"""One person whose cost is a thousand yuan a month and nothing else, and what explains its increases."""

from __future__ import annotations

from typing import Any

from simlib import explain, project
from simlib.analysis.causes import CAUSES
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.axes import RATINGS
from simlib.projection import Projection
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.people import roster

SEED, YEARS, REPLICATIONS = 5, 5, 4
DECIDED = parse_month("2026-07")
A_THOUSAND_A_MONTH = {  # and nothing else, whatever the grade
    **NO_CHANCE,
    "pay.base": 1000,
    "pay.base_growth": 0,
    "pay.award_month": 7,
    "pay.coefficient_step": 0,
    "pay.performance_share": 0,
    "pay.year_end_months": dict.fromkeys(RATINGS, 0),
    "pay.certificate_allowance": [0, 0, 0, 0],
    "contributions.fund_floor": 0,
    "contributions.limits_growth": 0,
    **{f"contributions.{item}": 0 for item in ("pension", "medical", "unemployment", "injury", "housing_fund")},
    "contributions.union_fund": 0,
}


def alone(
    law: Policy, values: dict[str, Any], years: int = 3, by_chance: dict[str, Any] | None = None, **traits: Any
) -> list[dict[str, float]]:
    """What explains each increase of one person's cost: the causes that are something, in yuan."""
    policy = with_law(law.with_values({**A_THOUSAND_A_MONTH, **values}, DECIDED), by_chance or {})
    return increases(project(policy, roster(policy, {"one": traits}), years=years, replications=1, seed=SEED))


def increases(run: Projection) -> list[dict[str, float]]:
    found = explain(run).yuan.values[0]
    return [{cause: yuan for cause, yuan in zip(CAUSES, year.tolist(), strict=True) if yuan} for year in found]
