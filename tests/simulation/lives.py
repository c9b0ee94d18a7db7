"""Lives as the log tells them, and worlds as they stand after any number of months."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy import Policy
from simlib.population.person import LEAVING_FLOWS, LOGGED, SERVING
from simlib.population.world import MONTHS, World
from simlib.projection import Projection
from simlib.simulation.plan import Plan
from simlib.simulation.run import live
from simlib.staff.opening import Staff

NAMES = LOGGED
AFTER_PAY = {*LEAVING_FLOWS, "lifted"} - {"not_re_elected"}  # in the agenda's order of a month


class Event(NamedTuple):
    """One line of the log; post and grade as they are afterwards."""

    month: int
    key: int
    flow: str
    post: int
    grade: int


class Spell(NamedTuple):
    """Paid months `first` to `stop` − 1 in one post and grade."""

    first: int
    stop: int
    post: int
    grade: int


def after(policy: Policy, staff: Staff, months: int, replications: int = 1, seed: int = 1) -> World:
    """Return the worlds as they stand at the end of so many months, every life traced."""
    assert policy.opening is not None
    plan = Plan(policy, staff, range(policy.opening, policy.opening + months), seed, traced=True)
    world = live(plan, range(replications))
    assert (world.state.logged < world.log.shape[1]).all(), "the log is full"
    return world


def events(world: World, replication: int) -> list[Event]:
    """Return one replication's log, in the order in which it was written."""
    lines = world.log[replication, : int(world.state.logged[replication, 0])].tolist()
    return [Event(month, key % 2**64, NAMES[flow], post, grade) for month, key, flow, post, grade in lines]


def lives(world: World, replication: int) -> dict[int, list[Event]]:
    """Return everybody's events by key; whoever nothing happened to is not in it."""
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events(world, replication):
        found[event.key].append(event)
    return dict(found)


def serving(world: World, replication: int) -> np.recarray:
    """Return the records of those in post."""
    people = world.people[replication]
    return people[people.state == SERVING]


def spells(staff: Staff, life: list[Event] | None, key: int, first: int, stop: int) -> list[Spell]:
    """Return a person's paid spells between the months `first` and `stop`, from the roster and the log alone."""
    found, since, post, grade = [], first, -1, 0
    for person in staff.records[staff.records["key"] == key]:
        post, grade = int(person["post"]), int(person["grade"])
    for event in life or []:
        until = event.month + (1 if event.flow in AFTER_PAY else 0)
        if post >= 0 and until > since:
            found.append(Spell(since, until, post, grade))
        since, post, grade = until, event.post, event.grade
        if event.flow in LEAVING_FLOWS:
            return found
    return [*found, Spell(since, stop, post, grade)] if stop > since else found


def paid_months(projection: Projection, replication: int) -> np.ndarray:
    """Return the months entered for pay by (year, post, grade)."""
    layout = projection.plan.pay
    months = projection.books.pay[MONTHS].whole[replication].reshape(-1, *layout.lengths).sum(axis=(3, 4, 5, 6))
    years = np.array([start // YEAR for start in layout.starts])
    return np.stack([months[years == year].sum(axis=0) for year in projection.years])
