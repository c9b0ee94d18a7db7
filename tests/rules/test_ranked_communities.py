"""A larger quota of excellent in the communities ranked first: 位于所在街道前30%的，优秀比例可提高到30%.

Where everybody in such a community may be excellent and nobody elsewhere, the ratings tell which ones were first.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, sqrt
from typing import Any

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy, PolicyError
from simlib.population.person import EXCELLENT
from simlib.population.world import World
from simlib.rules.establishment import places_of
from simlib.staff.opening import Staff
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster

STREETS = 13  # street n has n communities beside its office
RANKED = {"office": "no", "village": "yes", "community": "yes", "converted": "yes"}
ALL_OR_NOBODY: dict[str, Any] = {
    "rules.appraisal": "quota_by_ranked_community",
    "appraisal.scope": "community",
    "appraisal.excellent_share": 0,
    "appraisal.top_excellent_share": 1,
    "appraisal.top_communities": 0.3,
    "appraisal.top_rounding": "down",
    "appraisal.ranked_places": RANKED,
    "appraisal.community_weight": 0.5,
}
ROUNDED = {"down": floor, "up": ceil, "nearest": lambda exact: floor(exact + Fraction(1, 2))}


@pytest.fixture(scope="module")
def many(streets: Policy) -> Policy:
    """Streets of one to thirteen communities; nobody comes or goes."""
    numbers = {
        unit: {"office": 1, "village": 0, "community": n, "converted": 0}
        for n, unit in enumerate(streets.axis("unit"), start=1)
    }
    law = streets.with_values({"establishment.communities": numbers}, BEFORE_THE_ROSTER)
    return with_law(with_law(law, NO_CHANCE), ALL_OR_NOBODY)


def names_of(law: Policy) -> list[str]:
    """Every place there ever is."""
    return places_of(law, range(law.opening or 0, (law.opening or 0) + 120)).names(law)


def people(law: Policy, each: int = 2, prefix: str = "") -> Staff:
    """So many assistants in every place."""
    return roster(law, {f"{prefix}{name} {i}": {"place": name} for name in names_of(law) for i in range(each)})


def first(law: Policy, world: World, replication: int) -> set[str]:
    """The places where anybody was rated excellent this year; there, everybody must be."""
    those, names = serving(world, replication), names_of(law)
    excellent, others = (set(those.place[those.rating == EXCELLENT]), set(those.place[those.rating != EXCELLENT]))
    assert not excellent & others
    return {names[place] for place in excellent}


def first_by_year(law: Policy, staff: Staff, years: int, replications: int = 1) -> list[list[set[str]]]:
    """For each replication, the places ranked first in each year."""
    worlds = [after(law, staff, 12 * year, replications) for year in range(1, years + 1)]
    return [[first(law, world, r) for world in worlds] for r in range(replications)]


@pytest.fixture(scope="module")
def everywhere(many: Policy) -> Staff:
    return people(many)


@pytest.mark.parametrize("rounding", ROUNDED)
@pytest.mark.parametrize("share", ["0.3", "0.5"])
def test_exactly_so_many_in_every_street_and_year(many: Policy, everywhere: Staff, rounding: str, share: str):
    """3 of 10 whatever the rounding; of 7 communities two and of 13 three or four; of one, none or the one."""
    law = many.with_values({"appraisal.top_communities": float(share), "appraisal.top_rounding": rounding})
    expected = [ROUNDED[rounding](Fraction(share) * n) for n in range(1, STREETS + 1)]
    for years in first_by_year(law, everywhere, years=3, replications=3):
        for found in years:
            of_street = [sum(place.startswith(f"{unit}/") for place in found) for unit in law.axis("unit")]
            assert of_street == expected


@pytest.mark.parametrize(("share", "everybody"), [(0, False), (1, True)])
def test_none_or_all_communities_but_never_an_office(many: Policy, everywhere: Staff, share: float, everybody: bool):
    law = many.with_values({"appraisal.top_communities": share})
    communities = {place for place in names_of(law) if "/office" not in place}
    assert len(communities) == 91
    ((found,),) = first_by_year(law, everywhere, years=1)
    assert found == (communities if everybody else set())


def test_the_quota_there_and_the_quota_elsewhere(many: Policy, everywhere: Staff):
    """Eleven rated in each place: 30 % is three where ranked first, 20 % two elsewhere, offices included."""
    law = many.with_values({"appraisal.excellent_share": 0.2, "appraisal.top_excellent_share": 0.3})
    staff = people(law, each=11)
    world = after(law, staff, 12)
    found = np.zeros(len(names_of(law)), int)
    for person in serving(world, 0):
        found[person.place] += person.rating == EXCELLENT
    top = {name for name, number in zip(names_of(law), found) if number == 3}
    assert set(found) == {2, 3}
    assert top == first_by_year(many, everywhere, years=1)[0][0]  # the same communities as by all or nobody
    assert not any("/office" in name for name in top)


@pytest.mark.parametrize(("rounding", "of_heads", "of_others"), [("down", 0, 3), ("nearest", 1, 4), ("up", 1, 4)])
def test_heads_apart_have_the_larger_share_too(many: Policy, rounding: str, of_heads: int, of_others: int):
    """Half of one head and of seven others, each group by itself; together, half of eight would be four."""
    values = {"appraisal.top_excellent_share": 0.5, "appraisal.heads_apart": "yes", "appraisal.rounding": rounding}
    law = many.with_values(values)
    made = {f"head {name}": {"place": name, "post": "head", "grade": 7} for name in names_of(law)}
    others = {f"{name} {i}": {"place": name} for name in names_of(law) for i in range(7)}
    found = np.zeros((len(names_of(law)), 2), int)
    for person in serving(after(law, roster(law, made | others), 12), 0):
        found[person.place, int(person.post > 0)] += person.rating == EXCELLENT
    top = sum(floor(Fraction("0.3") * n) for n in range(1, STREETS + 1))
    assert found.tolist().count([of_heads, of_others]) == top
    assert found.tolist().count([0, 0]) == len(found) - top


# ---- what the ranking goes by --------------------------------------------------------------------------------------


def kept(law: Policy, staff: Staff, replications: int) -> int:
    """How many communities ranked first one year are so the next, over all replications."""
    runs = first_by_year(law, staff, years=2, replications=replications)
    return sum(len(one & other) for one, other in runs)


def test_on_lasting_quality_alone_the_same_are_first_every_year(many: Policy, everywhere: Staff):
    law = many.with_values({"appraisal.community_weight": 1})
    runs = first_by_year(law, everywhere, years=3, replications=4)
    for one, two, three in runs:
        assert one == two == three != set()
    assert len({frozenset(years[0]) for years in runs}) == 4  # in each replication others


def test_on_the_years_luck_alone_one_year_tells_nothing_of_the_next(many: Policy, everywhere: Staff):
    """k of n first in both years: hypergeometric, mean k²/n, within four of its deviations over streets and runs."""
    replications, mean, variance = 40, 0.0, 0.0
    for n in range(1, STREETS + 1):
        k = floor(Fraction("0.3") * n)
        mean += replications * k * k / n
        if n > 1:
            variance += replications * k * (k / n) * (1 - k / n) * (n - k) / (n - 1)
    luck = kept(many.with_values({"appraisal.community_weight": 0}), everywhere, replications)
    assert abs(luck - mean) < 4 * sqrt(variance)
    assert kept(many, everywhere, replications) > mean + 4 * sqrt(variance)  # half of it lasts, by the fixture


def test_it_does_not_depend_on_who_works_there(many: Policy, everywhere: Staff):
    """Other people, another number of them, and one community's staff gone: the others keep their places."""
    usual = first_by_year(many, everywhere, years=2)
    assert first_by_year(many, people(many, each=5, prefix="other "), years=2) == usual
    gone = next(iter(sorted(usual[0][0])))
    empty = roster(many, {name: {"place": name} for name in names_of(many) if name != gone})
    assert first_by_year(many, empty, years=2) == [[found - {gone} for found in years] for years in usual]


