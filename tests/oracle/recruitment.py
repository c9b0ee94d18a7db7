"""Recruitment: rounds approve recruits for vacant entry posts; each is a process that arrives later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.oracle.agency import Agency
from tests.oracle.agenda import ARRIVAL, moment
from tests.oracle.law import NEAREST, YEAR, Law, whole
from tests.oracle.luck import ONCE, TAKES_UP, draw, key_of, newcomers_key, own
from tests.oracle.newcomer import newcomer
from tests.oracle.worker import Approved

if TYPE_CHECKING:
    from tests.oracle.district import District


class Recruitment:
    """The rounds to come, and the agency workers that may still convert."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.held: set[int] = set()  # months in which a round is held, as far as they are known
        self.agency = Agency(law)

    def approve(self, district: District) -> None:
        """Approve a share of each unit's vacant entry posts where a round is held this month."""
        law, month = self.law, district.month
        self.agency.renew(month)
        if self.is_named(month):
            self.held.add(month + law.value("recruitment.delay_months", month))
        if month not in self.held or law.value("recruitment.freeze", month):
            return
        vacant = district.vacant(law.posts - 1)
        for unit in range(len(law.units)):
            self.approve_in(district, unit, {place: vacant[place] for place in district.places_of(unit)})

    def is_named(self, month: int) -> bool:
        """Return whether a month is one of those that the law names: evenly round the year from its first."""
        first, rounds = (self.law.names(f"recruitment.{what}", month) for what in ("month", "rounds"))
        return (month % YEAR + 1 - first) % YEAR in {YEAR * number // rounds for number in range(rounds)}

    def approve_in(self, district: District, unit: int, vacant: dict[int, int]) -> None:
        """Approve a unit's recruits one by one, the emptiest community first, agency workers first up to their cap."""
        law, month = self.law, district.month
        number = whole(law.value("recruitment.fill_share", month) * sum(vacant.values()), NEAREST)
        cap = self.agency.cap(unit, month)
        comes = law.value("recruitment.exam_yield", month)
        arrives = month + law.value("recruitment.lead_months", month)
        for ordinal in range(number):
            place = emptiest(vacant)
            vacant[place] -= 1
            key = newcomers_key(key_of(law.units[unit]), month, ordinal)
            if draw(own(district.stream, key), ONCE, TAKES_UP) < comes:
                if ordinal < cap:
                    self.agency.converts(unit)
                send(district, key, place, "converted" if ordinal < cap else "recruited", arrives)


def emptiest(vacant: dict[int, int]) -> int:
    """Return the place with most vacancies, the first of equals."""
    return max(vacant, key=lambda place: vacant[place])


def send(district: District, key: int, place: int, kind: str, month: int) -> None:
    """Let somebody who is approved for a place come in a month."""
    recruit = Approved(key, place, district.places[place].unit, district.law.posts - 1)
    district.approved.append(recruit)
    district.env.process(arrival(district, recruit, kind, month))


def arrival(district: District, recruit: Approved, kind: str, month: int) -> Iterator[Any]:
    """Wait for the lead time, then join; the worker's own life begins there."""
    yield district.until(moment(month, ARRIVAL))
    district.approved.remove(recruit)
    district.join(newcomer(district, recruit.key, recruit.place, recruit.post, kind))
