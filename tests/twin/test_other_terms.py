"""Resignation by sex, post and unit, late retirement as a force, and ages set instead of the law's: engine and twin."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import PolicyError
from simlib.months import month_text, parse_month
from simlib.policy import Policy
from simlib.staff.opening import Staff
from simlib.twin import twin, without_quotas
from tests.rules.runner import with_law
from tests.simulation.people import roster
from tests.twin.held import Held

YEARS, REPLICATIONS = 6, 1000
FIRST: dict[str, Any] = {
    "retirement.late_share": 0.6,
    "retirement.early_share": 0.3,
    "retirement.late_by": "force_by_age",
    "retirement.late_rate": {"50_to_54": 0.3, "55_to_59": 0.6, "60_to_64": 0.9, "others": 0.4},
    "exits.resignation_sex_factor": {"male": 2, "female": 0.5},
    "exits.resignation_post_factor": {"head": 0, "deputy": 1, "member": 2, "assistant": 3},
    "exits.resignation_grade_factor": 1.5,
    "rules.extension": "none",
    "retirement.women_55_share": 1,
}
LATER: dict[str, dict[str, Any]] = {
    "2029-03": {"rules.retirement": "set_age_with_delay",
                "retirement.set_age": {"men_60": 708, "women_55": 648, "women_50": 648}},
    "2030-07": {"exits.resignation_level": 3, "retirement.late_limit": 12},
    "2031-01": {"rules.retirement": "set_age", "retirement.set_age": {"men_60": 690, "women_55": 666, "women_50": 612},
                "retirement.late_by": "month_drawn"},
}  # fmt: skip


def old(law: Policy) -> Staff:
    """Eighty people on every track, in every post and two units, from five years before the old age to two after it."""
    opening, posts = law.opening or 0, law.axis("post")
    lowest = np.asarray(law.value("grades.band", opening))[:, 0]
    people = {}
    for n in range(80):
        past, post = 12 * (n % 7 - 5) + n % 12, posts[n % len(posts)]
        track = ("women_50", "women_55", "men_60")[n % 3]
        age = 12 * int(track[-2:]) + past
        people[f"person {n}"] = {
            "born": month_text(opening - age),
            "track": track, "post": post, "grade": int(lowest[posts.index(post)]), "joined": "2024-01",
            "contribution_from": "2001-01", "place": f"{law.axis('unit')[n % 2]}/office_1",
        }  # fmt: skip
    return roster(law, people)


@pytest.fixture(scope="module")
def held(busier: Policy) -> Held:
    factor = {unit: 1 + (unit == busier.axis("unit")[1]) for unit in busier.axis("unit")}
    law = with_law(without_quotas(busier), {**FIRST, "exits.resignation_unit_factor": factor})
    for month, values in LATER.items():
        law = with_law(law, values, parse_month(month))
    return Held(law, old(law), years=YEARS, replications=REPLICATIONS)


def test_the_people(held: Held):
    assert held.exact.gone.sel(order=1, reason="retired").values.min() > 1
    held.assert_people_agree()


def test_the_cost(held: Held):
    held.assert_cost_agrees()


def test_recruits_of_units_that_lose_more_people_are_not_worked_out(busier: Policy, few: Staff):
    """Without recruits the unit of everybody is known; a recruit's is not."""
    law = without_quotas(busier, refilled=True).with_values({"rules.extension": "none"})
    factor = {unit: 1 + (unit == law.axis("unit")[1]) for unit in law.axis("unit")}
    with pytest.raises(PolicyError) as refused:
        twin(law.with_values({"exits.resignation_unit_factor": factor}), few, years=3, vacant=0)
    assert "Set exits.resignation_unit_factor to 1." in [one.way_out.en for one in refused.value.problems]
