"""A community that is created, merged or closed at a date: its posts, and where its staff go.

Street 02 has an office (a head, a deputy, six assistants) and two communities (a head, two deputies, two members, five
assistants each); from January 2030 on it has one community.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from simlib.population.world import World
from simlib.rules.establishment import places_of
from simlib.rules.establishment.closed_staff import _roomiest
from simlib.simulation.plan import Plan
from simlib.staff.opening import Staff
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.rules.test_absorption import TABLE, street
from tests.simulation.lives import after, events, serving
from tests.simulation.people import roster

OFFICE, FIRST, SECOND = "street_02/office_1", "street_02/community_1", "street_02/community_2"
CLOSED = parse_month("2030-01")
MOVES = {"establishment.closed_staff": "move_within_unit"}


def communities(law: Policy, of_street_02: int) -> dict[str, Any]:
    own = {"office": 1, "village": 0, "community": of_street_02, "converted": 0}
    one = {"office": 1, "village": 0, "community": 1, "converted": 0}
    return {"establishment.communities": {"street_02": own, "others": one}}


@pytest.fixture(scope="module")
def two(streets: Policy) -> Policy:
    """Nothing happens."""
    law = streets.with_values({**communities(streets, 2), **TABLE}, BEFORE_THE_ROSTER)
    return with_law(law, NO_CHANCE)


@pytest.fixture(scope="module")
def closing(two: Policy) -> Policy:
    """The second community is closed in January 2030."""
    return with_law(two, communities(two, 1), CLOSED)


def whereabouts(law: Policy, world: World, replication: int = 0) -> dict[int, tuple[str, int, int]]:
    """Where everybody is: place, post and grade by key."""
    assert law.opening is not None
    names = places_of(law, range(law.opening, law.opening + 120)).names(law)
    return {int(p.key): (names[p.place], int(p.post), int(p.grade)) for p in serving(world, replication)}


def found(law: Policy, people: dict[str, dict[str, Any]], months: int = 37) -> dict[str, str]:
    """The place of everybody by name, after the months."""
    staff = roster(law, people)
    at = whereabouts(law, after(law, staff, months))
    return {name: at[int(key)][0] for name, key in zip(people, staff.records["key"])}


def test_a_closed_community_has_no_posts_and_one_that_is_created_has(two: Policy, closing: Policy):
    for law, month, expected in ((two, CLOSED, 2), (closing, CLOSED - 1, 2), (closing, CLOSED, 1)):
        plan = Plan(law, roster(law, {"one": {}}), range(law.opening or 0, (law.opening or 0) + 5 * YEAR), 1)
        assert plan.establishment(month)[plan.places.unit == 1].sum() == 8 + 10 * expected
    created = with_law(two, communities(two, 4), CLOSED)
    plan = Plan(created, roster(created, {"one": {}}), range(created.opening or 0, CLOSED + YEAR), 1)
    assert plan.establishment(CLOSED)[plan.places.unit == 1].sum() == 8 + 4 * 10


def test_the_staff_of_a_closed_community_stay_unless_the_policy_says_otherwise(closing: Policy):
    people = {
        "Head": {"place": SECOND, "post": "head", "grade": 7},
        "One": {"place": SECOND},
        "Other": {"place": FIRST},
    }
    assert found(closing, people) == {"Head": SECOND, "One": SECOND, "Other": FIRST}


def test_moved_they_go_where_their_post_is_most_vacant(closing: Policy):
    """Six assistants' posts in the office and four of five in the community: the office has 6, 5, 4, 3."""
    people: dict[str, dict[str, Any]] = {f"one {n}": {"place": SECOND} for n in range(4)}
    at = found(with_law(closing, MOVES), people | {"There": {"place": FIRST}})
    places = list(at.values())
    assert (places.count(OFFICE), places.count(FIRST)) == (3, 2)  # 6, 5, the first of 4 and 4, then the community


def test_those_with_the_smaller_key_are_placed_first(closing: Policy):
    people: dict[str, dict[str, Any]] = {f"one {n}": {"place": SECOND} for n in range(4)}
    law = with_law(closing, MOVES)
    at = found(law, people | {"There": {"place": FIRST}})
    keys = dict(zip(people, roster(law, people).records["key"].tolist()))
    last = max(people, key=lambda name: keys[name])
    assert {name: at[name] for name in people} == {name: FIRST if name == last else OFFICE for name in people}


def test_a_post_goes_where_there_is_such_a_post_though_it_be_full(closing: Policy):
    """The office has no members; the community has its two, and then four."""
    people = {
        f"member {n}": {"place": place, "post": "member", "grade": 3} for n, place in enumerate([FIRST, SECOND] * 2)
    }
    assert set(found(with_law(closing, MOVES), people).values()) == {FIRST}


