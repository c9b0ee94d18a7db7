"""The second engine: the yearly business of a district as SimPy processes, beside one process for every worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from simlib.policy import Policy
from simlib.population.staff import Staff
from tests.oracle import agenda
from tests.oracle.appraisal import appraise, dismiss
from tests.oracle.district import District
from tests.oracle.election import Elections
from tests.oracle.establishment import Establishment
from tests.oracle.law import YEAR, age_band
from tests.oracle.promotion import promote
from tests.oracle.recruitment import approve
from tests.oracle.upwards import go_up

Act = Callable[[District], None]


def live_through(policy: Policy, staff: Staff, years: int, seed: int, replication: int = 0) -> District:
    """Return the district after so many years of one replication."""
    district = District(policy, staff, years, seed, replication)
    count(district, district.law.opening - 1)
    for phase, act in business(district):
        district.env.process(every_month(district, phase, act))
    district.env.run(until=agenda.moment(district.months.stop, 0))
    return district


def business(district: District) -> list[tuple[int, Act]]:
    """Return the district's own business, with its place in the order of a month."""
    return [
        (agenda.SET, Establishment(district.law).set),
        (agenda.PROMOTION, in_january(promote)),
        (agenda.ELECTION, Elections(district.law).hold),
        (agenda.APPROVAL, approve),
        (agenda.UPWARDS, go_up),
        (agenda.APPRAISAL, appraise),
        (agenda.DISMISSAL, dismiss),
        (agenda.COUNT, in_december(lambda district: count(district, district.month))),
    ]


def every_month(district: District, phase: int, act: Act) -> Iterator[Any]:
    """Come to one phase of every month; the act itself knows whether it is due."""
    for month in district.months:
        yield district.until(agenda.moment(month, phase))
        act(district)


def in_january(act: Act) -> Act:
    """Do something in January alone."""
    return lambda district: act(district) if district.month % YEAR == 0 else None


def in_december(act: Act) -> Act:
    """Do something in December alone."""
    return lambda district: act(district) if district.month % YEAR == YEAR - 1 else None


def count(district: District, month: int) -> None:
    """Count the people in post at a year's end, and the posts authorised."""
    people = district.people.values()
    district.year_ends.append(
        {
            "in_post": Counter((one.post, one.grade) for one in people),
            "by_age": Counter((one.sex, age_band(one.age(month))) for one in people),
            "by_unit": Counter(one.unit for one in people),
            "establishment": Counter(
                {post: sum(posts) for post, posts in enumerate(zip(*district.authorised))} if district.authorised else {}
            ),
        }
    )
