"""The register of assumptions: every value that no document gives, and what comes of it if it is otherwise.

One at a time, on the same people and the same luck:
  a number             at either end of its range
  numbers along axes   all of them × 0.8 and × 1.25, within the range
  a choice, yes or no  each of the others that the policy could have
Shares that add up to one, months, and choices along an axis are not moved; what no rule in force reads is not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simlib.analysis.compare import Difference, difference
from simlib.analysis.outcomes import OUTCOMES, Costed, costed, whole
from simlib.budget import cost, repriced
from simlib.policy import Policy, PolicyError
from simlib.policy.provision import Dated, Evidence, Provision
from simlib.policy.term import Term
from simlib.projection import Projection

FACTORS = (0.8, 1.25)  # for numbers along an axis: a fifth less, a quarter more
GRADES: tuple[Evidence, ...] = ("published", "reported", "computed", "assumed")
Run = Callable[[Policy], Projection]
Tell = Callable[[int, int], None]  # how many assumptions are done, of how many


@dataclass(frozen=True)
class Otherwise:
    """An assumption at another value: what that does to cost (all years) and to people in post (at the end)."""

    policy: Policy = field(repr=False)
    dated: Dated
    factor: float | None  # by which all numbers along an axis were moved; None where `dated` tells it all
    cost: Difference
    in_post: Difference


@dataclass(frozen=True)
class Assumption:
    """A value in force that no document gives; `otherwise` is empty where it cannot be moved by itself."""

    provision: Provision
    dated: Dated
    otherwise: tuple[Otherwise, ...] = ()

    @property
    def term(self) -> Term:
        """What is assumed."""
        return self.provision.term

    @property
    def reach(self) -> float:
        """The largest change of cost, in yuan, whichever way."""
        return max((abs(one.cost.mean) for one in self.otherwise), default=0.0)


def assumed(policy: Policy, month: int) -> list[Assumption]:
    """Return every assumption in force in a month that a rule in force reads, in the order of the terms."""
    found = ((one, one.find(month)) for one in policy.provisions.values() if _is_read(policy, one.term, month))
    return [Assumption(one, dated) for one, dated in found if dated and dated.evidence == "assumed"]


def evidence_counts(policy: Policy, month: int) -> dict[Evidence, int]:
    """Return how many values in force that a rule in force reads have each grade of evidence."""
    found = [one.find(month) for one in policy.provisions.values() if _is_read(policy, one.term, month)]
    grades = [dated.evidence for dated in found if dated]
    return {grade: grades.count(grade) for grade in GRADES}


def register(policy: Policy, run: Run, tell: Tell | None = None) -> list[Assumption]:
    """Return every assumption in force at the opening with what it moves, the farthest reaching first.

    run  projects a policy: always the same staff, seed and replications
    """
    month = policy.opening or 0
    listed, as_is = assumed(policy, month), costed(run(policy))
    found = []
    for done, one in enumerate(listed):
        laws = _others(policy, one, month)
        otherwise = tuple(_effect(law, one.term.name, factor, as_is, run) for law, factor in laws)
        found.append(Assumption(one.provision, one.dated, otherwise))
        if tell:
            tell(done + 1, len(listed))
    return sorted(found, key=lambda one: -one.reach)


def _effect(policy: Policy, name: str, factor: float | None, as_is: Costed, run: Run) -> Otherwise:
    priced = repriced(as_is.projection, policy)
    after = Costed(as_is.projection, cost(as_is.projection, policy)) if priced else costed(run(policy))
    of_cost, in_post = (
        difference(whole(OUTCOMES[name], as_is), whole(OUTCOMES[name], after)) for name in ("cost", "in_post")
    )
    return Otherwise(policy, policy.provisions[name].at(policy.opening or 0), factor, of_cost, in_post)


def _is_read(policy: Policy, term: Term, month: int) -> bool:
    return term.projected and term.moves_total and policy.reads(term, month)


def _others(policy: Policy, one: Assumption, month: int) -> Iterator[tuple[Policy, float | None]]:
    """Yield the policy with other values of one assumption; what would contradict the rest is left out."""
    for value, factor in _values(one):
        try:
            yield policy.with_values({one.term.name: value}, month), factor
        except PolicyError:
            continue


def _values(one: Assumption) -> Iterator[tuple[Any, float | None]]:
    """Yield other values, as a file writes them, with the factor where they were moved by one."""
    term, span = one.term, one.provision.range
    if term.shape and term.amount and not term.adds_up:
        yield from _all_moved(one)
    elif not term.shape and term.unit in ("choice", "yes_no"):
        options = term.choices or ("no", "yes")
        yield from ((option, None) for number, option in enumerate(options) if number != int(one.dated.value))
    elif not term.shape and span and term.unit != "month":
        yield from ((end, None) for end in span if end != _written(term, one.dated.value))


def _all_moved(one: Assumption) -> Iterator[tuple[Any, float]]:
    """Yield the numbers along one axis or more, all moved by the same factor."""
    now = np.asarray(_written(one.term, np.asarray(one.dated.value, float)))
    lowest, highest = one.provision.range or one.term.limits
    for factor in FACTORS:
        moved = np.clip(now * factor, min(lowest, now.min()), max(highest, now.max()))
        moved = np.floor(moved + 0.5) if one.term.whole else moved.round(9)
        if (moved != now).any():
            yield (moved.astype(int) if one.term.whole else moved).tolist(), factor


def _written(term: Term, value: Any) -> Any:
    """Return a number as a file writes it: yuan, not fen."""
    return value / term.parts