def test_a_unit_without_any_other_place_keeps_its_people(two: Policy):
    """Everything in street 02 is closed."""
    nothing = {"street_02": 0, "others": {"office": 1, "community": 1, "others": 0}}
    law = with_law(with_law(two, MOVES), {"establishment.communities": nothing}, CLOSED)
    assert found(law, {"One": {"place": SECOND}, "Other": {"place": "street_03/office_1"}}) == {
        "One": SECOND,
        "Other": "street_03/office_1",
    }


def test_those_who_move_keep_post_grade_and_years_and_no_flow_is_counted(closing: Policy):
    law = with_law(closing, MOVES)
    staff = roster(law, {"Deputy": {"place": SECOND, "post": "deputy", "grade": 6, "post_from": "2020-03"}})
    world = after(law, staff, 37)
    (person,) = serving(world, 0)
    assert (person.post, person.grade, person.post_from) == (1, 7, parse_month("2020-03"))  # three years: one grade
    assert {e.flow for e in events(world, 0)} == {"graded_up"} and not world.years.moves.sum()
    assert world.places.in_post.sum() == 1 and (world.places.in_post >= 0).all()


def test_recruits_on_the_way_come_to_where_there_is_a_community(closing: Policy):
    """Approved in November 2029 for every vacancy, they come in March 2030; none to what is closed by then."""
    filling = {"recruitment.month": 11, "recruitment.lead_months": 4, "recruitment.fill_share": 1}
    filling |= {"recruitment.exam_yield": 1, "recruitment.freeze": "yes"}
    law = with_law(with_law(closing, filling), {"recruitment.freeze": "no"}, parse_month("2029-11"))
    law = with_law(law, {"recruitment.freeze": "yes"}, parse_month("2029-12"))
    for moves, there in (({}, 5), (MOVES, 0)):
        one = with_law(law, moves)
        world = after(one, roster(one, {"only": {}}), 48)
        places = [place for place, _, _ in whereabouts(one, world).values()]
        assert places.count(SECOND) == there
        assert sum(place.startswith("street_02") for place in places) == 16  # six and five and five, all the same
        assert world.places.approved.sum() == 0


def test_posts_for_which_recruits_are_on_the_way_are_not_vacant(two: Policy):
    """Six vacant in the office, five in each community: the office; with two recruits on the way there, a community."""
    world = after(two, roster(two, {"only": {"place": "street_03/office_1"}}), 1)
    names, places = places_of(two, range(two.opening or 0, CLOSED)).names(two), world.places[0]
    assert names[_roomiest(places, 1, 3, 3)] == OFFICE
    places.approved[names.index(OFFICE)] = 2
    assert names[_roomiest(places, 1, 3, 3)] == FIRST


def test_what_is_closed_at_the_opening_is_left_at_once(two: Policy):
    """The roster has people in a community that the policy does not have in its first month."""
    staff = roster(two, {"One": {"place": SECOND}})
    law = with_law(with_law(two, {**communities(two, 1), **MOVES}), communities(two, 2), CLOSED)
    (where,) = whereabouts(law, after(law, staff, 37)).values()
    assert where[0] == OFFICE


def test_opened_again_it_is_filled_again_and_there_is_a_record_for_everybody(two: Policy):
    """All vacancies are filled each month; closed and opened again by turns, street 02 gains ten people each time."""
    filling = {"recruitment.rounds": 12, "recruitment.lead_months": 0, "recruitment.fill_share": 1}
    only_entry_posts = {"establishment.table": {"others": street([0, 0, 0, 6], [0, 0, 0, 5])}}  # no records to spare
    law = with_law(two.with_values(only_entry_posts, BEFORE_THE_ROSTER), {**filling, "recruitment.exam_yield": 1})
    law = with_law(law, MOVES)
    for year in range(2028, 2032):
        law = with_law(law, communities(two, 1 + year % 2), parse_month(f"{year}-01"))
    world = after(law, roster(law, {"only": {}}), 12 * 5)
    assert len(serving(world, 0)) == 13 * 11 + 5 * 3  # entry posts: 6 and 5 of each street; 5 in 2027, 2029 and 2031
    assert np.array_equal(world.places.in_post.sum(), len(serving(world, 0)))


def test_closing_in_2030_changes_nothing_before(busy: Policy, few: Staff):
    law = busy.with_values({**MOVES, "establishment.communities": _halved(busy)}, CLOSED)
    ours, theirs = ([e for e in events(after(one, few, 40, 1, 5), 0) if e.month < CLOSED] for one in (busy, law))
    assert ours == theirs and len(ours) > 100


def _halved(law: Policy) -> np.ndarray:
    """No villages any more."""
    numbers = np.array(law.value("establishment.communities", law.opening or 0))
    numbers[:, list(law.axis("place_type")).index("village")] = 0
    return numbers
