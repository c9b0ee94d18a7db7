"""A run: batches of replications, each going through the calendar. Sums come back, never people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Any, NamedTuple, TypeVar

import numpy as np

from simlib.population.world import COUNTS, NOW, THEN, WAGE_YEAR, World
from simlib.simulation.kept_wage_years import contributions_of, known_together, renumbered
from simlib.simulation.plan import Plan, opened
from simlib.simulation.tally import Tally, tally, together

T = TypeVar("T")
OnProgress = Callable[[int, int], None]
Stop = Callable[[], bool]
BATCH = 5  # replications between two looks at `stop`; the answer does not depend on it


class RunStopped(Exception):
    """The caller asked the run to stop."""


class Books(NamedTuple):
    """The books of every replication, replications in front. People as int32.

    in_post (R, Y + 1, post, grade), by_age (R, Y + 1, sex, age band), by_unit (R, Y + 1, unit): the opening first
    flows (R, Y, flow, post), moves (R, Y, post, post), blocked (R, Y, why): during each year
    risen (R, Y, post, grade): of the twelve months after each change of grade, + in the new grade, − in the old one
    protected: person-months of the converted, NOW and THEN, by period, and by post and grade before and after
    pay: what is counted by pay cell (`COUNTS`): person-months, people rewarded at year end, what the dismissed are due
    contributed: months of contributions by period and by the wage year that they are on: insurance and fund, or one
    wage_years: of WAGE_YEAR, in the order of their keys
    """

    in_post: np.ndarray
    by_age: np.ndarray
    by_unit: np.ndarray
    flows: np.ndarray
    moves: np.ndarray
    risen: np.ndarray
    blocked: np.ndarray
    protected: tuple[Tally, ...]
    pay: tuple[Tally, ...]
    contributed: tuple[Tally, ...]
    wage_years: np.ndarray

    def part(self, start: int, stop: int) -> Books:
        """Return the books of the replications from `start` up to `stop`: the same memory, looked at."""
        mine: dict[str, Any] = {name: getattr(self, name)[start:stop] for name in _WHOLE}
        mine |= {name: tuple(one.part(start, stop) for one in getattr(self, name)) for name in _TALLIES}
        return self._replace(**mine)


_TALLIES = ("protected", "pay", "contributed")
_WHOLE = Books._fields[: Books._fields.index("protected")]


def run(plan: Plan, replications: range, *, workers: int, progress: OnProgress | None, stop: Stop | None) -> Books:
    """Run the replications and return their books. Raises Cancelled when `stop()` is true between two batches."""
    plan.prepare()
    thread = local()  # each keeps the worlds of its last batch for the next to be written over: new memory takes time

    def part(done: int) -> Books:
        if stop is not None and stop():
            raise RunStopped
        thread.world = live(plan, replications[done : done + BATCH], getattr(thread, "world", None))
        return _books(plan, thread.world)

    return joined([*each_in_turn(part, range(0, len(replications), BATCH), workers, progress, len(replications))])


def joined(parts: Sequence[Books]) -> Books:
    """Return the books of several runs of replications under one plan, one run after the other."""
    years = known_together([one.wage_years for one in parts])
    parts = [one._replace(contributed=renumbered(one.contributed, one.wage_years, years)) for one in parts]
    found: dict[str, Any] = {}
    for name in _TALLIES:
        kinds = zip(*(getattr(one, name) for one in parts), strict=True)
        found[name] = tuple(together(kind) for kind in kinds)
    return people_of(parts)._replace(**found, wage_years=years)


def people_of(parts: Sequence[Books]) -> Books:
    """Return the books of several runs, one after the other, without what is counted for pay, each by its own plan."""
    found: dict[str, Any] = {name: np.concatenate([getattr(one, name) for one in parts]) for name in _WHOLE}
    return Books(**found, protected=(), pay=(), contributed=(), wage_years=np.zeros(0, WAGE_YEAR))


def each_in_turn(
    part: Callable[[int], T], starts: range, workers: int, progress: OnProgress | None, total: int | None = None
) -> Iterator[T]:
    """Do every part, on so many threads, yield what each returns, in their order, and tell how far it is.

    total  how many there are in all, where a part is several; by default as many as parts
    """
    total = len(starts) if total is None else total
    for done, found in enumerate(_each(part, starts, workers), 1):
        if progress is not None:
            progress(min(done * starts.step, total), total)
        yield found


def _each(part: Callable[[int], T], starts: range, workers: int) -> Iterator[T]:
    """Do every part, on so many threads, and yield what each returns, in their order."""
    if workers == 1:
        yield from map(part, starts)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(part, starts)


def _books(plan: Plan, world: World) -> Books:
    """Return a copy of the books of a batch of worlds, without the room that this policy does not use."""
    posts, grades = len(plan.policy.axis("post")), plan.policy.grades
    ends, within = len(plan.years) + 1, slice(0, len(plan.years))
    years, contributed = contributions_of(world)
    return Books(
        in_post=world.years.in_post[:, :, :posts, :grades].copy(),
        by_age=world.years.by_age.copy(),
        by_unit=np.moveaxis(world.units.in_post[:, :, :ends], 1, 2).copy(),
        flows=world.years.flows[:, within, :, :posts].copy(),
        moves=world.years.moves[:, within, :posts, :posts].copy(),
        risen=world.years.risen[:, within, :posts, :grades].copy(),
        blocked=world.years.blocked[:, within].copy(),
        protected=tuple(tally(world.protected[:, book, :-1]) for book in (NOW, THEN)),
        pay=tuple(tally(world.pay[:, kind]) for kind in range(len(COUNTS))),
        contributed=contributed,
        wage_years=years,
    )


def live(plan: Plan, replications: range, room: World | None = None) -> World:
    """Take a batch of replications through every month, and return its worlds as they are at the end.

    `room`: see `opened`.
    """
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        while True:
            batch = opened(plan, replications, room)
            try:
                plan.act(batch, replications)
            except IndexError:  # no record for one more
                if not plan.outgrows:
                    raise
                plan.widen_records(batch.people.shape[1])
                continue
            if not batch.state.full.any():
                return batch
            plan.widen(batch.wage_years.shape[1])
