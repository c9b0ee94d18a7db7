"""Grid or agency workers taken on in bulk: how many, where, who they are, and that nobody else is touched.

Street n has an office with a head, a deputy and six assistants, and n communities with five assistants each.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from simlib.luck import recruit_key
from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from simlib.population.person import AGENCY
from simlib.rules.establishment import places_of
from simlib.staff.opening import Staff
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, events, serving
from tests.simulation.people import roster

JUNE = parse_month("2028-06")


def street(office: list[int], community: list[int]) -> dict[str, list[int]]:
    return {"office": office, "community": community, "others": [0, 0, 0, 0]}


TABLE: dict[str, Any] = {
    "rules.establishment": "table_by_unit",
    "establishment.table": {"others": street([1, 1, 0, 6], [1, 2, 2, 5])},
    "establishment.adjustment": 0,
    "establishment.tolerance": 0,
    "establishment.first_review": "2060-01",
}


@pytest.fixture(scope="module")
def grid(streets: Policy) -> Policy:
    """In June 2028 each street absorbs as many as the test says; nothing else happens."""
    numbers = {
        unit: {"office": 1, "village": 0, "community": n, "converted": 0}
        for n, unit in enumerate(streets.axis("unit"), start=1)
    }
    law = streets.with_values({"establishment.communities": numbers, **TABLE}, BEFORE_THE_ROSTER)
    return with_law(with_law(law, NO_CHANCE), {"absorption.month": "2028-06", "absorption.service_years": 4})


def absorbed(law: Policy, months: int = 24) -> np.recarray:
    """Those who have come by so many months, beside the one who was there."""
    people = serving(after(law, roster(law, {"only": {}}), months), 0)
    return people[people.joined >= (law.opening or 0)]


def by_place(law: Policy, people: np.recarray, unit: str) -> list[int]:
    """How many there are in each place of a unit."""
    assert law.opening is not None
    names = places_of(law, range(law.opening, law.opening + 1)).names(law)
    counted = Counter(people.place.tolist())
    return [counted[place] for place, name in enumerate(names) if name.startswith(unit)]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (0, [0, 0, 0]),
        (1, [1, 0, 0]),  # six vacant in the office, five in each community
        (7, [3, 2, 2]),  # one of six, then one each of five, and one each of four
        (16, [6, 5, 5]),
        (20, [6, 5, 5]),  # no more than there are vacant posts
    ],
)
def test_the_emptiest_places_first_and_no_more_than_are_vacant(grid: Policy, people: int, expected: list[int]):
    law = with_law(grid, {"absorption.people": people})
    assert by_place(law, absorbed(law), "street_02") == expected


@pytest.mark.parametrize(("people", "expected"), [(16, [6, 5, 5]), (20, [8, 6, 6]), (12, [5, 4, 3])])
def test_beyond_the_establishment_the_others_go_in_turn(grid: Policy, people: int, expected: list[int]):
    """Four more than there are vacancies: office, first community, second, office. Twelve are within them."""
    law = with_law(grid, {"absorption.people": people, "absorption.beyond_establishment": "yes"})
    assert by_place(law, absorbed(law), "street_02") == expected


def test_beyond_it_nobody_goes_where_there_are_no_entry_posts(grid: Policy):
    """An office without assistants: ten vacancies in two communities, and seven more, four and three."""
    law = grid.with_values({"establishment.table": {"others": street([1, 1, 0, 0], [1, 2, 2, 5])}}, BEFORE_THE_ROSTER)
    law = with_law(law, {"absorption.people": 17, "absorption.beyond_establishment": "yes"})
    assert by_place(law, absorbed(law), "street_02") == [0, 9, 8]


def test_each_unit_absorbs_its_own(grid: Policy):
    law = with_law(grid, {"absorption.people": {"street_01": 2, "street_03": 5, "others": 0}})
    assert Counter(absorbed(law).unit.tolist()) == {0: 2, 2: 5}


def test_they_come_that_month_with_their_service_and_as_old_as_the_law_allows(grid: Policy):
    """Four years of service: nobody under 22; to 30 years, so 30 years and 11 months is the oldest."""
    ages = {"recruitment.age_mix": [0.3, 0, 0.3, 0, 0, 0.4, 0, 0, 0, 0], "absorption.highest_age": 30}
    people = absorbed(with_law(grid, {**ages, "absorption.people": 5}))
    assert set(people.joined.tolist()) == {JUNE} and set(people.contract.tolist()) == {AGENCY}
    assert set((people.joined - people.service_from).tolist()) == {4 * YEAR}
    age = people.joined - people.birth
    assert age.min() == 22 * YEAR and age.max() == 31 * YEAR - 1
    lift = {"secondary": 0, "college": 1, "bachelor": 2, "master": 4, "doctor": 5}  # and one grade for three years
    assert [int(p.grade) for p in people] == [2 + list(lift.values())[p.education] for p in people]


def test_whoever_brings_more_service_than_the_age_allows_is_as_old_as_that(grid: Policy):
    values = {"absorption.people": 5, "absorption.service_years": 20, "absorption.highest_age": 35}
    people = absorbed(with_law(grid, values))
    assert set((people.joined - people.birth).tolist()) == {38 * YEAR}


def test_the_same_people_whatever_the_number_and_nobody_elses_key(grid: Policy):
    three, all_of_them = (absorbed(with_law(grid, {"absorption.people": n})) for n in (3, 6))
    known = {int(p.key): p for p in all_of_them}
    for person in three:
        other = known[int(person.key)]
        assert (person.birth, person.sex, person.education, person.luck) == (
            other.birth, other.sex, other.education, other.luck
        )  # fmt: skip
    world = after(grid, roster(grid, {"only": {}}), 1)
    with np.errstate(over="ignore"):
        keys = {int(recruit_key(unit.key, JUNE, 1_000_000 + n)) for unit in world.units[0] for n in range(3)}
    assert {int(p.key) for p in three} == keys


def test_the_rounds_fill_what_they_leave_vacant(grid: Policy):
    """Fourteen of sixteen posts are theirs, so the round of that same month has two; the yield is of recruits alone."""
    filling = {"recruitment.month": 6, "recruitment.fill_share": 1, "recruitment.lead_months": 3}
    law = with_law(grid, {**filling, "recruitment.exam_yield": 1, "recruitment.freeze": "yes", "absorption.people": 14})
    law = with_law(law, {"recruitment.freeze": "no"}, JUNE)
    people = absorbed(law)
    second = people[people.unit == 1]
    assert Counter(second.joined.tolist()) == {JUNE: 14, JUNE + 3: 2}
    nobody = with_law(law, {"recruitment.exam_yield": 0})
    assert Counter(p.joined for p in absorbed(nobody) if p.unit == 1) == {JUNE: 14}


def test_posts_for_which_recruits_are_on_the_way_are_not_vacant(grid: Policy):
    """The round of March 2028 has approved half of the sixteen, who come in September."""
    filling = {"recruitment.month": 3, "recruitment.fill_share": 0.5, "recruitment.lead_months": 6}
    law = with_law(grid, {**filling, "recruitment.exam_yield": 1, "recruitment.freeze": "yes", "absorption.people": 50})
    law = with_law(law, {"recruitment.freeze": "no"}, parse_month("2028-03"))
    second = [p for p in absorbed(law) if p.unit == 1]
    assert Counter(p.joined for p in second) == {JUNE: 8, JUNE + 3: 8}


@pytest.mark.parametrize(
    ("values", "months"),
    [
        ({"2027-01": "never"}, []),
        ({"2027-01": "2026-06"}, []),
        ({"2027-01": "2028-06"}, ["2028-06"]),
        ({"2028-07": "2028-06"}, []),  # named when it has passed
        ({"2027-01": "2028-06", "2028-07": "2028-11"}, ["2028-06", "2028-11"]),
        ({"2027-01": "2028-06", "2028-06": "2028-11"}, ["2028-11"]),  # put off in that very month
    ],
)
def test_the_law_of_the_month_names_it(grid: Policy, values: dict[str, str], months: list[str]):
    law = with_law(grid, {"absorption.month": "never", "absorption.people": 1})
    for since, month in values.items():
        law = with_law(law, {"absorption.month": month}, parse_month(since))
    assert sorted({int(p.joined) for p in absorbed(law)}) == [parse_month(month) for month in months]


def test_all_of_them_have_a_record_and_are_counted(grid: Policy):
    """Two hundred in each of thirteen streets that have some 700 posts; 100 more in streets 1 to 13 two years later."""
    values = {"absorption.people": 200, "absorption.beyond_establishment": "yes"}
    law = with_law(with_law(grid, values), {"absorption.month": "2030-01", "absorption.people": 100}, JUNE + 1)
    world = after(law, roster(law, {"only": {}}), 48)
    assert len(serving(world, 0)) == 1 + 13 * 300
    joined = Counter(e.month for e in events(world, 0) if e.flow == "joined")
    assert joined == {JUNE: 13 * 200, parse_month("2030-01"): 13 * 100}
    assert world.places.in_post.sum() == 1 + 13 * 300 and world.places.approved.sum() == 0


def test_it_touches_nobody_before_its_month(busy: Policy, few: Staff):
    law = busy.with_values({"absorption.month": "2028-06", "absorption.people": 3})
    ours, theirs = ([e for e in events(after(one, few, 30, 1, 5), 0) if e.month < JUNE] for one in (busy, law))
    assert ours == theirs and len(ours) > 100


def test_the_pool_of_agency_workers_is_another(grid: Policy):
    law = with_law(grid, {"absorption.people": 5, "agency.workers": 25})
    assert set(after(law, roster(law, {"only": {}}), 24).units.agency_left[0].tolist()) == {25}
