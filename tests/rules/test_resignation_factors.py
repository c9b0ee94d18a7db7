"""Resignation by sex, post, grade and unit: factors of the rate, the last three as held in January."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import project
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import NAMES, after, lives
from tests.simulation.people import roster
from tests.simulation.test_wastage import FLAT, assert_binomial

PEOPLE, REPLICATIONS = 300, 40
Q = 0.1
TRAITS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {  # of each factor: whose is 3, and whose is 1
    "sex": ({"track": "women_55"}, {}),
    "post": ({"post": "head", "grade": 9}, {"grade": 9}),
    "grade": ({"grade": 2}, {"grade": 4}),
    "unit": ({"place": "street_02/office_1"}, {}),
}
VALUES: dict[str, Any] = {
    "sex": {"female": 3, "male": 1},
    "post": {"head": 3, "others": 1},
    "grade": {"2": 3, "others": 1},
    "unit": {"street_02": 3, "others": 1},
}


def left(law: Policy, staff: Staff, values: dict[str, Any], years: int = 1) -> Projection:
    quiet = with_law(with_law(law, NO_CHANCE), {"exits.resignation": Q, **FLAT, "rules.progression": "none", **values})
    return project(quiet, staff, years=years, replications=REPLICATIONS, seed=11)


def people(law: Policy, traits: dict[str, Any]) -> Staff:
    """Born in 1995, so that nobody comes near retirement."""
    return roster(law, {f"person {n}": {"born": "1995-01", **traits} for n in range(PEOPLE)})


def units(law: Policy) -> dict[str, Any]:
    """The unit factor of this policy: its second unit's is three."""
    return {**{unit: 1 for unit in law.axis("unit")}, law.axis("unit")[1]: 3}


@pytest.mark.parametrize("axis", TRAITS)
def test_a_factor_of_three_makes_three_in_ten_leave_and_others_one_in_ten(streets: Policy, axis: str):
    value = units(streets) if axis == "unit" else VALUES[axis]
    second = {"place": f"{streets.axis('unit')[1]}/office_1"}
    for traits, share in zip(TRAITS[axis], (0.3, 0.1)):
        traits = second if axis == "unit" and traits else traits
        run = left(streets, people(streets, traits), {f"exits.resignation_{axis}_factor": value})
        assert_binomial(run.books.flows[:, 0, NAMES.index("resigned")].sum(axis=1), share, PEOPLE)


def test_factors_multiply_each_other_the_age_factor_and_the_level(streets: Policy):
    """0.1 × 1.5 × 2 × 0.5 × 2 × 0.8 × 1.25 × 2 = 0.6."""
    values = {"exits.resignation_age_factor": 1.5, "exits.resignation_level": 2,
              "exits.resignation_sex_factor": {"male": 0.5, "female": 9}, "exits.resignation_post_factor": 2,
              "exits.resignation_grade_factor": 0.8, "exits.resignation_unit_factor": 1.25 * 2}  # fmt: skip
    run = left(streets, people(streets, {}), values)
    assert_binomial(run.books.flows[:, 0, NAMES.index("resigned")].sum(axis=1), 0.6, PEOPLE)


def test_a_rate_that_factors_carry_beyond_one_is_held_at_999_in_a_thousand(streets: Policy):
    values = {"exits.resignation_post_factor": 10, "exits.resignation_grade_factor": 10}
    run = left(streets, people(streets, {}), values)
    assert_binomial(run.books.flows[:, 0, NAMES.index("resigned")].sum(axis=1), 0.999, PEOPLE)


def test_other_causes_keep_their_own_force_beside_a_factor(streets: Policy):
    """Resignation at 0.1 × 3, death at 0.1: 0.7 × 0.9 stay; the forces ln 0.7 and ln 0.9 share the others."""
    values = {"exits.death": 0.1, "exits.resignation_post_factor": 3}
    flows = left(streets, people(streets, {}), values).books.flows[:, 0].sum(axis=2)
    total = np.log(0.7) + np.log(0.9)
    for flow, force in (("resigned", np.log(0.7)), ("died", np.log(0.9))):
        assert_binomial(flows[:, NAMES.index(flow)], (1 - 0.63) * force / total, PEOPLE)


def test_a_change_within_the_year_counts_from_the_next_january(streets: Policy):
    """Elected in March: nobody in the lower post resigns, and heads do, but not before the January after."""
    quiet = with_law(
        with_law(streets, NO_CHANCE),
        {"exits.resignation": 0.9, **FLAT, "exits.resignation_post_factor": {"head": 1, "others": 0},
         "election.first_month": "2027-03", "election.turnover_share": 1, "election.outsider_share": 0,
         "election.leave_share": 1, "election.minimum_service": 0, "election.posts": {"head": "yes", "others": "no"}},
    )  # fmt: skip
    place = next(f"{unit}/community_1" for unit in streets.axis("unit"))
    pair = {"head": {"post": "head", "grade": 9, "place": place}, "other": {"place": place}}
    found = 0
    for seed in range(20):
        for life in lives(after(quiet, roster(quiet, pair), 24, seed=seed), 0).values():
            months = {event.flow: event.month for event in life}
            if "promoted" in months and "resigned" in months:
                found += 1
                assert months["resigned"] >= (quiet.opening or 0) + 12
    assert found > 0


def test_whoever_comes_counts_by_the_unit_and_post_joined(streets: Policy):
    """Recruits of one unit alone resign, within the year in which they came."""
    unit = streets.axis("unit")[1]
    factor = {name: float(name == unit) for name in streets.axis("unit")}
    quiet = with_law(
        with_law(streets, NO_CHANCE),
        {"exits.resignation": 0.9, **FLAT, "exits.resignation_unit_factor": factor, "recruitment.month": 1,
         "recruitment.lead_months": 3, "recruitment.fill_share": 1, "recruitment.exam_yield": 1},
    )  # fmt: skip
    world = after(quiet, roster(quiet, {"only": {}}), 12)
    by_unit = np.bincount(world.people[0].unit[world.people[0].state == 2], minlength=len(factor))
    authorised = np.bincount(world.places.unit[0], world.places.authorised[0, :, len(quiet.posts) - 1], len(factor))
    assert by_unit[1] < 0.6 * authorised[1]
    assert (np.delete(by_unit, 1)[1:] == np.delete(authorised, 1)[1:]).all()
