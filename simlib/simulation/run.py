"""A run: batches of replications, each going through the calendar. Sums come back, never people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import NamedTuple

import numpy as np

from simlib.population.world import World
from simlib.simulation.acts import do_calendar
from simlib.simulation.opening import Plan, opened

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
BATCH = 5  # replications between two looks at `stop`; the answer does not depend on it


class Cancelled(Exception):
    """The caller asked the run to stop."""


class Books(NamedTuple):
    """The books of every replication, replications in front. People as int32.

    in_post (R, Y + 1, post, grade), by_age (R, Y + 1, sex, age band), by_unit (R, Y + 1, unit): the opening first
    flows (R, Y, flow, post), moves (R, Y, post, post), blocked (R, Y, why): during each year
    risen (R, Y, post, grade): the months of the year after each change of grade, + in the new grade, − in the old one
    protected (R, 2, T, Q): person-months of the converted, NOW and THEN, by post and grade before and after
    pay (R, 3, T, K): person-months, people rewarded at year end, half months of severance, by period and pay cell
    """

    in_post: np.ndarray
    by_age: np.ndarray
    by_unit: np.ndarray
    flows: np.ndarray
    moves: np.ndarray
    risen: np.ndarray
    blocked: np.ndarray
    protected: np.ndarray
    pay: np.ndarray


def run(plan: Plan, replications: range, *, workers: int, progress: Progress | None, stop: Stop | None) -> Books:
    """Run the replications and return their books. Raises Cancelled when `stop()` is true between two batches."""
    plan.prepare()
    books = Books(*(np.zeros((len(replications), *one.shape[1:]), one.dtype) for one in _books(plan, plan.opening)))
    thread = local()  # each keeps the worlds of its last batch for the next to be written over: new memory takes time

    def part(done: int) -> int:
        batch = replications[done : done + BATCH]
        if stop is not None and stop():
            raise Cancelled
        mine = Books(*(book[done : done + len(batch)] for book in books))
        thread.world = live(plan, batch, mine.pay, getattr(thread, "world", None))
        for book, lived in zip(mine[:-1], _books(plan, thread.world)[:-1], strict=True):
            book[:] = lived
        return done + len(batch)

    for done in _each(part, range(0, len(replications), BATCH), workers):
        if progress is not None:
            progress(done, len(replications))
    return books


def _each(part: Callable[[int], int], starts: range, workers: int) -> Iterator[int]:
    """Do every part, on so many threads, and yield what each returns, in their order."""
    if workers == 1:
        yield from map(part, starts)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(part, starts)


def _books(plan: Plan, world: World) -> Books:
    """Return the books of a batch of worlds, without the room that this policy does not use."""
    posts, grades = len(plan.policy.axis("post")), plan.policy.grades
    ends, within = len(plan.years) + 1, slice(0, len(plan.years))
    return Books(
        in_post=world.years.in_post[:, :, :posts, :grades],
        by_age=world.years.by_age,
        by_unit=np.moveaxis(world.units.in_post[:, :, :ends], 1, 2),
        flows=world.years.flows[:, within, :, :posts],
        moves=world.years.moves[:, within, :posts, :posts],
        risen=world.years.risen[:, within, :posts, :grades],
        blocked=world.years.blocked[:, within],
        protected=world.protected[:, :, :-1],
        pay=world.pay,
    )


def live(plan: Plan, replications: range, pay: np.ndarray | None = None, room: World | None = None) -> World:
    """Take a batch of replications through every month, and return its worlds as they are at the end.

    `pay`, `room`: see `opened`.
    """
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        batch = opened(plan, replications, pay, room)
        do_calendar(batch, plan.calendar, plan.table, plan.forces)
    return batch
