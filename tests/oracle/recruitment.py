"""Recruitment: a yearly round approves recruits for vacant entry posts; each is a process that arrives later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from simlib.population.person import AGENCY, RECRUITED
from tests.oracle.agenda import ARRIVAL, moment
from tests.oracle.law import DOWN, NEAREST, YEAR, january_of, whole
from tests.oracle.luck import ONCE, TAKES_UP, draw, key_of, newcomers_key, own
from tests.oracle.newcomer import newcomer

if TYPE_CHECKING:
    from tests.oracle.district import District


def approve(district: District) -> None:
    """Approve a share of each unit's vacant entry posts, in the month of the round."""
    law, month = district.law, district.month
    if month % YEAR + 1 != law.value("recruitment.month", january_of(month)):
        return
    entry, filled = law.posts - 1, district.filled()
    vacant = [
        max(0, posts[entry] - filled[place, entry] - district.approved[place])
        for place, posts in enumerate(district.authorised)
    ]
    for unit in range(len(law.units)):
        approve_in(district, unit, {place: vacant[place] for place in places_of(district, unit)})


def places_of(district: District, unit: int) -> list[int]:
    """Return the places of a unit."""
    return [number for number, place in enumerate(district.places) if place.unit == unit]


def approve_in(district: District, unit: int, vacant: dict[int, int]) -> None:
    """Approve a unit's recruits one by one, the emptiest community first, agency workers first up to their cap."""
    law, month = district.law, district.month
    number = whole(law.value("recruitment.fill_share", month) * sum(vacant.values()), NEAREST)
    cap = whole(law.value("agency.conversion_share", month) * law.value("agency.workers", month), DOWN)
    comes = law.value("recruitment.exam_yield", month)
    for ordinal in range(number):
        place = max(vacant, key=lambda one: vacant[one])
        vacant[place] -= 1
        key = newcomers_key(key_of(law.units[unit]), month, ordinal)
        if draw(own(district.stream, key), ONCE, TAKES_UP) < comes:
            district.approved[place] += 1
            contract = AGENCY if ordinal < cap else RECRUITED
            arrives = month + law.value("recruitment.lead_months", month)
            district.env.process(arrival(district, key, place, contract, arrives))


def arrival(district: District, key: int, place: int, contract: int, month: int) -> Iterator[Any]:
    """Wait for the lead time, then join; the worker's own life begins there."""
    yield district.until(moment(month, ARRIVAL))
    district.approved[place] -= 1
    district.join(newcomer(district, key, place, district.law.posts - 1, contract))
