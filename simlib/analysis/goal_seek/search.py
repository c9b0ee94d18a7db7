"""Goal seek: which values of a term keep a goal, on paired luck, and how far the answer may be off.

Every trial has the same people with the same luck (and futures), so a trial differs from its neighbour by the policy
alone. The range is looked over first, end to end, then each place where the goal is gained or lost is closed in on
until two neighbouring values remain: a whole number, a fen, or a small step. So an answer is exact, and a goal that is
kept, lost and kept again is found and said rather than passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor, log10

import numpy as np

from simlib.analysis.ceilings import Chance
from simlib.analysis.compare import difference
from simlib.analysis.goal_seek.goal import Goal
from simlib.analysis.goal_seek.trials import Edge, Run, Trial, Tries
from simlib.analysis.widths import Range, both_ranges
from simlib.futures.applied import immovable
from simlib.policy import Policy
from simlib.policy.problems import PolicyError, nearest, one_problem
from simlib.policy.term import Term
from simlib.text import Text

FINENESS = 1000  # of the range: how small the steps of a share or factor are, at least
_FEN = 0.01


@dataclass(frozen=True)
class Span:
    """Neighbouring values that keep the goal, both ends included.

    low_open, high_open  whether that end is the end of the range, beyond which nothing was tried
    """

    low: float
    high: float
    low_open: bool
    high_open: bool


@dataclass(frozen=True)
class Margin:
    """What becomes of the goal under futures, where each replication has one of its own.

    kept    how often the value found keeps it
    wide    range with the assumptions of the outcome at that value; none from fewer than 30 replications
    value   the last value that keeps it in nine of ten replications; None where none does
    sought  whether that was looked for: not where every trial would be a simulation
    """

    kept: Chance
    wide: Range
    value: float | None
    sought: bool


@dataclass(frozen=True)
class Found:
    """What was found.

    spans     the values that keep the goal on the mean: none, one, or several where it is lost in between
    interval  for one span with one edge inside the range: the least and most that the edge may be, by the simulation
              error; an end is None where it lies beyond the range, the whole None under 30 replications, or where the
              goal may be kept on several stretches
    bends     neighbouring values between which the outcome clearly turns back
    nearest   the trial that comes nearest to the limit
    trials    by value
    priced    whether trials were priced without simulating
    margin    of the edge under futures, where they were asked for
    """

    term: Term
    goal: Goal
    low: float
    high: float
    step: float
    spans: tuple[Span, ...]
    interval: tuple[float | None, float | None] | None
    bends: bool
    nearest: Trial
    trials: tuple[Trial, ...]
    replications: int
    priced: bool
    margin: Margin | None = None

    @property
    def edge(self) -> float | None:
        """The last value that keeps the goal, towards where it is lost; None where there is not exactly one."""
        if len(self.spans) != 1:
            return None
        span = self.spans[0]
        return None if span.low_open == span.high_open else (span.high if span.low_open else span.low)


def seek(
    policy: Policy, goal: Goal, name: str, run: Run, *, span: tuple[float, float] | None = None,
    start: int | None = None, step: float | None = None, wide: Run | None = None,
) -> Found:  # fmt: skip
    """Return which values of a term keep a goal.

    run    projects a policy: always the same staff, years, replications, seed
    wide   the same under futures, for how often the goal is kept there
    span   lowest and highest value to try, as a file writes them; by default the range of the provision, or the slider
    start  month from which the values hold; by default the opening
    step   the finest difference between two values; by default 1, a fen, or a thousandth of the range or less

    Raises PolicyError for a term that is no single amount, and for a range outside its limits.
    """
    term = _seekable(policy, name)
    low, high = _range(policy, term) if span is None else span
    fine = _step(term, low, high) if step is None else step
    if not low < high or fine <= 0:
        what = Text("{name} 的反推范围写成了 {low} 到 {high}", "the range of {name} runs from {low} to {high}")
        what = what.of(name=name, low=f"{low:g}", high=f"{high:g}")
        raise one_problem(what, Text("请先写最低值。", "Write the lowest value first."))
    tries = Tries(policy, goal, term, run, low, high, fine, start)
    looked = tries.look()
    spans = tuple(_spans(tries, looked, "mean"))
    trials = tuple(tries.trial(at) for at in sorted(tries.known))
    found = Found(
        term, goal, low, high, fine, spans, _interval(tries, looked, spans), _bends(tries, looked),
        min(trials, key=lambda one: abs(one.mean - goal.limit)), trials, len(tries.values(looked[0])), tries.priced,
    )  # fmt: skip
    if wide is None or found.edge is None:
        return found
    return replace(found, margin=_margin(Tries(policy, goal, term, wide, low, high, fine, start), tries, found))


def _margin(tries: Tries, plain: Tries, found: Found) -> Margin:
    """Return how often the edge keeps the goal under futures, and which value does in nine of ten."""
    assert found.edge is not None
    edge = round((found.edge - found.low) / found.step)
    values = tries.values(edge)
    kept, ends = Chance(int(sum(map(tries.goal.kept, values))), len(values)), both_ranges(plain.values(edge), values)[1]
    if not tries.priced or not kept.enough:
        return Margin(kept, ends, None, False)
    keeps, loses = (0, tries.last) if found.spans[0].low_open else (tries.last, 0)
    if not tries.kept(keeps, "most"):
        return Margin(kept, ends, None, True)
    at = loses if tries.kept(loses, "most") else tries.last_alike(keeps, loses, "most")
    return Margin(kept, ends, tries.value(at), True)


def _seekable(policy: Policy, name: str) -> Term:
    if name not in policy.terms:
        raise one_problem(Text("没有参数 {name}", "{name} is not a term").of(name=name), nearest(name, policy.terms))
    term = policy.terms[name]
    if fault := immovable(term):
        raise PolicyError([fault.at("")])
    if term.shape:
        what = Text("{name} 按 {axes} 各有一个值", "{name} has a value for each {axes}").of(name=name, axes=term.shape)
        way_out = Text(
            "请反推只有一个值的参数；有多个值的请写成方案来比较。",
            "Seek a term with a single value; compare proposals for one with several.",
        )
        raise one_problem(what, way_out)
    return term


def _range(policy: Policy, term: Term) -> tuple[float, float]:
    given = policy.provisions.get(term.name)
    if given and given.range and given.range[0] < given.range[1]:
        return given.range
    if term.slider:
        return term.slider[0], term.slider[1]
    what = Text("{name} 自己没有范围", "{name} has no range of its own").of(name=term.name)
    raise one_problem(what, Text("请写明在哪些值之间反推。", "Say between which values to seek."))


def _step(term: Term, low: float, high: float) -> float:
    """Return the finest difference worth telling: one, a fen, or a power of ten under a thousandth of the range."""
    if term.whole:
        return 1.0
    if term.money:
        return _FEN
    return 10.0 ** floor(log10((high - low) / FINENESS)) if high > low else 1.0


def _spans(tries: Tries, looked: list[int], edge: Edge) -> Iterator[Span]:
    """Yield the spans of places that keep the goal, closed in on from the places looked at."""
    begun: int | None = 0 if tries.kept(looked[0], edge) else None
    for one, other in pairwise(looked):
        before, after = tries.kept(one, edge), tries.kept(other, edge)
        if before and not after and begun is not None:
            yield _span(tries, begun, tries.last_alike(one, other, edge))
            begun = None
        elif after and not before:
            begun = tries.last_alike(other, one, edge)
    if begun is not None:
        yield _span(tries, begun, looked[-1])


def _span(tries: Tries, low: int, high: int) -> Span:
    return Span(tries.value(low), tries.value(high), low == 0, high == tries.last)


def _interval(
    tries: Tries, looked: list[int], spans: tuple[Span, ...]
) -> tuple[float | None, float | None] | None:  # fmt: skip
    """Return between which values the edge may lie: where the mean, more or less its simulation error, meets the limit.

    None from fewer than 30 replications, and where one of these keeps the goal on several stretches.
    """
    if len(spans) != 1 or spans[0].low_open == spans[0].high_open or np.isnan(tries.trial(looked[0]).error):
        return None
    lines: tuple[Edge, ...] = ("low", "high")
    at_ends = [tuple(_spans(tries, looked, line)) for line in lines]
    if any(len(some) > 1 for some in at_ends):
        return None
    ends = [_edge(some, spans[0].low_open) for some in at_ends]
    known = sorted(end for end in ends if end is not None)
    if len(known) == 2:
        return known[0], known[1]
    if not known:
        return None, None
    mean = spans[0].high if spans[0].low_open else spans[0].low
    return (None, known[0]) if known[0] > mean else (known[0], None)


def _edge(spans: tuple[Span, ...], low_open: bool) -> float | None:
    """Return the inner end of the only span; None where it lies beyond the range."""
    if not spans or spans[0].low_open == spans[0].high_open:
        return None
    return spans[0].high if low_open else spans[0].low


def _bends(tries: Tries, looked: list[int]) -> bool:
    """Return whether the outcome clearly goes up between some neighbours and clearly down between others."""
    ways = set()
    for one, other in pairwise(looked):
        found = difference(tries.values(one), tries.values(other))
        noise = 0.0 if np.isnan(found.error) else found.error
        if abs(found.mean) > noise:
            ways.add(found.mean > 0)
    return len(ways) == 2
