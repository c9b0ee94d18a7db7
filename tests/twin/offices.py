"""Offices of entry posts in which nothing happens but what a test switches on, and counts held to their formula."""

from __future__ import annotations

from typing import Any

import numpy as np

from simlib import project
from simlib.months import month_text
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from simlib.twin import Twin
from simlib.twin.agreement import agreement
from simlib.twin.sums import cumulants, powers
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.people import roster

REPLICATIONS, STREETS = 400, 13
NOTHING_ELSE = {
    "exits.resignation": 0,
    "exits.resignation_age_factor": 1,
    "exits.resignation_level": 1,
    "election.turnover_share": 0,
    "recruitment.age_mix": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],  # under 25: nobody comes near an age of seventy
    "retirement.original_age": 12 * 70,
    "retirement.longest_delay": 0,
}
EVERY_JANUARY = {"recruitment.month": 1, "recruitment.lead_months": 0}
TAKEN_UP = {"recruitment.exam_yield": 1, "agency.conversion_share": 0}


def offices(law: Policy, posts: int) -> Policy:
    """An office in each of thirteen streets with so many entry posts and no others; nothing happens to anybody."""
    kinds = law.axis("place_type")
    only_offices = {kind: int(kind == "office") for kind in kinds}
    law = law.with_values(
        {
            "establishment.base": {kind: posts * only_offices[kind] for kind in kinds},
            "establishment.communities": {unit: only_offices for unit in law.axis("unit")},
            "establishment.class_coefficient": 1,
            "establishment.upper_posts": 0,
        },
        start=BEFORE_THE_ROSTER,
    )
    return with_law(with_law(law, NO_CHANCE), NOTHING_ELSE)


def young(law: Policy, people: int, **traits: Any) -> Staff:
    """So many who joined in the month before the opening, evenly over the offices; none comes near retirement."""
    month = month_text((law.opening or 0) - 1)
    new = {"born": "2000-01", "joined": month, "post": "assistant", "grade": 1, **traits}
    places = [f"{unit}/office_1" for unit in law.axis("unit")]
    return roster(law, {f"person {i}": {**new, "place": places[i % STREETS]} for i in range(people)})


def lived(law: Policy, staff: Staff, years: int) -> Projection:
    return project(law, staff, years=years, replications=REPLICATIONS, seed=3)


def assert_counts(found: np.ndarray, *chances: np.ndarray) -> None:
    """Hold counts (R, …) to be sums of yes-or-no with these chances: each (people, …), added up."""
    sums = np.sum([powers(np.asarray(one, float)).sum(axis=1) for one in chances], axis=0)
    agree = agreement(cumulants(sums), found)
    assert agree.means_agree.all(), agree.z
    assert agree.variances_agree.all(), agree.simulated_variance / agree.variance


def many(number: int, chance: np.ndarray) -> np.ndarray:
    """So many people with the same chances, (people, …)."""
    return np.broadcast_to(chance, (number, *np.shape(chance)))


def per_head(exact: Twin, people: int) -> np.ndarray:
    """Return a cohort's expected stock by year and grade for one of it, (years, grades)."""
    return np.asarray(exact.in_post.values[0].sum(axis=1)) / people


def of_cohorts(arrivals: np.ndarray, heads: np.ndarray) -> np.ndarray:
    """Return the stock by year of cohorts that arrive in each January, given the lives of one (years, …)."""
    years = len(arrivals)
    return np.array([sum(arrivals[t - k] * heads[k] for k in range(t + 1)) for t in range(years)])
