"""Who works where does not depend on how many communities a policy has, or comes to have."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simlib import load_policy, load_staff, project
from simlib.months import YEAR
from simlib.policy import Policy, PolicyError
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.conftest import BAOHE, BEFORE_THE_ROSTER
from tests.simulation.people import roster
from tests.twin.offices import offices

COMMUNITY = 2  # the place type


@pytest.fixture(scope="module")
def law() -> Policy:
    """The real policy: thirteen streets with communities of three kinds."""
    return load_policy(BAOHE)


@pytest.fixture(scope="module")
def staff(law: Policy) -> Staff:
    return load_staff(law)


def with_communities(law: Policy, more: int, start: int | None = None) -> Policy:
    """The policy with more (or fewer) communities in the first street."""
    communities = np.array(law.value("establishment.communities", law.opening or 0)).astype(int)
    communities[0, COMMUNITY] += more
    return law.with_values({"establishment.communities": communities.tolist()}, start)


def run(law: Policy, staff: Staff) -> Projection:
    return project(law, staff, years=4, replications=3, seed=1)


def test_everybody_opens_in_the_same_street_with_one_community_more(law: Policy, staff: Staff):
    before, after = run(law, staff), run(with_communities(law, 1), staff)
    assert (before.books.by_unit[:, 0] == after.books.by_unit[:, 0]).all()
    assert (after.books.by_unit[:, 2, 0] > before.books.by_unit[:, 2, 0]).all()  # and the new community is staffed


def test_a_community_founded_later_changes_nothing_before(law: Policy, staff: Staff):
    before, after = run(law, staff), run(with_communities(law, 1, (law.opening or 0) + 2 * YEAR), staff)
    for name in ("in_post", "by_unit", "by_age"):
        assert (getattr(before.books, name)[:, :3] == getattr(after.books, name)[:, :3]).all()
    assert (before.books.flows[:, :2] == after.books.flows[:, :2]).all()
    assert (before.books.by_unit[:, 4, 0] < after.books.by_unit[:, 4, 0]).all()


def test_nobody_goes_for_a_community_that_is_no_more(law: Policy, staff: Staff):
    """Posts lapse as people leave: as many are there at the opening, and none is taken on in their place."""
    quiet = law.with_values({name: 0 for name in ("exits.resignation", "exits.death", "exits.misconduct")})
    merged = with_communities(quiet, -1)
    before, after = run(quiet, staff), run(merged, staff)
    assert (before.books.by_unit[:, 0] == after.books.by_unit[:, 0]).all()
    assert (before.books.flows[:, 0, 1:8].sum(axis=2) == after.books.flows[:, 0, 1:8].sum(axis=2)).all()
    assert after.authorised[0, 0].sum() < before.authorised[0, 0].sum()


def test_people_in_a_street_that_the_policy_has_not_are_refused(law: Policy, staff: Staff):
    elsewhere = replace(staff, places=tuple(name.replace("street_01", "street_99") for name in staff.places))
    with pytest.raises(PolicyError, match="has no place street_99/") as refused:
        run(law, elsewhere)
    assert all(problem["zh"] for problem in refused.value.problems)


def test_a_roster_that_does_not_name_its_places_is_refused_where_they_do_not_fit(law: Policy, staff: Staff):
    nameless = replace(staff, places=())
    with pytest.raises(PolicyError, match="places that baohe has not") as refused:
        run(with_communities(law, -1), nameless)
    assert all(problem["zh"] for problem in refused.value.problems)


def test_posts_are_filled_from_below_where_only_the_last_two_of_thirteen_streets_have_an_office(law: Policy):
    """Three posts above the entry post in each office, and six who may rise to them."""
    streets, kinds = law.axis("unit"), law.axis("place_type")
    above = {"head": 0, "deputy": 1, "member": 2, "assistant": 0}
    sparse = offices(law, 6).with_values(
        {
            "establishment.communities": {street: {kind: 0 for kind in kinds} for street in streets}
            | {street: {kind: int(kind == "office") for kind in kinds} for street in streets[-2:]},
            "establishment.upper_posts": {kind: above if kind == "office" else 0 for kind in kinds},
            "rules.promotion": "excellent_years_then_merit",
        },
        start=BEFORE_THE_ROSTER,
    )
    people = {f"person {i}": {"place": f"{streets[-1 - i % 2]}/office_1"} for i in range(12)}
    found = run(sparse, roster(sparse, people)).data["in_post"].sum("grade")
    assert found.isel(year_end=0).values.tolist() == [[0, 0, 0, 12]] * 3
    assert found.isel(year_end=1).values.tolist() == [[0, 2, 4, 6]] * 3
