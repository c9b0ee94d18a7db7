"""Amounts that move by themselves from year to year: the pay base with its awards, and the limits of contributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from simlib.budget.anchor import anchored_base
from simlib.budget.fen import fen
from simlib.months import YEAR, month_of_year, month_text
from simlib.policy import TERMS, Policy
from simlib.policy.problems import one_problem
from simlib.text import Text


def pay_base(policy: Policy, month: int) -> int:
    """Return the pay base of a month in fen (see `pay_bases`)."""
    return int(pay_bases(policy, (month,))[0])


def pay_bases(policy: Policy, months: Sequence[int]) -> np.ndarray:
    """Return the pay base of some months in fen, (M,): the last value given, raised at every award month since.

    Where it follows the anchor wage, that decides.                                               [pay.base]
    """
    anchored = [policy.choice("rules.anchor", month) == "base_follows" for month in months]
    bases = [anchored_base(policy, month) for month, follows in zip(months, anchored) if follows]
    own = [month for month, follows in zip(months, anchored) if not follows]
    found = np.empty(len(months), np.int64)
    found[np.array(anchored)] = bases
    found[~np.array(anchored)] = grown(policy, "pay.base", own)
    return found


def grown(policy: Policy, name: str, months: Sequence[int]) -> np.ndarray:
    """Return an amount in fen in some months, sorted, (M, *its shape) int64: its last value, and its growth since.

    The pay base, the sums of post and grade, the floors and caps of contributions: the term says what each grows with,
    and in which month of the year that comes. A decision with a date always sets the amount itself; growth starts from
    it. Rounded to the fen at each step, halves up.
    """
    growth = TERMS[name].grows_with
    when = TERMS[growth].grows_in
    found, given, last, amount = [], None, 0, np.zeros(0)
    for month in months:
        if policy.provision(name).at(month) is not given:
            given = policy.provision(name).at(month)
            last, amount = given.month, np.asarray(given.value)
        for at in _grows(policy, when, last + 1, month):
            amount = fen(amount * (1 + float(_in_force(policy, growth, at, month))))
        last = month
        found.append(amount)
    return np.array(found, np.int64)


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
        what = Text("{name} 到 {month} 还没有值", "{name} has no value by {month}").of(
            name=name, month=month_text(month)
        )
        raise one_problem(what, Text("请补上此前的值。", "Add the value in force before then."))
    return float(policy.value(name, max(at, first)))
