"""Replications lived each in a future of its own: together where the futures share a calendar, else one by one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from simlib.futures.moving import laid
from simlib.futures.spread import Futures
from simlib.policy import Policy
from simlib.policy.together import Policies
from simlib.projection import posts_at_year_ends
from simlib.simulation.apart import PlanApart, may_share
from simlib.simulation.opening import Plan
from simlib.simulation.pay_layout import PayLayout, pay_layout
from simlib.simulation.run import Books, each_in_turn, joined, run


class Lived(NamedTuple):
    """What was lived: the books, and the posts authorised at year ends, (replications or 1, year, post)."""

    books: Books
    posts: np.ndarray


def live_through(
    plan: Plan,
    policies: Policies,
    replications: range,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Lived:
    """Run some replications, each under its own of the policies, which are theirs in their order."""
    workers = workers or os.cpu_count() or 1
    if may_share(policies):
        apart = PlanApart(
            plan.policy,
            plan.staff,
            plan.months,
            plan.seed,
            layout=plan.layout,
            policies=policies,
            first=replications[0],
        )
        books = run(apart, replications, workers=workers, progress=progress, stop=stop)
        return Lived(books, posts_at_year_ends(apart.posts, apart))
    one = partial(_alone, plan, policies, replications, stop)
    each = [*each_in_turn(one, range(len(replications)), workers, progress)]
    return Lived(joined([lived.books for lived in each]), np.concatenate([lived.posts for lived in each]))


def _alone(plan: Plan, policies: Policies, replications: range, stop: Callable[[], bool] | None, place: int) -> Lived:
    """Run one replication with a plan of its own."""
    own = replace(plan, policy=policies.one(place))
    books = run(own, replications[place : place + 1], workers=1, progress=None, stop=stop)
    return Lived(books, posts_at_year_ends(own.calendar.authorised[None], own))


def layout_for(plan: Plan, futures: Futures) -> PayLayout:
    """Return pay cells and periods that tell apart whatever any of the futures pays for.

    An allowance that a future takes away, or gives, needs the cells in any case: what a term is worth lies between what
    it is worth at both ends of its spread.
    """

    def at(end: str) -> Policy:
        numbers = np.array([[getattr(spread, end) for spread in futures.spreads]], float)
        return laid(plan.policy, futures, numbers).one(0)

    layouts = [pay_layout(policy, plan.months) for policy in (at("low"), at("high"))]
    return layouts[0].joined(layouts[1]).joined(plan.pay)
