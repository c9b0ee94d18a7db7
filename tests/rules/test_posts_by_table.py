"""Posts by a table of each unit, and what the unit may move between its places."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy, PolicyError
from tests.rules.authorised import COMMUNITY, OFFICE, ROUNDED, authorised, of_streets


def table(**streets_own: list[int]) -> dict[str, Any]:
    """The same table for every street, but for some streets' communities."""
    usual = {"office": OFFICE, "community": COMMUNITY, "others": [0, 0, 0, 0]}
    return {**{unit: {**usual, "community": posts} for unit, posts in streets_own.items()}, "others": usual}


def moved(*posts: int, office: tuple[int, ...] = (0, 0, 0, 0)) -> dict[str, Any]:
    """What street 02 moves in each of its two communities, and in its office."""
    own = {"community": list(posts), "office": list(office), "others": 0}
    return {"establishment.adjustment": {"street_02": own, "others": 0}}


TABLE: dict[str, Any] = {
    "rules.establishment": "table_by_unit",
    "establishment.table": table(street_02=[1, 1, 3, 4]),
    "establishment.adjustment": 0,
    "establishment.tolerance": 2,
    "establishment.rounding": "nearest",
}


@pytest.fixture(scope="module")
def by_table(thirteen: Policy) -> Policy:
    return thirteen.with_values(TABLE, parse_month("2025-01"))


def test_every_place_has_what_its_street_has_in_the_table(by_table: Policy):
    posts = authorised(by_table, "2027-01").tolist()
    assert posts[:2] == [OFFICE, COMMUNITY]
    assert posts[2:5] == [OFFICE, [1, 1, 3, 4], [1, 1, 3, 4]]
    assert posts[5:9] == [OFFICE] + [COMMUNITY] * 3
    assert len(posts) == 13 + 91


def test_the_street_moves_posts_between_its_places(by_table: Policy):
    """Two fewer assistants in the office, one more in each of the two communities: the total stands."""
    law = by_table.with_values(moved(0, 0, 0, 1, office=(0, 0, 0, -2)))
    posts = authorised(law, "2027-01").tolist()
    assert posts[2:5] == [[1, 1, 0, 4], [1, 1, 3, 5], [1, 1, 3, 5]]
    assert of_streets(law, "2027-01") == of_streets(by_table, "2027-01")


def refused(law: Policy, values: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(PolicyError) as caught:
        law.with_values(values)
    return [(problem.what.en.removeprefix("in 2027-01 "), problem.way_out.en) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("kind", "move"),
    [
        ("other posts", moved(0, 0, 0, -3)),
        ("other posts", moved(0, 0, 0, 1, office=(0, 0, 0, -3))),
        ("elected posts", moved(0, 0, -3, 2)),
        ("elected posts", moved(0, 1, 2, -2, office=(0, 0, 0, -2))),  # three more in all, none of them by more than two
        ("elected posts", moved(-1, -1, -1, 2)),
    ],
)
def test_more_than_the_tolerance_is_refused(by_table: Policy, kind: str, move: dict[str, Any]):
    """两委成员、后备干部职数……相差均不得超过: the committee's posts are counted together, and all others together."""
    expected = f"establishment.adjustment of street_02 moves the {kind} of a place by 3, over 2"
    assert refused(by_table, move) == [(expected, "Stay within establishment.tolerance.")]
    by_table.with_values({**move, "establishment.tolerance": 3})


def test_within_the_committee_posts_change_places_freely(by_table: Policy):
    """Three members fewer and three deputies more: the committee has as many as before."""
    law = by_table.with_values({**moved(0, 3, -3, 0), "establishment.tolerance": 0})
    assert authorised(law, "2027-01")[3].tolist() == [1, 4, 0, 4]


def test_which_posts_are_elected_says_which_are_counted_together(by_table: Policy):
    """Three members fewer, three assistants more: where members are appointed too, nothing is moved in all."""
    assert refused(by_table, moved(0, 0, -3, 3))
    appointed = {"election.posts": {"head": "yes", "others": "no"}}
    by_table.with_values({**moved(0, 0, -3, 3), **appointed, "establishment.tolerance": 0})


def test_a_larger_total_is_refused(by_table: Policy):
    """One more in each of two communities, and one or none fewer in the office."""
    for office, more in ((-1, 1), (0, 2)):
        assert refused(by_table, moved(0, 0, 0, 1, office=(0, 0, 0, office))) == [
            (f"establishment.adjustment gives street_02 {more} posts more than its table", "Take as many elsewhere.")
        ]


def test_more_than_there_are_cannot_be_taken(by_table: Policy):
    assert refused(by_table, moved(0, -2, 0, 2)) == [
        ("establishment.adjustment of street_02 takes more posts than a place has", "Take fewer.")
    ]


def test_a_smaller_tolerance_later_is_refused_for_what_was_moved_before(by_table: Policy):
    law = by_table.with_values(moved(0, 0, 0, -2))
    with pytest.raises(PolicyError) as caught:
        law.with_values({"establishment.tolerance": 1}, parse_month("2030-01"))
    assert "in 2030-01 establishment.adjustment of street_02 moves the other posts of a place by 2, over 1" in str(
        caught.value
    )


@pytest.mark.parametrize("rounding", ROUNDED)
def test_reviews_change_each_number_of_the_table(by_table: Policy, rounding: str):
    """6 × 0.9 is 5.4 in the office and 5 × 0.9 is 4.5 in a community; a head and two deputies are 0.9 and 1.8."""
    changed = {"establishment.first_review": "2029-03", "establishment.review_change": -0.1}
    law = by_table.with_values({**changed, "establishment.review_years": 20, "establishment.rounding": rounding})
    assert authorised(law, "2029-02")[0].tolist() == OFFICE
    round_ = ROUNDED[rounding]
    expected = [[round_(Fraction(9, 10) * number) for number in place] for place in (OFFICE, COMMUNITY)]
    assert authorised(law, "2029-03")[:2].tolist() == expected


def test_a_unit_whose_communities_grow_has_more_places_of_its_table(by_table: Policy):
    """From 2030 on street 01 has two communities; the table is of each place."""
    numbers = np.array(by_table.value("establishment.communities", by_table.opening or 0))
    numbers[0, list(by_table.axis("place_type")).index("community")] = 2
    law = by_table.with_values({"establishment.communities": numbers}, parse_month("2030-01"))
    assert of_streets(law, "2029-12")[0] == sum(OFFICE) + sum(COMMUNITY)
    assert of_streets(law, "2030-01")[0] == sum(OFFICE) + 2 * sum(COMMUNITY)