def test_a_community_without_posts_is_not_ranked(many: Policy, everywhere: Staff):
    """From 2028 on each street has half its communities, so that 30 % are of fewer."""
    halved = {
        unit: {"office": 1, "village": 0, "community": ceil(n / 2), "converted": 0}
        for n, unit in enumerate(many.axis("unit"), start=1)
    }
    law = many.with_values({"establishment.communities": halved}, parse_month("2028-01"))
    assert names_of(law) == names_of(many)
    ((before, now),) = first_by_year(law, everywhere, years=2)
    assert len(before) == sum(floor(Fraction("0.3") * n) for n in range(1, STREETS + 1))
    assert len(now) == sum(floor(Fraction("0.3") * ceil(n / 2)) for n in range(1, STREETS + 1))


def test_other_places_ranked_from_2028_change_nothing_before(many: Policy, everywhere: Staff):
    """Offices alone, one in each street and all of them first, where communities were ranked until then."""
    offices = {"office": "yes", "village": "no", "community": "no", "converted": "no"}
    later = {"appraisal.ranked_places": offices, "appraisal.top_rounding": "up"}
    law = many.with_values(later, parse_month("2028-01"))
    world = after(law, everywhere, 24)
    those, names = serving(world, 0), names_of(many)
    before = {names[place] for place in those.place[those.top_history == 2]}  # in 2027, and not in 2028
    assert before == first_by_year(many, everywhere, years=1)[0][0]
    assert first(law, world, 0) == {place for place in names if "/office" in place}


@pytest.mark.parametrize("scope", ["unit", "district"])
def test_a_quota_of_the_street_cannot_be_larger_in_a_community(many: Policy, scope: str):
    with pytest.raises(PolicyError) as caught:
        many.with_values({"appraisal.scope": scope})
    (problem,) = caught.value.problems
    assert f"rules.appraisal is quota_by_ranked_community, but appraisal.scope is {scope}" in problem.what.en
    many.with_values({"appraisal.scope": scope, "rules.appraisal": "quota_by_merit"})
