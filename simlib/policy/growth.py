"""Amounts that move by themselves from year to year.

The pay base, the sums of post and grade, the floors and caps of contributions, average wages, residents: a term says
what each grows with (`grows_with`) and, where that comes in one month of the year, which term names the month. A
decision with a date always sets the amount itself; growth starts from it. Money is rounded to the fen at each step,
halves up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simlib.months import YEAR, month_of_year, month_text
from simlib.policy.fen import fen
from simlib.policy.policy_values import PolicyValues
from simlib.policy.problems import one_problem
from simlib.policy.provision import Dated, Value
from simlib.policy.term import Term
from simlib.policy.terms import TERMS
from simlib.policy.values_in_rows import along_policies, in_rows, plain
from simlib.text import Text


@dataclass(frozen=True, eq=False)
class GrowthStep:
    """A growth: the month in which it came, its rate (one for each member where the term has an axis), what it made."""

    month: int
    rate: float | np.ndarray
    amount: Value


def grown(policy: PolicyValues, name: str, months: Sequence[int]) -> np.ndarray:
    """Return an amount in some months, sorted, (M, *its shape): its last value and its growth since. Money is fen.

    Of several policies together in rows, (M × policies, *its shape), where they differ in it.
    """
    provision = policy.provision(name)
    found, given, last, amount = list[Value](), None, 0, np.zeros(0)
    for month in months:
        if provision.at(month) is not given:
            given = provision.at(month)
            last, amount = given.month, np.asarray(given.value)
        for step in _steps(policy, provision.term, given, amount, last + 1, month):
            amount = np.asarray(step.amount)
        last = month
        found.append(amount)
    kind = np.int64 if provision.term.money else np.float64
    return in_rows(found, len(provision.term.shape)).astype(kind, copy=False)


def steps(policy: PolicyValues, term: Term, given: Dated, last: int) -> tuple[GrowthStep, ...]:
    """Return the growth of an amount from its date to the month `last`; none where nobody says by how much."""
    if term.grows_with not in policy.provisions:
        return ()
    return tuple(_steps(policy, term, given, np.asarray(given.value), given.month + 1, last))


def _steps(
    policy: PolicyValues, term: Term, given: Dated, amount: np.ndarray, first: int, last: int
) -> Iterator[GrowthStep]:
    """Yield the growth of an amount in the months from `first` to `last`; `amount` is what it was before."""
    growth = TERMS[term.grows_with]
    due = _named(policy, growth, first, last) if growth.grows_in else anniversaries(given.month, first, last)
    for at in due:
        rate = along_policies(_at(policy, growth.name, at), len(term.shape) - len(growth.shape))
        amount = fen(amount * (1 + rate)) if term.money else amount * (1 + rate)
        yield GrowthStep(at, plain(rate), plain(amount))


def anniversaries(given: int, first: int, last: int) -> Iterator[int]:
    """Yield the months from `first` to `last` by which whole years have passed since a value was given."""
    yield from range(first + (given - first) % YEAR, last + 1, YEAR)


def _named(policy: PolicyValues, growth: Term, first: int, last: int) -> Iterator[int]:
    """Yield the months from `first` to `last` that are the month of the year named, at the time, for a growth."""
    when, start = growth.grows_in, first
    while start <= last:
        _check_begun(policy, when, last)
        named = int(_at(policy, when, start))
        stop = min((one.month for one in policy.provisions[when].values if one.month > start), default=last + 1)
        for at in range(start + (named - month_of_year(start)) % YEAR, min(stop, last + 1), YEAR):
            _check_begun(policy, growth.name, last)
            yield at
        start = stop


def _at(policy: PolicyValues, name: str, month: int) -> Any:
    """Return a term's value in a month, or its first one where the amount is older than the law on its growth."""
    given = policy.provisions[name]
    return given.at(max(month, given.values[0].month)).value


def _check_begun(policy: PolicyValues, name: str, month: int) -> None:
    if policy.provisions[name].values[0].month > month:
        what = Text("{name} 到 {month} 还没有值", "{name} has no value by {month}")
        way_out = Text("请补上此前的值。", "Add the value in force before then.")
        raise one_problem(what.of(name=name, month=month_text(month)), way_out)
