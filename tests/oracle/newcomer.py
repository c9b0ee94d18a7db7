"""Who a newcomer is: drawn once from the mixes of the policy, and graded by the rule of entry."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simlib.policy.axes import AGE_BAND_STARTS, SERVICE_BAND_STARTS
from simlib.population.person import AGENCY, ELECTED, FEMALE, MALE
from tests.oracle import luck
from tests.oracle.law import YEAR, Law
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District

OPEN = 5 * YEAR  # the width of an open band
GROWN_UP = 18 * YEAR


def newcomer(district: District, key: int, place: int, post: int, contract: int) -> Worker:
    """Return a person who joins now."""
    law, month = district.law, district.month
    own = luck.own(district.stream, key)
    brings = service_brought(own, contract, law, month)
    age = max(age_drawn(own, law, month), GROWN_UP + brings)
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


def age_drawn(own: int, law: Law, month: int) -> int:
    """Return the age in months, held between the youngest and the highest at entry."""
    starts = (AGE_BAND_STARTS[1] - OPEN, *AGE_BAND_STARTS[1:])
    _, age = within(starts, law.value("recruitment.age_mix", month), luck.draw(own, luck.ONCE, luck.AGE))
    return max(YEAR * law.value("recruitment.youngest_age", month), min(oldest(law, month), age))


def oldest(law: Law, month: int) -> int:
    """Return the highest age at entry in months: ages are full years, so up to the month before the next birthday."""
    return YEAR * (law.value("recruitment.highest_age", month) + 1) - 1


def service_brought(own: int, contract: int, law: Law, month: int) -> int:
    """Return the months of community service elsewhere that a newcomer brings."""
    if contract == AGENCY:
        return YEAR * law.value("agency.minimum_years", month)
    if contract == ELECTED:
        return YEAR * law.value("election.minimum_service", month)
    if not law.value("entry.service_elsewhere", month):
        return 0
    mix = law.value("recruitment.service_mix", month)
    band, months = within(SERVICE_BAND_STARTS, mix, luck.draw(own, luck.ONCE, luck.SERVICE))
    return min(oldest(law, month) - GROWN_UP, months) if band > 0 else 0


def entry_grade(law: Law, month: int, post: int, years: int, education: int) -> int:
    """Return the grade on entering: the lowest of the post, more for service and for education, within the band."""
    lowest, highest = law.value("grades.band", month)[post]
    for_service = years // law.value("entry.years_per_grade", month)
    return min(highest, lowest + for_service + law.value("entry.education_lift", month)[education])
