"""Projections that are kept, so that a change of pay alone is priced at once and a longer run goes on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from simlib.analysis.outcomes import Costed, costed
from simlib.budget import repriced
from simlib.policy import Policy
from simlib.projection import Projection

Run = Callable[[Policy, int, Projection | None], Projection]  # so many replications, going on from fewer


def part(projection: Projection, start: int, stop: int) -> Projection:
    """Return the replications from `start` up to `stop`, as far as there are any; to be read, not to be extended."""
    books = projection.books.part(start, stop)
    return Projection(projection.plan, len(books.in_post), books)


@dataclass
class Lengths:
    """Projections of one policy by their replications; each goes on from a shorter one."""

    policy: Policy
    runs: dict[int, Projection] = field(default_factory=dict)

    def run(self, replications: int, run: Run) -> Projection:
        """Return so many replications, projected now unless they are there."""
        if replications not in self.runs:
            shorter = max((n for n in self.runs if n < replications), default=0)
            self.runs[replications] = run(self.policy, replications, self.runs.get(shorter))
        return self.runs[replications]


class Kept:
    """Projections of one staff with one luck: those of the policy in force, and of the last other one."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._law: Lengths | None = None
        self._other: Lengths | None = None
        self._costed: dict[tuple[str, int], Costed] = {}  # by policy digest and replications

    def of(self, policy: Policy, luck: Hashable) -> Kept:
        """This, emptied where the policy in force or the luck (all else that a run depends on) is another."""
        if self._key != (policy.digest, luck):
            self._key, self._law, self._other, self._costed = (policy.digest, luck), Lengths(policy), None, {}
        return self

    def at_hand(self, policy: Policy, replications: int) -> Projection | None:
        """Return so many replications whose person-months tell what a policy costs, if they are here."""
        for one in (self._law, self._other):
            run = one.runs.get(replications) if one is not None else None
            if run is not None and repriced(run, policy):
                return _under(run, policy)
        return None

    def simulated(self, policy: Policy) -> bool:
        """Return whether a policy was itself simulated, not priced again over what another one's people did."""
        return self._other is not None and self._other.policy.digest == policy.digest

    def costed(self, policy: Policy, replications: int, run: Run) -> Costed:
        """Return a policy's projection with its budget, and keep both in place of those of the last other policy."""
        assert self._law is not None
        key = policy.digest, replications
        if key not in self._costed:
            still = (self._law.policy.digest, policy.digest)
            self._costed = {one: found for one, found in self._costed.items() if one[0] in still}
            projection = self.at_hand(policy, replications) or self._run(self._law, policy, replications, run)
            self._costed[key] = costed(projection)
        return self._costed[key]

    def _run(self, law: Lengths, policy: Policy, replications: int, run: Run) -> Projection:
        if policy.digest == law.policy.digest:
            return law.run(replications, run)
        if self._other is None or not any(repriced(one, policy) for one in self._other.runs.values()):
            self._other = None  # lets go of the old ones before there are new ones
            self._other = Lengths(policy)
        return _under(self._other.run(replications, run), policy)


def _under(run: Projection, policy: Policy) -> Projection:
    return run if run.policy.digest == policy.digest else run.under(policy)
