"""Who a newcomer is: drawn once from the mixes of the policy, and graded by the rule of entry."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from simlib.policy.axes import AGE_BAND_STARTS, SERVICE_BAND_STARTS
from simlib.population.person import AGENCY, ELECTED, FEMALE, MALE, RECRUITED
from tests.oracle import luck
from tests.oracle.grading import entry_grade
from tests.oracle.law import YEAR, Law
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District

OPEN = 5 * YEAR  # the width of an open band
GROWN_UP = 18 * YEAR
_AGES = (AGE_BAND_STARTS[1] - OPEN, *AGE_BAND_STARTS[1:])
Life = tuple[int, int]  # months of service brought, and of age


def newcomer(district: District, key: int, place: int, post: int, kind: str = "recruited") -> Worker:
    """Return a person who joins now: one of `KINDS`."""
    law, month = district.law, district.month
    own = luck.own(district.stream, key)
    contract, lived = KINDS[kind]
    brings, age = lived(own, law, month)
    education = member(law.value("recruitment.education_mix", month), luck.draw(own, luck.ONCE, luck.EDUCATION))[0]
    woman = luck.draw(own, luck.ONCE, luck.SEX) < law.value("recruitment.female_share", month)
    starts_contributing = YEAR * law.value("retirement.contribution_start_age", month)
    return Worker(
        key=key,
        luck=own,
        merit=luck.draw(own, luck.ONCE, luck.MERIT),
        birth=month - age,
        sex=FEMALE if woman else MALE,
        joined=month,
        service_from=month - brings,
        contribution_from=min(month, month - age + starts_contributing),
        post_from=month,
        place=place,
        unit=district.places[place].unit,
        post=post,
        grade=entry_grade(law, month, post, brings // YEAR, education),
        education=education,
        certificate=member(
            law.value("recruitment.certificate_mix", month), luck.draw(own, luck.ONCE, luck.CERTIFICATE)
        )[0],
        contract=contract,
    )


def recruited(own: int, law: Law, month: int) -> Life:
    """Return the life of a recruit: service elsewhere where it counts, old enough for it."""
    brings = 0
    if law.value("entry.service_elsewhere", month):
        drawn = service_drawn(own, law.value("recruitment.service_mix", month))
        brings = min(full_years(law, "recruitment.highest_age", month) - GROWN_UP, drawn)
    return brings, max(entry_age(own, law, month), GROWN_UP + brings)


def converted(own: int, law: Law, month: int) -> Life:
    """Return the life of an agency worker who converts in a round."""
    brings = YEAR * law.value("agency.minimum_years", month)
    return brings, max(entry_age(own, law, month), GROWN_UP + brings)


def elected(own: int, law: Law, month: int) -> Life:
    """Return the life of an outsider elected: by the mixes of elections, with the service that a winner needs."""
    drawn = service_drawn(own, law.value("election.outsider_service_mix", month))
    brings = max(drawn, YEAR * law.value("election.minimum_service", month))
    age = age_drawn(own, law.value("election.outsider_age_mix", month))
    return brings, max(age, GROWN_UP + brings)


def absorbed(own: int, law: Law, month: int) -> Life:
    """Return the life of somebody taken on in bulk."""
    brings = YEAR * law.value("absorption.service_years", month)
    youngest = max(YEAR * law.value("recruitment.youngest_age", month), GROWN_UP + brings)
    drawn = age_drawn(own, law.value("recruitment.age_mix", month))
    return brings, max(youngest, min(full_years(law, "absorption.highest_age", month), drawn))


KINDS: dict[str, tuple[int, Callable[[int, Law, int], Life]]] = {
    "recruited": (RECRUITED, recruited),
    "converted": (AGENCY, converted),
    "elected": (ELECTED, elected),
    "absorbed": (AGENCY, absorbed),
}


def entry_age(own: int, law: Law, month: int) -> int:
    """Return the age in months of whoever comes by recruitment, held between the youngest and the highest at entry."""
    drawn = age_drawn(own, law.value("recruitment.age_mix", month))
    youngest = YEAR * law.value("recruitment.youngest_age", month)
    return max(youngest, min(full_years(law, "recruitment.highest_age", month), drawn))


def full_years(law: Law, highest: str, month: int) -> int:
    """Return a highest age in months: ages are full years, so up to the month before the next birthday."""
    return YEAR * (int(law.value(highest, month)) + 1) - 1


def age_drawn(own: int, mix: list[float]) -> int:
    """Return an age in months drawn from a mix."""
    return within(_AGES, mix, luck.draw(own, luck.ONCE, luck.AGE))[1]


def service_drawn(own: int, mix: list[float]) -> int:
    """Return the months of service drawn from a mix: none in the first band."""
    band, months = within(SERVICE_BAND_STARTS, mix, luck.draw(own, luck.ONCE, luck.SERVICE))
    return months if band > 0 else 0


def member(mix: list[float], u: float) -> tuple[int, float]:
    """Return which member of a mix a draw falls on, and how far into its share."""
    for index, share in enumerate(mix):
        if u < share:
            return index, u / share
        u -= share
    return max(index for index, share in enumerate(mix) if share), 1 - 1e-12


def within(starts: tuple[int, ...], mix: list[float], u: float) -> tuple[int, int]:
    """Return the band a draw falls on and the months, evenly within the band; open bands are five years wide."""
    band, part = member(mix, u)
    stop = starts[band + 1] if band + 1 < len(starts) else starts[band] + OPEN
    return band, starts[band] + math.floor(part * (stop - starts[band]))
