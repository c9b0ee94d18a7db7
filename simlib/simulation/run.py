"""A run: batches of replications, each going through the calendar. Sums come back, never people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from simlib.population.world import World, blank_pay
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
    batches = [replications[at : at + BATCH] for at in range(0, len(replications), BATCH)]
    pay = blank_pay(len(replications), plan.shape)  # by far the largest book: each batch writes its own part of it
    books: Books | None = None
    done = 0
    for part, batch in zip(_each(plan, batches, pay, workers, stop), batches, strict=True):
        books = books or _blank(part, len(replications))._replace(pay=pay)
        for whole, array in zip(books[:-1], part[:-1], strict=True):
            whole[done : done + len(batch)] = array
        done += len(batch)
        if progress is not None:
            progress(done, len(replications))
    assert books is not None, "a run has at least one replication"
    return books


def _blank(part: Books, replications: int) -> Books:
    """Return room for the books of all replications, of which these are some: parts that are done need not be kept."""
    return Books(*(np.empty((replications, *array.shape[1:]), array.dtype) for array in part))


def _each(plan: Plan, batches: list[range], pay: np.ndarray, workers: int, stop: Stop | None) -> Iterator[Books]:
    plan.prepare()
    first = batches[0][0]

    def one(batch: range) -> Books:
        return _run_batch(plan, batch, pay[batch[0] - first : batch[-1] + 1 - first], stop)

    if workers == 1:
        yield from map(one, batches)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(one, batches)


def _run_batch(plan: Plan, replications: range, pay: np.ndarray, stop: Stop | None) -> Books:
    if stop is not None and stop():
        raise Cancelled
    world = live(plan, replications, pay)
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


def live(plan: Plan, replications: range, pay: np.ndarray | None = None) -> World:
    """Take a batch of replications through every month, and return its worlds as they are at the end.

    pay  zeros to write the pay books in, (replications, 3, T, K); made here where none is given
    """
    pay = blank_pay(len(replications), plan.shape) if pay is None else pay
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        batch = opened(plan, replications, pay)
        do_calendar(batch, plan.calendar, plan.table, plan.forces)
    return batch
