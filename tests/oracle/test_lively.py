"""Two engines, one text, where all that is rare elsewhere happens; and what happens is what the law says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.population.person import AGENCY
from tests.oracle.district import District
from tests.oracle.districts import small
from tests.oracle.lively import pushed, waiting
from tests.oracle.test_second_engine import agree


@pytest.fixture(scope="module", params=[waiting, pushed])
def lived(request: pytest.FixtureRequest) -> tuple[Callable[[], Policy], District]:
    """One of the two laws, and its district at the end, by both engines alike."""
    law = request.param
    return law, agree(law(), small("every_rule")[1], seed=13)[0]


def joined(district: District, month: str) -> int:
    """Return how many joined in a month."""
    return sum(event.flow == "joined" and event.month == parse_month(month) for event in district.log)


def test_who_is_absorbed_comes_in_that_month(lived: tuple[Callable[[], Policy], District]):
    law, district = lived
    if law is waiting:  # all of them, whatever posts there are: 0, 1, …, 5 people a unit
        assert all(joined(district, month) >= sum(n % 6 for n in range(13)) for month in ("2029-02", "2032-04"))
    else:
        assert joined(district, "2028-03") > 0 and joined(district, "2032-01") >= sum(n % 6 for n in range(13))


def test_nobody_is_approved_in_a_freeze(lived: tuple[Callable[[], Policy], District]):
    law, district = lived
    frozen = [f"2031-{month:02d}" for month in (range(1, 13) if law is waiting else range(3, 8))]
    assert not any(joined(district, month) for month in frozen)


def test_rounds_are_held_in_their_months(lived: tuple[Callable[[], Policy], District]):
    """March, June, September and December, two or five months late; every month, and from 2032 every fourth."""
    law, district = lived
    since = parse_month("2027-01" if law is waiting else "2032-02")
    came = {event.month for event in district.log if event.flow == "joined"} - {parse_month("2032-04")}
    elections = {parse_month(f"{year}-03") for year in range(2028, 2037, 2)}
    in_rounds = {month % 12 + 1 for month in came - elections if month >= since}
    assert in_rounds == ({2, 5, 8, 11} if law is waiting else {3, 7, 11})
    assert law is waiting or {month % 12 for month in came if month < since} == set(range(12))


def test_people_move_both_ways_at_stated_rates(lived: tuple[Callable[[], Policy], District]):
    law, district = lived
    in_january = {event.flow for event in district.log if event.month % 12 == 0}
    assert ("stepped_down" in in_january) == (law is pushed)


def test_agency_workers_convert_until_the_pool_is_used_up(lived: tuple[Callable[[], Policy], District]):
    _, district = lived
    assert any(worker.contract == AGENCY for worker in district.people.values())
