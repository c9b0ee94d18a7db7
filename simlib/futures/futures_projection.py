"""A projection whose replications each lived under a future of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import xarray as xr

from simlib.futures.applied import lived, lived_together
from simlib.futures.batches import Lived, at_both_ends, layout_for, live_through
from simlib.futures.drawing import draws
from simlib.futures.spread import Futures
from simlib.luck import MOST_SEED
from simlib.policy import Policy
from simlib.policy.policies import Policies
from simlib.policy.problems import check_whole
from simlib.projection import Projection, plan_of
from simlib.simulation.pay_layout import PayLayout
from simlib.simulation.plan import Plan
from simlib.simulation.run import joined
from simlib.staff.opening import Staff


@dataclass(frozen=True)
class ReplicationUnderFuture(Projection):
    """One replication, under the policy as it was lived in its future."""

    futures: Futures = field(repr=False)
    drawn: tuple[float, ...] = field(repr=False)
    posts: np.ndarray = field(repr=False)

    def as_lived(self, policy: Policy) -> Policy:
        """Return another policy as this future would have had it."""
        return policy if policy is self.policy else lived(policy, self.futures, self.drawn)

    @property
    def authorised(self) -> np.ndarray:
        """The posts authorised at each year end, (year, post)."""
        return self.posts


@dataclass(frozen=True, repr=False)
class FuturesProjection(Projection):
    """What became of a staff under a policy, each replication with a luck and a future of its own.

    policy  as it was written, before any future
    books   of all replications: person-months are kept so that whatever any future pays for is told apart
    posts   authorised at each year end, (replication, year, post); (1, year, post) where the futures agree
    drawn_numbers  (replication, term) what each drew: factors, or what is added (money in yuan)
    futures_seed   names what was drawn of the futures: the seed of the luck unless a caller gave another
    draws   how many draws of the opening staff are lived: replication r opens with draw r modulo as many
    """

    futures: Futures = field(repr=False)
    posts: np.ndarray = field(repr=False)
    drawn_numbers: np.ndarray = field(repr=False)
    futures_seed: int
    draws: int = 1

    @property
    def draw(self) -> np.ndarray:
        """Which draw of the opening staff each replication opens with, (replication,) int."""
        return np.arange(self.replications) % self.draws

    @cached_property
    def lives(self) -> tuple[ReplicationUnderFuture, ...]:
        """The replications one by one, each with a policy of its own: made when they are first asked for."""
        policies, each = self.policies, range(self.replications)
        return tuple(
            ReplicationUnderFuture(
                replace(self.plan, policy=policies.one(r), staff=self.plan.staff.draws[r % self.draws]),
                1,
                self.books.part(r, r + 1),
                self.futures,
                tuple(self.drawn_numbers[r].tolist()),
                self.posts[min(r, len(self.posts) - 1)],
            )
            for r in each
        )

    @property
    def parts(self) -> tuple[Projection, ...]:
        """The replications one by one: each lived under a policy of its own."""
        return self.lives

    @cached_property
    def policies(self) -> Policies:
        """The policy as each replication lived it."""
        return self._lived(self.policy)

    def as_lived(self, policy: Policy) -> Policies:
        """Return another policy as the future of each replication would have had it."""
        return self.policies if policy is self.policy else self._lived(policy)

    def _lived(self, policy: Policy) -> Policies:
        return lived_together(policy, self.futures, self.drawn_numbers)

    def differs_in(self, *terms: str) -> bool:
        """Return whether the futures move any of some terms."""
        return not self.policies.apart.isdisjoint(terms)

    def at_the_ends(self, policy: Policy) -> tuple[Policy, ...]:
        """Return another policy with everything at the low end of its spread, and at the high end."""
        return at_both_ends(policy, self.futures)

    @property
    def drawn(self) -> xr.DataArray:
        """What each replication drew, (replication, term): factors, or what is added (money in yuan)."""
        coords = {"replication": np.arange(self.replications), "term": list(self.futures.terms)}
        return xr.DataArray(self.drawn_numbers, coords, ("replication", "term"), "future")

    @cached_property
    def provenance(self) -> Mapping[str, Any]:
        """Everything needed to run this again."""
        mine = {"futures": self.futures.name, "futures_digest": self.futures.digest}
        return {**super().provenance, **mine, "futures_seed": self.futures_seed, "staff_draws": self.draws}

    @property
    def authorised(self) -> np.ndarray:
        """The posts authorised at each year end, (replication, year, post)."""
        return np.broadcast_to(self.posts, (self.replications, *self.posts.shape[1:]))

    @cached_property
    def data(self) -> xr.Dataset:
        """The labelled arrays of `Projection.data`, with `future` (replication, term): what was drawn."""
        return super().data.assign(future=self.drawn)

    def under(self, policy: Policy) -> FuturesProjection:
        """Return the same lives under a policy that differs in pay alone, each in its own future."""
        if policy is self.policy:
            return self
        return replace(self, plan=replace(self.plan, policy=policy, layout=self.plan.pay))

    def kept_by(self, layout: PayLayout, **hooks: Any) -> FuturesProjection:
        """Return the same projection with person-months kept this way: run again unless they are already."""
        mine = self.plan.pay
        if (mine.lengths, mine.starts) == (layout.lengths, layout.starts):
            return self
        plan = replace(self.plan, layout=layout)
        return self._with(plan, live_through(plan, self.policies, range(self.replications), self.draws, **hooks), None)

    def extended(self, replications: int, **hooks: Any) -> FuturesProjection:
        """Return the same projection with more replications; those there are stay bit for bit."""
        if replications <= self.replications:
            return self
        more = range(self.replications, replications)
        drawn = draws(self.futures, self.futures_seed, more)
        added = live_through(self.plan, lived_together(self.policy, self.futures, drawn), more, self.draws, **hooks)
        return self._with(self.plan, added, drawn)

    def _with(self, plan: Plan, found: Lived, drawn: np.ndarray | None) -> FuturesProjection:
        """Return it with what was lived: instead of the present books, or after them where it was drawn for."""
        books, posts, numbers = found.books, found.posts, self.drawn_numbers
        if drawn is not None:
            books, numbers = joined((self.books, books)), np.concatenate([numbers, drawn])
            posts = _one_after_the_other((self.posts, self.replications), (posts, len(drawn)))
        return replace(self, plan=plan, replications=len(numbers), books=books, posts=posts, drawn_numbers=numbers)


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
    """Project a staff under a policy, every replication in a future of its own and on another draw of the staff.

    The luck is that of `project` with the same seed: with `at_centre` every replication lives the central future with
    the staff as it was first drawn (`Staff.draws`), and what is left to vary is chance alone. Terms of the futures that
    the policy does not give are passed over.

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
    drawn = draws(futures, own_seed, range(replications))
    policies = lived_together(policy, futures, drawn)
    plan = replace(plan, layout=layout_for(plan, futures))
    many = 1 if at_centre else len(staff.draws)
    found = live_through(plan, policies, range(replications), many, workers=workers, progress=progress, stop=stop)
    return FuturesProjection(plan, replications, found.books, futures, found.posts, drawn, own_seed, many)


def _one_after_the_other(*parts: tuple[np.ndarray, int]) -> np.ndarray:
    """Return posts of several runs, (replications or 1, …) and how many there are in each, as those of one run."""
    if all(len(posts) == 1 for posts, _ in parts) and len({posts.tobytes() for posts, _ in parts}) == 1:
        return parts[0][0]
    return np.concatenate([np.broadcast_to(posts, (many, *posts.shape[1:])) for posts, many in parts])
