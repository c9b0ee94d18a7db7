"""A projection whose replications each lived under a future of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import xarray as xr

from simlib.futures.drawing import draw
from simlib.futures.moving import lived
from simlib.futures.spread import Futures
from simlib.luck import MOST_SEED
from simlib.policy import Policy
from simlib.policy.problems import check_whole
from simlib.population.staff import Staff
from simlib.projection import Projection, plan_of
from simlib.simulation.opening import Plan
from simlib.simulation.run import people_of, run


@dataclass(frozen=True)
class Life(Projection):
    """One replication, under the policy as it was lived in its future."""

    futures: Futures = field(repr=False)
    drawn: tuple[float, ...] = field(repr=False)

    def as_lived(self, policy: Policy) -> Policy:
        """Return another policy as this future would have had it."""
        return lived(policy, self.futures, self.drawn)


@dataclass(frozen=True)
class FuturesProjection(Projection):
    """What became of a staff under a policy, each replication with a luck and a future of its own.

    policy  as it was written, before any future
    books   of all replications, but for those by pay period: futures count pay in cells of their own
    lives   the replications one by one, with all their books
    futures_seed  names what was drawn of the futures: the seed of the luck unless a caller gave another
    """

    futures: Futures = field(repr=False)
    lives: tuple[Life, ...] = field(repr=False)
    futures_seed: int

    @property
    def parts(self) -> tuple[Projection, ...]:
        """The replications one by one: each lived under a policy of its own."""
        return self.lives

    @property
    def drawn(self) -> xr.DataArray:
        """What each replication drew, (replication, term): factors, or what is added (money in yuan)."""
        numbers = np.array([life.drawn for life in self.lives]).reshape(len(self.lives), -1)
        coords = {"replication": np.arange(len(self.lives)), "term": list(self.futures.terms)}
        return xr.DataArray(numbers, coords, ("replication", "term"), "future")

    @cached_property
    def provenance(self) -> Mapping[str, Any]:
        """Everything needed to run this again."""
        mine = {"futures": self.futures.name, "futures_digest": self.futures.digest}
        return {**super().provenance, **mine, "futures_seed": self.futures_seed}

    @cached_property
    def authorised(self) -> np.ndarray:
        """The posts authorised at each year end, (replication, year, post)."""
        return np.stack([life.authorised for life in self.lives])

    @cached_property
    def data(self) -> xr.Dataset:
        """The labelled arrays of `Projection.data`, with `future` (replication, term): what was drawn."""
        return super().data.assign(future=self.drawn)

    def under(self, policy: Policy) -> FuturesProjection:
        """Return the same lives under a policy that differs in pay alone, each in its own future."""
        lives = tuple(replace(life, plan=life.under(policy).plan) for life in self.lives)
        return replace(self, plan=replace(self.plan, policy=policy, layout=self.plan.pay), lives=lives)

    def extended(self, replications: int, **hooks: Any) -> FuturesProjection:
        """Return the same projection with more replications; those there are stay bit for bit."""
        if replications <= self.replications:
            return self
        more = _lives(self.plan, self.futures, self.futures_seed, range(self.replications, replications), **hooks)
        return _joined(self.plan, self.futures, self.futures_seed, (*self.lives, *more))


def project_futures(
    policy: Policy,
    staff: Staff,
    futures: Futures,
    *,
    years: int,
    replications: int,
    seed: int,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    at_centre: bool = False,
    futures_seed: int | None = None,
) -> FuturesProjection:
    """Project a staff under a policy, every replication in a future of its own.

    The luck is that of `project` with the same seed: with `at_centre` every replication lives the central future, and
    what is left to vary is luck alone. Terms of the futures that the policy does not give are passed over.

    years, replications, seed, workers, progress, stop  as `project` takes them
    futures_seed  names what is drawn of the futures, by default that of the luck: with another seed and the same
                  `futures_seed` the same futures are lived with other luck
    Raises PolicyError as `project` does, and where a drawn future contradicts itself.
    """
    plan = plan_of(policy, staff, years=years, replications=replications, seed=seed)
    own_seed = seed if futures_seed is None else futures_seed
    check_whole("futures_seed", own_seed, 0, MOST_SEED)
    if at_centre:
        futures = replace(futures, spreads=tuple(replace(s, low=s.centre, high=s.centre, shape="triangular")
                                                 for s in futures.spreads))  # fmt: skip
    lives = _lives(plan, futures, own_seed, range(replications), workers=workers, progress=progress, stop=stop)
    return _joined(plan, futures, own_seed, lives)


def _lives(
    plan: Plan,
    futures: Futures,
    futures_seed: int,
    replications: range,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> tuple[Life, ...]:
    """Run the replications, each with a plan of its own."""

    def one(replication: int) -> Life:
        drawn = draw(futures, futures_seed, replication)
        own = replace(plan, policy=lived(plan.policy, futures, drawn))
        books = run(own, range(replication, replication + 1), workers=1, progress=None, stop=stop)
        return Life(replace(own), 1, books, futures, drawn)  # without what only the run needed

    lives: list[Life] = []
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        for life in pool.map(one, replications):
            lives.append(life)
            if progress is not None:
                progress(len(lives), len(replications))
    return tuple(lives)


def _joined(plan: Plan, futures: Futures, futures_seed: int, lives: tuple[Life, ...]) -> FuturesProjection:
    """Put the books of all replications together."""
    books = people_of([life.books for life in lives])
    return FuturesProjection(plan, len(lives), books, futures, lives, futures_seed)
