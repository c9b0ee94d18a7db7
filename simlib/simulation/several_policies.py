"""A plan of several policies: every replication under one of its own, as one law under several futures.

They share what the policies have in common: calendar, places, opening, pay cells and periods. What the rules read is
worked out for a batch of replications at a time, and let go with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from simlib.policy import TERMS
from simlib.policy.policies import Policies
from simlib.population.world import World
from simlib.rules.establishment import authorised
from simlib.rules.exits.competing_risks import forces_apart
from simlib.simulation.calendar import Laws, do_apart
from simlib.simulation.clock import READ_BY_THE_CLOCK
from simlib.simulation.plan import Plan

NOT_SHARED = frozenset({*READ_BY_THE_CLOCK, "establishment.communities"})  # the places there are
_FOR_ALL = frozenset({"establishment.residents", "establishment.residents_growth"})  # which rules take for all at once


def may_share(policies: Policies) -> bool:
    """Return whether several policies have calendar and places in common."""
    return NOT_SHARED.isdisjoint(policies.apart)


@dataclass(frozen=True)
class PlanApart(Plan):
    """A plan whose replications, from `first` on, are each under a policy of their own.

    policy    what the policies are alike in
    policies  those of the replications, in their order
    draws     how many draws of the staff they open with: replication r with draw r modulo as many
    """

    policies: Policies | None = None
    first: int = 0
    draws: int = 1

    def act(self, batch: World, replications: range) -> None:
        """Take a batch of replications through the calendar."""
        do_apart(batch, self.calendar, self.laws(replications))

    def laws(self, replications: range) -> Laws:
        """Return what the rules read of some replications."""
        mine = self._of(replications)
        table = self._tables(mine)
        at = slice(replications.start - self.first, replications.stop - self.first)
        posts, absorbed = self.posts, self.people_absorbed
        return Laws(
            table.view(np.recarray),
            forces_apart(mine, self.months, table),
            posts[at] if len(posts) > 1 else posts,
            absorbed[at] if len(absorbed) > 1 else absorbed,
        )

    def opening(self, replication: int, first: World) -> World:
        """Return the world in which a replication opens, with its own draw of the staff and the room of `first`."""
        draw = replication % self.draws
        if draw == 0:
            return first
        room = (first.people.shape[1], first.wage_years.shape[1])
        kept = self._drawn_openings.get((draw, room))
        if kept is None:
            kept = self._drawn_openings[draw, room] = self.opening_of(self.staff.draws[draw], self._roomier(*room))
        return kept

    @cached_property
    def _drawn_openings(self) -> dict[tuple[int, tuple[int, int]], World]:
        return {}

    def _of(self, replications: range) -> Policies:
        assert self.policies is not None
        return self.policies.part(replications.start - self.first, replications.stop - self.first)

    def _tables(self, policies: Policies) -> np.ndarray:
        """Return the terms of each month, (R, M)."""
        tables = np.repeat(np.asarray(self.table)[None], policies.many, axis=0)
        for name in policies.apart:
            field = TERMS[name].field if name in TERMS else ""
            if field not in (tables.dtype.names or ()):
                continue
            for dated in policies.provisions[name].values:
                own = tuple(slice(0, length) for length in np.shape(dated.value)[1:])
                column = tables[field][:, max(0, dated.month - self.months[0]) :, *own]
                column[:] = np.asarray(dated.value)[:, None]
        return tables

    @cached_property
    def posts(self) -> np.ndarray:
        """The establishments of all replications, or of one where they are alike, (R or 1, sets, P, posts)."""
        assert self.policies is not None
        moved = {name for name in self.policies.apart if name.startswith("establishment.")}
        shared = self.calendar.authorised[None]
        if not moved:
            return shared
        months = [self.months[at] for at in np.unique(self.calendar.authorised_from, return_index=True)[1]]
        if moved <= _FOR_ALL:
            sets = [authorised(self.policies, self.places, month, self.reviews) for month in months]
            if all(posts.ndim == shared.ndim - 2 for posts in sets):
                return shared
            each = np.broadcast_shapes(*(posts.shape for posts in sets))
            return np.ascontiguousarray(np.stack([np.broadcast_to(posts, each) for posts in sets], axis=1))
        each_own = (self.policies.one(r) for r in range(self.policies.many))
        return np.stack([np.stack([authorised(one, self.places, m, self.reviews) for m in months]) for one in each_own])

    @cached_property
    def people_absorbed(self) -> np.ndarray:
        """How many each unit is to absorb in bulk, (R or 1, months, units)."""
        assert self.policies is not None
        if "absorption.people" not in self.policies.apart:
            return self.absorbed[None]
        each = (replace(self.shared, policy=self.policies.one(r)) for r in range(self.policies.many))
        return np.stack([plan.absorbed for plan in each])

    @property
    def shared(self) -> Plan:
        """The plan without the policies: all that a projection keeps of it."""
        return Plan(self.policy, self.staff, self.months, self.seed, self.traced, self.layout)

    def _establishments(self) -> Iterable[np.ndarray]:
        return self.posts

    def _most_absorbed(self) -> np.ndarray:
        return self.people_absorbed.max(axis=0)

    def prepare(self) -> None:
        """Work everything out that threads would otherwise work out side by side."""
        super().prepare()
        assert len(self.posts) and len(self.people_absorbed) and self._drawn_openings == {}
        assert self._place_keys and (self.draws == 1 or self.staff.draws)
