"""What residents get: workers for every 10,000 of them, grids covered, hours of training; by (replication, year)."""

from __future__ import annotations

import numpy as np

from simlib.policy import Policy
from simlib.population.person import JOINED
from simlib.projection import Projection
from simlib.rules.establishment import residents

_PER = 10_000  # residents


def has_grids(policy: Policy) -> bool:
    """Return whether a policy counts its grids."""
    return _gives(policy, "establishment.grids")


def pays_grids(policy: Policy) -> bool:
    """Return whether a policy pays service money for its grids at any time."""
    given = policy.provisions.get("establishment.grid_service")
    return given is not None and any(np.any(dated.value) for dated in given.values)


def has_residents(policy: Policy) -> bool:
    """Return whether a policy counts its residents."""
    return _gives(policy, "establishment.residents") and "establishment.residents_growth" in policy.provisions


def trains(policy: Policy) -> bool:
    """Return whether hours of training are laid down."""
    return _gives(policy, "training.hours") or _gives(policy, "training.entry_hours")


def _gives(policy: Policy, name: str) -> bool:
    """Return whether a policy gives a term a value other than zero when it opens."""
    return name in policy.provisions and bool(np.any(policy.value(name, policy.opening or 0)))


def workers_per_10000(projection: Projection) -> np.ndarray:
    """Return the people in post for every 10,000 residents at year end."""
    people = [residents(projection.policy, month).sum() for month in _decembers(projection)]
    return _in_post(projection).sum(axis=2) * _PER / np.array(people)


def workers_per_grid(projection: Projection) -> np.ndarray:
    """Return the people in post for every grid at year end."""
    return _in_post(projection).sum(axis=2) / _grids(projection).sum(axis=1)


def grids_with_own_worker(projection: Projection) -> np.ndarray:
    """Return the share of grids with a worker of their own: in a unit with fewer workers, one has several grids."""
    grids = _grids(projection)
    return np.minimum(_in_post(projection), grids).sum(axis=2) / grids.sum(axis=1)


def training_hours(projection: Projection) -> np.ndarray:
    """Return the hours of training of a year: of everyone in post at its end, and of recruits before they start."""
    books, policy = projection.books, projection.policy
    months = _decembers(projection)
    yearly = np.stack([np.asarray(policy.value("training.hours", month)) for month in months])
    entry = np.array([policy.value("training.entry_hours", month) for month in months])
    staff = books.in_post[:, 1:].sum(axis=3)
    return np.asarray((staff * yearly).sum(axis=2) + books.flows[:, :, JOINED].sum(axis=2) * entry)


def _in_post(projection: Projection) -> np.ndarray:
    """Return the people in post at each year end by unit, (replication, year, unit)."""
    return np.asarray(projection.books.by_unit[:, 1:])


def _grids(projection: Projection) -> np.ndarray:
    """Return the grids of each unit at each year end, (year, unit)."""
    return np.stack([projection.policy.value("establishment.grids", month) for month in _decembers(projection)])


def _decembers(projection: Projection) -> list[int]:
    return list(projection.plan.months[projection.years.decembers])
