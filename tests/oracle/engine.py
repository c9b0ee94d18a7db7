"""The second engine: the yearly business of a district as SimPy processes, beside one process for every worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.oracle import agenda
from tests.oracle.absorption import absorb
from tests.oracle.appraisal import appraise, dismiss
from tests.oracle.books import Books
from tests.oracle.conversion import Conversion
from tests.oracle.district import District
from tests.oracle.election import Elections
from tests.oracle.establishment import Establishment
from tests.oracle.law import YEAR
from tests.oracle.promotion import promote
from tests.oracle.qualification import qualify
from tests.oracle.recruitment import Recruitment
from tests.oracle.upwards import go_up
from tests.oracle.wages import Payroll

Act = Callable[[District], None]


def live_through(policy: Policy, staff: Staff, years: int, seed: int, replication: int = 0) -> tuple[District, Books]:
    """Return the district after so many years of one replication, and its books."""
    district = District(policy, staff, years, seed, replication)
    books = Books(district)
    run(district, business(district, books))
    return district, books


def paid_through(policy: Policy, staff: Staff, years: int, seed: int, replication: int = 0) -> Payroll:
    """Return who was paid what in so many years of one replication."""
    district = District(policy, staff, years, seed, replication)
    payroll = Payroll(district.law, district.people.values())
    payday = (agenda.PAY, payroll.pay_everybody)
    run(district, [*business(district, Books(district)), payday, (agenda.COUNT, in_december(payroll.reward_everybody))])
    payroll.dismissed = [(one.key, one.month) for one in district.log if one.flow == "dismissed"]
    return payroll


def run(district: District, acts: list[tuple[int, Act]]) -> None:
    """Run all the months, each business in its place of the month."""
    for phase, act in acts:
        district.env.process(every_month(district, phase, act))
    district.env.run(until=agenda.moment(district.months.stop, 0))


def business(district: District, books: Books) -> list[tuple[int, Act]]:
    """Return the district's own business, with its place in the order of a month."""
    return [
        (agenda.SET, Establishment(district.law).set),
        (agenda.CONVERSION, Conversion(district.law).hold),
        (agenda.PROMOTION, in_january(promote)),
        (agenda.ELECTION, Elections(district.law).hold),
        (agenda.ABSORPTION, absorb),
        (agenda.APPROVAL, Recruitment(district.law).approve),
        (agenda.UPWARDS, go_up),
        (agenda.QUALIFICATION, qualify),
        (agenda.APPRAISAL, in_december(appraise)),
        (agenda.DISMISSAL, in_december(dismiss)),
        (agenda.COUNT, in_december(books.count)),
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
