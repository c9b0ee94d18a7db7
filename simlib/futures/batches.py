"""Replications lived each in a future of its own: together where the futures share a calendar, else one by one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from simlib.futures.applied import laid
from simlib.futures.spread import Futures
from simlib.policy import TERMS, Policy
from simlib.policy.policies import Policies
from simlib.projection import posts_at_year_ends
from simlib.simulation.pay_layout import PayLayout, pay_layout
from simlib.simulation.plan import Plan
from simlib.simulation.run import Books, each_in_turn, joined, run
from simlib.simulation.several_policies import PlanApart, may_share


class Lived(NamedTuple):
    """What was lived: the books, and the posts authorised at year ends, (replications or 1, year, post)."""

    books: Books
    posts: np.ndarray


def live_through(
    plan: Plan,
    policies: Policies,
    replications: range,
    draws: int,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Lived:
    """Run some replications, each under its own of the policies, which are theirs in their order.

    draws  how many draws of the staff they open with, in turn
    """
    workers = workers or os.cpu_count() or 1
    if may_share(policies):
        apart = PlanApart(
            plan.policy,
            plan.staff,
            plan.months,
            plan.seed,
            layout=plan.layout,
            policies=policies,
            draws=draws,
            first=replications[0],
        )
        books = run(apart, replications, workers=workers, progress=progress, stop=stop)
        return Lived(books, posts_at_year_ends(apart.posts, apart))
    one = partial(_alone, plan, policies, replications, draws, stop)
    each = [*each_in_turn(one, range(len(replications)), workers, progress)]
    return Lived(joined([lived.books for lived in each]), np.concatenate([lived.posts for lived in each]))


def _alone(
    plan: Plan, policies: Policies, replications: range, draws: int, stop: Callable[[], bool] | None, place: int
) -> Lived:
    """Run one replication with a plan of its own."""
    staff = plan.staff.draws[replications[place] % draws]
    own = replace(plan, policy=policies.one(place), staff=staff)
    books = run(own, replications[place : place + 1], workers=1, progress=None, stop=stop)
    return Lived(books, posts_at_year_ends(own.calendar.authorised[None], own))


def layout_for(plan: Plan, futures: Futures) -> PayLayout:
    """Return pay cells and periods that tell apart whatever any of the futures pays for.

    An allowance that a future takes away, or gives, needs the cells in any case: what a term is worth lies between what
    it is worth at both ends of its spread.
    """
    if not any(spread.term.apart or spread.term.name not in TERMS for spread in futures.spreads):
        return plan.pay
    low, high = (pay_layout(policy, plan.months) for policy in at_both_ends(plan.policy, futures))
    return low.joined(high).joined(plan.pay)


def at_both_ends(policy: Policy, futures: Futures) -> tuple[Policy, Policy]:
    """Return a policy with every term at the low end of its spread, and at the high end: nobody lives either."""
    ends = ([spread.low for spread in futures.spreads], [spread.high for spread in futures.spreads])
    both = laid(policy, futures, np.array(ends, float))
    return both.one(0), both.one(1)
