"""A person at the start of a career, and when the law lets them go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlib.months import YEAR, months_of_run, year_of
from simlib.policy import Policy, terms_table
from simlib.policy.axes import TRACKS
from simlib.rules.retirement import statutory_age


@dataclass(frozen=True)
class Person:
    """One person at the start of a career: the opening, or the month of joining if that is later. Months are numbers.

    track               of retirement
    service_since       month from which community service counts, here and elsewhere
    post_since          month of taking the present post
    grade               at the start; None: by the entry rule
    satisfactory_years  towards the next grade at the start; None: as if every year served had counted
    degree_years        calendar years within the run in which the next degree is earned
    one_certificate     whether the diploma or the degree is lacking, where the allowance is halved for that
    certificate_years   calendar years within the run in which the next certificate is earned
    rating              of the year before the start (nobody who joins later has one)
    excellent_years     calendar years before the start rated excellent
    top_years           calendar years, before or within the run, in which the community is among those ranked first
    best                whether, if let stay beyond the statutory age, especially outstanding
    promotions          (month, post): from that January on, a post of that kind is vacant for this person
    """

    sex: str
    track: str
    born: int
    joined: int
    service_since: int
    post: str
    post_since: int
    grade: int | None
    satisfactory_years: float | None
    education: str
    degree_years: tuple[int, ...]
    one_certificate: bool
    certificate: str
    certificate_years: tuple[int, ...]
    rating: str
    excellent_years: tuple[int, ...]
    top_years: tuple[int, ...]
    best: bool
    promotions: tuple[tuple[int, str], ...]


def months_of(policy: Policy, person: Person, years: int) -> range:
    """Return the months of a career: of a run of so many years, or so many calendar years from joining later."""
    assert policy.opening is not None
    if person.joined <= policy.opening:
        return months_of_run(policy.opening, years)
    return range(person.joined, YEAR * (year_of(person.joined) + years))


def retirement(policy: Policy, person: Person, month: int, let_stay: int = 0) -> int:
    """Return the month in which a person retires as the law stands in a month; `let_stay`: the age they may stay to."""
    terms = terms_table(policy, month, 1).view(np.recarray)[0]
    return int(person.born + max(statutory_age(person.born, TRACKS.index(person.track), terms), let_stay))
