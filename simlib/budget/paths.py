"""Amounts that move by themselves from year to year: the pay base with its awards, and the limits of contributions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from simlib.budget.anchor import anchored_base
from simlib.budget.fen import fen
from simlib.months import YEAR, month_of_year, month_text
from simlib.policy import Policy


def pay_base(policy: Policy, month: int) -> int:
    """Return the pay base of a month in fen: the last value given, raised at every award month since.   [pay.base]

    Where it follows the anchor wage, that decides.
    """
    if policy.choice("rules.anchor", month) == "base_follows":
        return anchored_base(policy, month)
    return int(grown(policy, "pay.base", month, growth="pay.base_growth", when="pay.award_month"))


def limit(policy: Policy, name: str, month: int) -> int:
    """Return a floor or cap of contributions in fen, which moves each year in the month the law names."""
    return grown(policy, name, month, growth="contributions.limits_growth", when="contributions.limits_month")


def grown(policy: Policy, name: str, month: int, *, growth: str, when: str) -> Any:
    """Return an amount of a month in fen (int, or int64 by member): its last dated value, grown at each month `when`.

    A decision with a date always sets the amount itself; growth starts from it. Rounded to the fen at each step,
    halves up.
    """
    given = policy.provisions[name].at(month)
    amount = np.asarray(given.value)
    for at in _grows(policy, when, given.month + 1, month):
        amount = np.asarray(fen(amount * (1 + float(_in_force(policy, growth, at, month)))))
    return amount if amount.ndim else int(amount)


def _grows(policy: Policy, when: str, first: int, last: int) -> Iterator[int]:
    """Yield the months from `first` to `last` that are the month of the year which `when` names at the time."""
    start = first
    while start <= last:
        named = int(_in_force(policy, when, start, last))
        stop = min((one.month for one in policy.provisions[when].values if one.month > start), default=last + 1)
        yield from range(start + (named - month_of_year(start)) % YEAR, min(stop, last + 1), YEAR)
        start = stop


def _in_force(policy: Policy, name: str, at: int, month: int) -> float:
    """Return a term's value at `at`, or its first one where the amount is older than the law on its growth."""
    first = policy.provisions[name].values[0].month
    if first > month:
        raise ValueError(f"{name} has no value by {month_text(month)}")
    return float(policy.value(name, max(at, first)))


__all__ = ["grown", "limit", "pay_base"]
