"""What falls in the last year of a run and not in its first whole one, or the other way: by itself it parts the two."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlib.analysis.outcomes import Costed
from simlib.months import year_of
from simlib.policy import Policy
from simlib.simulation.agenda import ELECTION
from simlib.simulation.clock import announced, conversion_month
from simlib.simulation.plan import Plan
from simlib.text import Text

LAST = 3  # years of which the mean is shown beside the last
_ELECTION = Text("{year}年有换届选举", "an election falls in {year}")
_REVIEW = Text("{year}年调整员额", "the establishment is reviewed in {year}")
_CONVERSION = Text("{year}年套改", "the conversion falls in {year}")
_CHECK_UP = Text("{year}年有体检", "check-ups fall in {year}")


def uneven(run: Costed) -> tuple[Text, ...]:
    """Return what is out of the usual in one of the first and the last year alone; nothing for runs of one year."""
    first, last = run.projection.years.whole[0], run.projection.years[-1]
    events = [(year, what) for year, what in _events(run) if year in (first, last)]
    once = [(year, what) for year, what in events if (first + last - year, what) not in events]
    return tuple(what.of(year=year) for year, what in sorted(once, key=lambda one: -one[0])) if first < last else ()


def mean_of_last(cost: np.ndarray) -> np.ndarray | None:
    """Return the mean of the last three years of (replication, year); None where the first is one of them."""
    return np.asarray(cost[:, -LAST:].mean(axis=1)) if cost.shape[1] > LAST else None


def _events(run: Costed) -> Iterator[tuple[int, Text]]:
    """Yield the years in which something happens that most years have not, and what it is."""
    plan: Plan = run.projection.plan
    for month, steps in announced(plan.policy, plan.months):
        if ELECTION in steps and _elects(plan.policy, month):
            yield year_of(month), _ELECTION
    for month in plan.reviews:
        if month > plan.months[0] and (plan.establishment(month) != plan.establishment(month - 1)).any():
            yield year_of(month), _REVIEW
    converted = conversion_month(plan.policy, plan.months)
    if converted is not None and converted > plan.months[0]:
        yield year_of(converted), _CONVERSION
    paid = np.any(run.budget.of("check_up"), axis=0).tolist()
    yield from ((year, _CHECK_UP) for year, due in zip(run.projection.years, paid, strict=True) if due)


def _elects(policy: Policy, month: int) -> bool:
    """Return whether anybody is elected in a month of elections."""
    return all(np.any(policy.value(f"election.{name}", month)) for name in ("places", "posts"))
