"""How the time of a replication divides over the steps of the agenda, read off a clock inside the compiled run.

The calendar is spread out, one step an entry, so that the engine's own `do_month` does one step at a time and the clock
(the system's, some 30 ns a look) is read in between: the same steps in the same order on the same people.
"""

from __future__ import annotations

import ctypes
import time
from typing import Any

import numba
import numpy as np

from simlib.simulation.agenda import AGENDA
from simlib.simulation.calendar import Calendar, do_month, replication
from simlib.simulation.plan import Plan, opened

_MONOTONIC = time.CLOCK_MONOTONIC
_clock = ctypes.CDLL(None).clock_gettime
_clock.argtypes, _clock.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_int


def time_by_step(plan: Plan, replications: int) -> np.ndarray:
    """Return the nanoseconds that each step of the agenda took in all, (steps,) int64, as they fell."""
    batch = opened(plan, range(replications))
    calendar, of_month = spread_out(plan.calendar)
    spent = np.zeros(len(AGENDA), np.int64)
    _timed(batch, calendar, of_month, plan.table, plan.forces, spent, np.zeros(2, np.int64))
    return spent


def spread_out(calendar: Calendar) -> tuple[Calendar, np.ndarray]:
    """Return the calendar with each step in an entry of its own, and the month of each entry."""
    of_month = np.repeat(np.arange(len(calendar.month)), np.diff(calendar.first_step))
    by_month = ("month", "year", "period", "period_ends", "authorised_from")
    parts: dict[str, Any] = {name: getattr(calendar, name)[of_month] for name in by_month}
    return calendar._replace(**parts, first_step=np.arange(len(calendar.steps) + 1)), of_month


@numba.njit
def _timed(batch, calendar, of_month, table, forces, spent, now):
    for r in range(len(batch.people)):
        world = replication(batch, r)
        last = _nanoseconds(now)
        for at in range(len(calendar.steps)):
            do_month(world, calendar, at, table[of_month[at]], forces)
            then = _nanoseconds(now)
            spent[calendar.steps[at]] += then - last
            last = then


@numba.njit
def _nanoseconds(now):
    _clock(_MONOTONIC, now.ctypes)
    return now[0] * 1_000_000_000 + now[1]
