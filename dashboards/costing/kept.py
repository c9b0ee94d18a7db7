"""Projections that are kept, so that a change of pay alone is priced at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from simlib.analysis.outcomes import Costed
from simlib.budget import cost, repriced
from simlib.policy import Policy
from simlib.projection import Projection

Luck = tuple[str, int, int]  # staff digest, seed, years: what projections must share to be compared
Run = Callable[[Policy, Projection | None], Projection]  # project a policy, going on from a sooner projection


def first(projection: Projection, replications: int) -> Projection:
    """Return the first replications of a projection: what a shorter run would have been, bit for bit."""
    return projection if replications >= projection.replications else part(projection, 0, replications)


def part(projection: Projection, start: int, stop: int) -> Projection:
    """Return the replications from `start` up to `stop`, as far as there are any; to be read, not to be extended."""
    books = projection.books.part(start, stop)
    return Projection(projection.plan, len(books.in_post), books)


@dataclass
class Kept:
    """Projections of one staff with one luck: that of the policy in force, and the last other one."""

    luck: Luck | None = None
    law: Projection | None = None
    other: Projection | None = None
    _costed: dict[int, Costed] = field(default_factory=dict)  # the policy in force, by replications

    def of(self, law: Policy, luck: Luck) -> Kept:
        """This, emptied where the policy in force or the luck is another."""
        if luck != self.luck or self.law is None or self.law.policy.digest != law.digest:
            self.luck, self.law, self.other, self._costed = luck, None, None, {}
        return self

    def __iter__(self) -> Iterator[Projection]:
        return (one for one in (self.law, self.other) if one is not None)

    def pricing(self, policy: Policy, replications: int) -> Projection | None:
        """Return so many replications whose person-months tell what a policy costs, if they are at hand."""
        for one in self:
            if one.replications >= replications and repriced(one, policy):
                return first(one, replications)
        return None

    def before(self, law: Policy, replications: int, run: Run) -> Costed:
        """Return the policy in force with its budget."""
        if self.law is None or self.law.replications < replications:
            self.law = run(law, self.law)
        if replications not in self._costed:
            base = first(self.law, replications)
            self._costed[replications] = Costed(base, cost(base))
        return self._costed[replications]

    def simulated(self, policy: Policy, run: Run) -> Projection:
        """Return a policy's projection, and keep it in place of the last other one."""
        sooner = self.other if self.other is not None and repriced(self.other, policy) else None
        self.other = sooner  # lets go of the old one before there is a new one
        self.other = run(sooner.policy if sooner else policy, sooner)
        return self.other
