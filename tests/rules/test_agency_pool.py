"""转岗比例原则上控制在本单位劳务派遣人员10%以内: whoever is taken over is no agency worker any more.

Each March a tenth of a street's vacant entry posts is filled, always by more people than may be taken over.
"""

from __future__ import annotations

from typing import Any

import pytest

from simlib.months import month_number, parse_month
from simlib.policy import Policy
from simlib.population.person import AGENCY
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster

YEARS = 7


@pytest.fixture(scope="module")
def pool(streets: Policy) -> Policy:
    """25 agency workers in each street, of whom 10 % may be taken over; everybody approved comes."""
    values = {"agency.workers": 25, "agency.conversion_share": 0.1, "recruitment.fill_share": 0.1}
    streets = streets.with_values({"establishment.base": 30}, BEFORE_THE_ROSTER)
    return with_law(with_law(streets, NO_CHANCE), {**values, "recruitment.exam_yield": 1})


def taken_over(law: Policy, years: int = YEARS) -> list[int]:
    """How many each year's round takes over in a street, the same in all of them."""
    people = serving(after(law, roster(law, {"only": {}}), 12 * years), 0)
    converted = people[people.contract == AGENCY]
    found = []
    for year in range(2027, 2027 + years):
        mine = converted.unit[converted.joined == month_number(year, 7)].tolist()
        (number,) = {mine.count(unit) for unit in range(13)}
        found.append(number)
    return found


def test_each_round_may_take_a_tenth_of_those_left(pool: Policy):
    """25, 23, 21, 19, 18, 17, 16 are left: 2.5, 2.3, 2.1, 1.9, 1.8, 1.7, 1.6, and of no fraction half a person."""
    assert taken_over(pool) == [2, 2, 2, 1, 1, 1, 1]


def test_read_as_a_share_of_all_it_is_two_and_no_more(pool: Policy):
    """10 % of 25 are two, ever."""
    assert taken_over(with_law(pool, {"agency.cap_of": "all_once"})) == [2, 0, 0, 0, 0, 0, 0]


def test_whoever_does_not_come_is_still_there(pool: Policy):
    """Nobody comes in the first three years, so in the fourth there are 25 and not 19."""
    law = with_law(with_law(pool, {"recruitment.exam_yield": 0}), {"recruitment.exam_yield": 1}, parse_month("2030-01"))
    assert taken_over(law) == [0, 0, 0, 2, 2, 2, 1]
    assert taken_over(with_law(law, {"agency.cap_of": "all_once"})) == [0, 0, 0, 2, 0, 0, 0]


@pytest.mark.parametrize(
    ("cap_of", "expected"), [("those_left", [2, 2, 4, 3, 3, 3, 2]), ("all_once", [2, 0, 4, 0, 0, 0, 0])]
)
def test_another_number_from_a_date_on_is_a_new_pool(pool: Policy, cap_of: str, expected: list[int]):
    """40 from May 2028: in 2029 four of 40, and of 36, 33, 30 and 27 left 3, 3, 3 and 2."""
    law = with_law(with_law(pool, {"agency.cap_of": cap_of}), {"agency.workers": 40}, parse_month("2028-05"))
    assert taken_over(law) == expected


def test_the_same_number_stated_again_is_no_new_pool(pool: Policy):
    assert taken_over(with_law(pool, {"agency.workers": 25}, parse_month("2029-01"))) == [2, 2, 2, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("later", "expected"),
    [({"agency.conversion_share": 0.2}, [2, 2, 4, 3]), ({"agency.cap_of": "all_once"}, [2, 2, 0, 0])],
)
def test_another_share_or_reading_counts_those_taken_over_before(
    pool: Policy, later: dict[str, Any], expected: list[int]
):
    """A fifth of 21 and of 17 left; or two of 25 in all, of whom four have been taken over already."""
    assert taken_over(with_law(pool, later, parse_month("2029-01")), 4) == expected
