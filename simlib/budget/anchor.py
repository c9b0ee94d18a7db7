"""The anchor wage: which average wage pay is tied to, and how far back.                 [rules.anchor, anchor.*]"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlib.budget.fen import fen
from simlib.months import YEAR, month_number, month_of_year, year_of
from simlib.policy import Policy
from simlib.policy.terms import each_option

each_option("rules.anchor", "base_follows", "income_guaranteed")  # see `pay_bases` and `top_up`


def anchor_wage(policy: Policy, year: int, now: int) -> int:
    """Return the yearly wage in fen that pay of a year is tied to: share × the average wage some years before.

    The average wage of a year is the last value given by that year (its December), grown a year at a time to the fen,
    each time by the growth then in force.
    now  the month whose law says which share of which wage
    """
    reference = year - int(policy.value("anchor.lag_years", now))
    return int(fen(float(policy.value("anchor.share", now)) * _average(policy, reference, now)))


def _average(policy: Policy, year: int, now: int) -> int:
    series = policy.axis("wage_series").index(policy.choice("anchor.series", now))
    wage = int(np.asarray(policy.provisions["anchor.wage"].at(month_number(year, YEAR)).value)[series])
    for month in growths(policy, year):
        wage = int(fen(wage * (1 + float(np.asarray(policy.value("anchor.growth", month))[series]))))
    return wage


def growths(policy: Policy, year: int) -> Iterator[int]:
    """Yield the month whose law says by how much the average wage grew, for each year from its last value to `year`.

    They are the anniversaries of that value, or the first month of the law on growth where it is younger.
    """
    given, first = policy.provisions["anchor.wage"].at(month_number(year, YEAR)), policy.provisions["anchor.growth"]
    for years in range(1, year - year_of(given.month) + 1):
        yield max(given.month + YEAR * years, first.values[0].month)


def award(policy: Policy, month: int) -> tuple[int, int]:
    """Return the year of the award that stands in a month, and the month whose law it was made by.

    That is the last month that was an award month by the law of the time or, if the base began to follow the wage only
    later, the month in which it did.
    """
    first = policy.provisions["pay.award_month"].values[0].month
    last = month
    while month_of_year(last) != int(policy.value("pay.award_month", max(last, first))):
        last -= 1
    return year_of(last), max(last, policy.provision("rules.anchor").at(month).month)


def anchored_base(policy: Policy, month: int) -> int:
    """Return the pay base of a month in fen that follows the anchor wage: set anew in each award month."""
    return int(fen(anchor_wage(policy, *award(policy, month)) / YEAR))


def guaranteed_income(policy: Policy, year: int) -> int:
    """Return the mean yearly income in fen that is guaranteed for a year, by the law of its December."""
    return anchor_wage(policy, year, month_number(year, YEAR))


def top_up(policy: Policy, year: int, income: np.ndarray, person_months: np.ndarray) -> np.ndarray:
    """Return what mean income falls short of the guaranteed one in a year, for all together, (replication,) fen.

    income         (replication,) fen paid to all in the year
    person_months  (replication,) months that they served
    """
    if policy.choice("rules.anchor", month_number(year, YEAR)) != "income_guaranteed":
        return np.zeros_like(income)
    due = fen(guaranteed_income(policy, year) * person_months / YEAR)
    return np.maximum(due - income, 0)
