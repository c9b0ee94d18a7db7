"""Posts by a norm per 10,000 residents and by a table of each unit, worked out in fractions from the clause."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy, PolicyError
from simlib.simulation.opening import Plan
from tests.simulation.people import roster

POSTS = ("head", "deputy", "member", "assistant")
ROUNDED = {"down": floor, "up": ceil, "nearest": lambda exact: floor(exact + Fraction(1, 2))}
YEARS = 10


@pytest.fixture(scope="module")
def thirteen(streets: Policy) -> Policy:
    """Street n has an office and n communities; residents and table are given from 2025-01 on."""
    numbers = {
        unit: {"office": 1, "village": 0, "community": n, "converted": 0}
        for n, unit in enumerate(streets.axis("unit"), start=1)
    }
    never = {"establishment.first_review": "2060-01", "establishment.review_change": 0}
    return streets.with_values({"establishment.communities": numbers, **never}, parse_month("2025-01"))


def authorised(law: Policy, month: str) -> np.ndarray:
    """The posts in force in a month of the run, (places, posts), as the calendar of a run has them."""
    plan = Plan(law, roster(law, {"one": {}}), range(law.opening or 0, (law.opening or 0) + 12 * YEARS), 1)
    return plan.calendar.authorised[plan.calendar.authorised_from[parse_month(month) - (law.opening or 0)]]


def of_streets(law: Policy, month: str) -> list[int]:
    """Posts of each street in a month."""
    plan = Plan(law, roster(law, {"one": {}}), range(law.opening or 0, (law.opening or 0) + 12 * YEARS), 1)
    posts = authorised(law, month).sum(axis=1)
    return [int(posts[plan.places.unit == unit].sum()) for unit in range(13)]


# ---- a norm per 10,000 residents -----------------------------------------------------------------------------------

RESIDENTS = [20_000 + 7_777 * n for n in range(1, 14)]
GROWTH = Fraction("0.03")
NORM: dict[str, Any] = {
    "rules.establishment": "norm_per_population",
    "establishment.residents": RESIDENTS,
    "establishment.residents_growth": float(GROWTH),
    "establishment.norm": 18,
    "establishment.rounding": "nearest",
}


@pytest.fixture(scope="module")
def norm(thirteen: Policy) -> Policy:
    """18 per 10,000 of the residents of January 2025, who grow by 3 % a year."""
    return thirteen.with_values(NORM, parse_month("2025-01"))


def by_norm(years: int, rounding: str = "nearest", per: str = "18", change: Fraction = Fraction(1)) -> list[int]:
    """Posts of each street, so many whole years after January 2025."""
    people = [number * (1 + GROWTH) ** years for number in RESIDENTS]
    return [ROUNDED[rounding](number * Fraction(per) / 10_000 * change) for number in people]


@pytest.mark.parametrize("rounding", ROUNDED)
@pytest.mark.parametrize("per", ["18", "17.5"])
def test_norm_times_residents_of_the_opening(norm: Policy, rounding: str, per: str):
    """Two years' growth by January 2027."""
    law = norm.with_values({"establishment.rounding": rounding, "establishment.norm": float(per)})
    assert of_streets(law, "2027-01") == by_norm(2, rounding, per)


def test_between_reviews_the_number_stands_whatever_else_comes_into_force(norm: Policy):
    """No review in ten years; every two years some other clause changes, and pay each month of May."""
    law = norm.with_values({"exits.death": 0.01}, parse_month("2029-07"))
    law = law.with_values({"pay.base": 6000}, parse_month("2031-05"))
    for month in ("2027-01", "2028-06", "2029-07", "2030-12", "2031-05", "2036-12"):
        assert of_streets(law, month) == by_norm(2), month
    assert by_norm(4) != by_norm(2)


def test_each_review_counts_the_residents_anew(norm: Policy):
    """Reviews in June 2028, 2031 and 2034: three, six and nine whole years after January 2025."""
    law = norm.with_values({"establishment.first_review": "2028-06", "establishment.review_years": 3})
    law = law.with_values({"exits.death": 0.01}, parse_month("2030-03"))
    for month, years in (
        ("2028-05", 2),
        ("2028-06", 3),
        ("2030-03", 3),
        ("2031-05", 3),
        ("2031-06", 6),
        ("2036-12", 9),
    ):
        assert of_streets(law, month) == by_norm(years), month


def test_a_change_at_reviews_comes_on_top(norm: Policy):
    values = {"establishment.review_years": 3, "establishment.review_change": -0.1}
    law = norm.with_values({"establishment.first_review": "2028-06", **values})
    assert of_streets(law, "2028-06") == by_norm(3, change=Fraction(9, 10))
    assert of_streets(law, "2031-06") == by_norm(6, change=Fraction(81, 100))


def test_a_new_norm_holds_from_its_date_for_the_residents_last_counted(norm: Policy):
    law = norm.with_values({"establishment.norm": 20}, parse_month("2029-05"))
    assert of_streets(law, "2029-04") == by_norm(2)
    assert of_streets(law, "2029-05") == by_norm(2, per="20")


