"""The anchor wage: which average wage pay is tied to, and how far back.                 [rules.anchor, anchor.*]"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from simlib.months import YEAR, month_number, month_of_year, year_of
from simlib.policy.fen import fen
from simlib.policy.growth import anniversaries, grown
from simlib.policy.policy_values import PolicyValues
from simlib.policy.values_in_rows import plain


@dataclass(frozen=True)
class Anchored:
    """A pay base that the anchor wage sets.

    award      the year of the award at which it was set
    reference  the year whose average wage it is tied to
    series     which average wage, as an option of `anchor.series`
    average    that wage, fen a year
    share      of it
    base       what comes of it, fen a month
    """

    award: int
    reference: int
    series: str
    average: int
    share: float
    base: int


def follows(policy: PolicyValues, month: int) -> bool:
    """Return whether the pay base follows the anchor wage in a month."""
    return "rules.anchor" in policy.provisions and policy.choice("rules.anchor", month) == "base_follows"


def anchor_wage(policy: PolicyValues, year: int, now: int) -> Any:
    """Return the yearly wage in fen that pay of a year is tied to: share × the average wage some years before.

    The average wage of a year is the last value given by that year (its December), grown a year at a time to the fen,
    each time by the growth then in force. One for each of several policies together.
    now  the month whose law says which share of which wage
    """
    return plain(
        fen(np.asarray(policy.value("anchor.share", now), float) * _average(policy, _reference(policy, year, now), now))
    )


def _reference(policy: PolicyValues, year: int, now: int) -> int:
    return year - int(policy.value("anchor.lag_years", now))


def _average(policy: PolicyValues, year: int, now: int) -> Any:
    series = policy.axis("wage_series").index(policy.choice("anchor.series", now))
    found = grown(policy, "anchor.wage", (month_number(year, YEAR),))[
        :, series
    ]  # one, or one for each of several policies
    return int(found[0]) if len(found) == 1 else found


def growths(policy: PolicyValues, year: int) -> Iterator[int]:
    """Yield the month whose law says by how much the average wage grew, for each year from its last value to `year`.

    They are the anniversaries of that value, or the first month of the law on growth where it is younger.
    """
    december = month_number(year, YEAR)
    given, first = policy.provisions["anchor.wage"].at(december), policy.provisions["anchor.growth"].values[0].month
    for at in anniversaries(given.month, given.month + 1, december):
        yield max(at, first)


def award(policy: PolicyValues, month: int) -> tuple[int, int]:
    """Return the year of the award that stands in a month, and the month whose law it was made by.

    That is the last month that was an award month by the law of the time or, if the base began to follow the wage only
    later, the month in which it did.
    """
    first = policy.provisions["pay.award_month"].values[0].month
    last = month
    while month_of_year(last) != int(policy.value("pay.award_month", max(last, first))):
        last -= 1
    return year_of(last), max(last, policy.provision("rules.anchor").at(month).month)


def anchored_base(policy: PolicyValues, month: int) -> Anchored:
    """Return the pay base of a month that follows the anchor wage: set anew in each award month."""
    year, now = award(policy, month)
    reference = _reference(policy, year, now)
    base = plain(fen(anchor_wage(policy, year, now) / YEAR))
    share = plain(np.asarray(policy.value("anchor.share", now), float))
    return Anchored(year, reference, policy.choice("anchor.series", now), _average(policy, reference, now), share, base)
