"""A replication month by month: who is paid, where, and by what. A run itself keeps counts, never people.

The months are done by the same steps of the same calendar as in a run, so that these are its very people: what is
looked at is the world as it stands when a month has been paid, and in a December who is dismissed and who is rewarded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

import numpy as np

from simlib.population.converted import protected_cell
from simlib.population.person import SERVING
from simlib.population.world import World
from simlib.rules.dismissal.severance import half_months, is_due
from simlib.simulation.agenda import DISMISSAL, PAY, YEAR_END
from simlib.simulation.plan import Plan, opened
from simlib.simulation.steps import do_steps

T = TypeVar("T")
NOT_COUNTED = -1  # a cell of nobody's


class YearEnd(NamedTuple):
    """What a December brings those it paid, N of them.

    rewarded   (N,) the pay cell of the reward, after this year's rating; NOT_COUNTED for those who have left
    dismissed  (N,) the pay cell by which severance is due; NOT_COUNTED for all others
    halves     (N,) half months of severance; within_cap: those of them within the capped years
    """

    rewarded: np.ndarray
    dismissed: np.ndarray
    halves: np.ndarray
    within_cap: np.ndarray


class MonthOfRun(NamedTuple):
    """Everybody whom a month pays, N of them, in the order of their records.

    at          place of the month in the run
    people      (N,) of PERSON, as they are paid
    joined      (N,) bool: who took up post in this month
    protected   (N, 2) the cells in which somebody converted is counted, NOW and THEN; NOT_COUNTED for others
    wage_years  (H,) of WAGE_YEAR: those known so far, which `people.insured_by` counts
    year_end    in a December
    """

    at: int
    people: np.ndarray
    joined: np.ndarray
    protected: np.ndarray
    wage_years: np.ndarray
    year_end: YearEnd | None


class TooSmall(Exception):
    """The plan had too little room and has more now: what was begun is to be begun again."""


def begun_again(work: Callable[[], T]) -> T:
    """Return what some work with `months` comes to, begun again for as long as the plan proves too small."""
    while True:
        try:
            return work()
        except TooSmall:
            continue


def opened_alone(plan: Plan, replication: int) -> World:
    """Return the world in which one replication opens, a batch of one."""
    plan.prepare()
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        return opened(plan, range(replication, replication + 1))


def months(plan: Plan, batch: World) -> Iterator[MonthOfRun]:
    """Take a world that has just opened (`opened_alone`) through its months, and yield each.

    What is yielded is a copy but for `wage_years`, which is to be read before the next month. Raises TooSmall.
    """
    keys = _who(batch)
    with np.errstate(over="ignore"):
        for m in range(len(plan.months)):
            month, keys = _month(plan, batch, m, keys)
            yield month


def _month(plan: Plan, batch: World, m: int, keys: np.ndarray) -> tuple[MonthOfRun, np.ndarray]:
    """Do one month; `keys`: who was in each record a month ago. Return it, and who is in each record now."""
    first, last = (int(step) for step in plan.calendar.first_step[m : m + 2])
    steps = plan.calendar.steps[first:last]
    paid = first + int(np.searchsorted(steps, PAY, side="right"))
    _do(plan, batch, m, first, paid)
    at = np.flatnonzero(batch.people["state"][0] == SERVING)
    people = _records(batch, at)
    month = MonthOfRun(
        at=m,
        people=people,
        joined=people["key"] != keys[at],
        protected=_protected(batch, at, people),
        wage_years=batch.wage_years.view(np.ndarray)[0, : int(batch.state["wage_years"][0, 0])],
        year_end=None,
    )
    keys = _who(batch)
    if YEAR_END in steps:
        month = month._replace(year_end=_year_end(plan, batch, m, at, (paid, last)))
    else:
        _do(plan, batch, m, paid, last)
    return month, keys


def _do(plan: Plan, batch: World, m: int, first: int, stop: int) -> None:
    """Do some steps. Raises TooSmall, after making room, where there was none for people or their wage years."""
    try:
        do_steps(plan, batch, m, first, stop)
    except IndexError:  # no record for one more
        if not plan.outgrows:
            raise
        plan.widen_records(batch.people.shape[1])
        raise TooSmall from None
    if batch.state.full[0, 0]:
        plan.widen(batch.wage_years.shape[1])
        raise TooSmall


def _protected(batch: World, at: np.ndarray, people: np.ndarray) -> np.ndarray:
    found = np.full((len(at), 2), NOT_COUNTED)
    if batch.converted.size:
        before, then = (batch.converted[name][0, at] for name in ("before", "then"))
        now = _as_written(protected_cell)(batch.state[0, 0], before, people["post"], people["grade"])
        found[:] = np.where((then >= 0)[:, None], np.column_stack([now, then]), NOT_COUNTED)
    return found


def _year_end(plan: Plan, batch: World, m: int, at: np.ndarray, steps: tuple[int, int]) -> YearEnd:
    """Do what comes after the pay of a December: `at` are the records of those it paid."""
    first, last = steps
    decided = first + int(np.searchsorted(plan.calendar.steps[first:last], DISMISSAL, side="right"))
    _do(plan, batch, m, first, decided - 1)
    before = _records(batch, at)
    _do(plan, batch, m, decided - 1, last)
    after = _records(batch, at)
    stays = after["state"] == SERVING
    halves, within_cap = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64)
    gone = np.flatnonzero((before["state"] == SERVING) & ~stays)
    dismissed = np.full(len(at), NOT_COUNTED)
    terms = plan.table[m]
    for i in gone:
        person = before.view(np.recarray)[i]
        if _as_written(is_due)(person, terms):
            dismissed[i] = person.paid_cell
            halves[i] = _as_written(half_months)(plan.months[m] + 1 - int(person.joined))
            within_cap[i] = min(halves[i], 2 * int(terms.severance_cap_years))
    return YearEnd(np.where(stays, after["pay_cell"], NOT_COUNTED), dismissed, halves, within_cap)


def _who(batch: World) -> np.ndarray:
    """Return the key of who is in post in each record, 0 where nobody is."""
    return np.where(batch.people["state"][0] == SERVING, batch.people["key"][0], 0)


def _records(batch: World, at: np.ndarray) -> np.ndarray:
    """Return a copy of some records; `take` copies them whole."""
    return batch.people.view(np.ndarray)[0].take(at)


def _as_written(rule: Any) -> Any:
    """Return a rule as plain Python: for one person, or for arrays of them."""
    return getattr(rule, "py_func", rule)