def test_another_growth_from_2029_leaves_the_years_before_as_they_were(norm: Policy):
    """Four years at 3 %, until January 2029 without it, then two at 1 %: counted in June 2030."""
    law = norm.with_values({"establishment.first_review": "2030-06"})
    law = law.with_values({"establishment.residents_growth": 0.01}, parse_month("2028-02"))
    grown = [number * (1 + GROWTH) ** 3 * Fraction("1.01") ** 2 for number in RESIDENTS]
    assert of_streets(law, "2030-06") == [floor(number * 18 / 10_000 + Fraction(1, 2)) for number in grown]


def test_residents_counted_anew_by_a_census_start_from_their_date(norm: Policy):
    """From January 2030 half as many, and a review in June 2031: a year and a half later, one whole year's growth."""
    law = norm.with_values({"establishment.first_review": "2031-06"})
    law = law.with_values({"establishment.residents": [number // 2 for number in RESIDENTS]}, parse_month("2030-01"))
    for month, factor in (("2030-01", Fraction(1)), ("2031-06", 1 + GROWTH)):
        expected = [floor(number // 2 * factor * 18 / 10_000 + Fraction(1, 2)) for number in RESIDENTS]
        assert of_streets(law, month) == expected


def test_shared_evenly_the_first_places_one_more_and_upper_posts_first(norm: Policy):
    """Street 3: 18 × 43,331 × 1.0609 ÷ 10,000 = 82.7, so 83 among an office and three communities: 21, 21, 21, 20."""
    posts = authorised(norm, "2027-01")
    third = posts[2 + 3 : 2 + 3 + 4]  # after the places of the first two streets
    assert by_norm(2)[2] == 83
    assert third.sum(axis=1).tolist() == [21, 21, 21, 20]
    assert third[:, :3].tolist() == [[1, 1, 0]] + [[1, 2, 2]] * 3  # of the fixture
    for unit, whole in enumerate(by_norm(2)):
        first = sum(n + 1 for n in range(1, unit + 1))
        parts = posts[first : first + unit + 2].sum(axis=1)
        assert parts.sum() == whole and parts.max() - parts.min() <= 1
        assert (np.diff(parts) <= 0).all()


def test_where_there_are_fewer_posts_than_upper_ones_the_lowest_give_way(norm: Policy):
    """Three posts in each community: a head and two deputies, no member and nobody else."""
    residents = [10_000 * 3 * (n + 1) for n in range(1, 14)]
    law = norm.with_values({"establishment.residents": residents, "establishment.norm": 1})
    posts = authorised(law, "2027-01")
    assert {tuple(row) for row in posts[1:2].tolist()} == {(1, 2, 0, 0)}
    assert posts.sum(axis=1).tolist() == [3] * len(posts)


# ---- a table by unit -----------------------------------------------------------------------------------------------

OFFICE, COMMUNITY = [1, 1, 0, 6], [1, 2, 2, 5]


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


# ---- a base by class, and grids ------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["0.9", "1.07"])
def test_base_times_class_times_level(thirteen: Policy, level: str):
    """An office of 8 and n communities of 10, in classes of 1.1, 0.95 and 0.8: each place rounded by itself."""
    coefficients = {"class_1": Fraction("1.1"), "class_2": Fraction("0.95"), "class_3": Fraction("0.8")}
    values = {name: float(number) for name, number in coefficients.items()}
    law = thirteen.with_values({"establishment.class_coefficient": values, "establishment.coefficient_level": level})
    classes = list(coefficients.values())
    of_unit = [
        classes[code - 1] * Fraction(level)
        for code in np.asarray(law.value("establishment.unit_class", law.opening or 0))
    ]
    rounded = ROUNDED[law.choice("establishment.rounding", law.opening or 0)]
    expected = [rounded(8 * c) + n * rounded(10 * c) for n, c in enumerate(of_unit, start=1)]
    assert of_streets(law, "2027-01") == expected


def test_only_places_that_are_divided_into_grids_have_grid_staff(thirteen: Policy):
    """Seven grids a street at one and a half workers each are 11 posts (10.5, to the nearest), none in the office."""
    kinds = thirteen.axis("place_type")
    grids = {
        "rules.establishment": "staff_per_grid",
        "establishment.grids": 7,
        "establishment.staff_per_grid": 1.5,
        "establishment.grid_places": {kind: "no" if kind == "office" else "yes" for kind in kinds},
        "establishment.upper_posts": 0,
        "establishment.rounding": "nearest",
    }
    law = thirteen.with_values(grids)
    plan = Plan(law, roster(law, {"one": {}}), range(law.opening or 0, (law.opening or 0) + 12), 1)
    assert of_streets(law, "2027-01") == [11] * 13
    assert authorised(law, "2027-01")[plan.places.kind == kinds.index("office")].sum() == 0
