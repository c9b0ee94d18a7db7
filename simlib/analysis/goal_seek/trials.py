"""The trials of a goal seek: values of a term in even steps, each tried once, on the same luck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

import numpy as np

from simlib.analysis.compare import difference
from simlib.analysis.goal_seek.goal import Goal
from simlib.analysis.outcomes import Costed
from simlib.budget import cost, repriced
from simlib.policy import Policy
from simlib.policy.term import Term
from simlib.projection import Projection

Run = Callable[[Policy], Projection]
Edge = Literal["mean", "low", "high", "most"]  # what is held against the limit: the mean, the mean less or plus its
# simulation error, or what nine in ten replications do not pass
MOST = 0.9
LOOKS, MOST_WHOLE = 9, 41  # values looked at first: of a range, or all of one with no more whole numbers than this


@dataclass(frozen=True)
class Trial:
    """One value tried: the mean outcome with its simulation error (NaN under 30 replications)."""

    value: float
    mean: float
    error: float
    kept: bool


class Tries:
    """The values tried so far, numbered from the low end in steps."""

    def __init__(
        self, policy: Policy, goal: Goal, term: Term, run: Run, low: float, high: float, step: float, start: int | None
    ) -> None:
        self.policy, self.goal, self.term, self.run = policy, goal, term, run
        self.low, self.step, self.start = low, step, start
        self.last = max(1, floor((high - low) / step + 1e-9))
        self.known: dict[int, np.ndarray] = {}
        self.first: Projection | None = None
        self.priced = term.affects == "pay"

    def value(self, at: int) -> float:
        """Return the value at a place, as a file would write it."""
        value = round(self.low + at * self.step, 10)
        return round(value) if self.term.whole else value

    def values(self, at: int) -> np.ndarray:
        """Return the outcome by replication at a place."""
        if at not in self.known:
            self.known[at] = self.goal.values(self._costed(at))
        return self.known[at]

    def _costed(self, at: int) -> Costed:
        policy = self.policy.with_values({self.term.name: self.value(at)}, self.start)
        if self.priced and self.first is not None and repriced(self.first, policy):
            return Costed(self.first, cost(self.first, policy))
        projection = self.run(policy)
        self.priced &= self.first is None
        self.first = self.first or projection
        return Costed(projection, cost(projection))

    def line(self, at: int, edge: Edge) -> float:
        """Return what is held against the limit at a place."""
        if edge == "most":
            ordered, under = np.sort(self.values(at)), self.goal.side == "under"
            most = ceil(round(MOST * len(ordered), 9))
            return float(ordered[most - 1] if under else ordered[-most])
        found = self.trial(at)
        return found.mean + {"mean": 0.0, "low": -1.0, "high": 1.0}[edge] * (0.0 if edge == "mean" else found.error)

    def trial(self, at: int) -> Trial:
        """Return what came of a place."""
        values = self.values(at)
        found = difference(np.zeros(len(values)), values)
        return Trial(self.value(at), found.mean, found.error, self.goal.kept(found.mean))

    def kept(self, at: int, edge: Edge) -> bool:
        """Return whether a place keeps the goal, by one of the lines."""
        return self.goal.kept(self.line(at, edge))

    def look(self) -> list[int]:
        """Look over the whole range: every whole number of a short one, else a few places from end to end."""
        every = self.term.whole and self.last < MOST_WHOLE
        places = range(self.last + 1) if every else np.linspace(0, self.last, LOOKS).round().astype(int).tolist()
        looked = sorted(set(places))
        for at in looked:
            self.values(at)
        return looked

    def last_alike(self, one: int, other: int, edge: Edge) -> int:
        """Return the place next to where the goal is gained or lost between two places that differ, on the side of one.

        The straight line between the two guesses first; where it gains little, halving takes turns with it.
        """
        guess_next = True
        while abs(other - one) > 1:
            middle = (one + other) // 2
            if guess_next:
                at, to = self.line(one, edge) - self.goal.limit, self.line(other, edge) - self.goal.limit
                middle = one + round((other - one) * at / (at - to)) if at != to else middle
            guess_next = not guess_next
            inside = sorted((one, other))
            middle = min(max(middle, inside[0] + 1), inside[1] - 1)
            if self.kept(middle, edge) == self.kept(one, edge):
                one = middle
            else:
                other = middle
        return one
