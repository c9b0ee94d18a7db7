"""Absorption: in a month that the law names, grid or agency workers are taken on in bulk."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from tests.oracle.luck import key_of, newcomers_key
from tests.oracle.recruitment import emptiest, send

if TYPE_CHECKING:
    from tests.oracle.district import District

FIRST = 1_000_000  # ordinal of the first of them, beyond those of any round


def absorb(district: District) -> None:
    """Take on each unit's people, who are there this very month."""
    law, month = district.law, district.month
    if month != law.value("absorption.month", month):
        return
    vacant, people = district.vacant(law.posts - 1), law.value("absorption.people", month)
    for unit, name in enumerate(law.units):
        of_unit = district.places_of(unit)
        for ordinal, place in enumerate(places_for(district, people[unit], {one: vacant[one] for one in of_unit})):
            send(district, newcomers_key(key_of(name), month, FIRST + ordinal), place, "absorbed", month)


def places_for(district: District, people: int, vacant: dict[int, int]) -> list[int]:
    """Return where a unit's people go: the emptiest places first, then in turn wherever there are entry posts."""
    chosen = []
    for _ in range(min(people, sum(vacant.values()))):
        chosen.append(emptiest(vacant))
        vacant[chosen[-1]] -= 1
    if district.law.value("absorption.beyond_establishment", district.month):
        with_posts = [place for place in vacant if district.authorised[place][-1] > 0]
        chosen += islice(cycle(with_posts), people - len(chosen))
    return chosen
