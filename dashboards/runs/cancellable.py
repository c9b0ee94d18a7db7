"""A projection for a page: it tells how far it is, and stops when a later request replaced it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboards.widgets.runner import Cancelled, Job
from simlib import machine, project
from simlib.futures import Futures, project_futures
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.simulation import run as engine
from simlib.staff.opening import Staff
from simlib.text import Text

ALMOST = 0.9  # of what a session may take


def projected(
    policy: Policy,
    staff: Staff,
    *,
    years: int,
    seed: int,
    replications: int,
    futures: Futures | None = None,
    job: Job | None = None,
    told: Text | None = None,
    earlier: Projection | None = None,
) -> Projection:
    """Project a staff under a policy, going on from an earlier projection of the same where there is one.

    futures  each replication lives under one of its own, where given
    told     what the visitor reads meanwhile
    Raises Cancelled when the job is, and MemoryError where this takes more than there is.
    """
    hooks: dict[str, Any] = {}
    if job is not None:
        hooks = {"progress": lambda done, total: job.progress(done / total, told), "stop": stop_of(job)}
    try:
        if earlier is not None:
            return earlier.extended(replications, **hooks)
        if futures is not None:
            return project_futures(policy, staff, futures, years=years, replications=replications, seed=seed, **hooks)
        return project(policy, staff, years=years, replications=replications, seed=seed, **hooks)
    except engine.RunStopped:
        raise Cancelled from None


def stop_of(job: Job) -> Callable[[], bool]:
    """Return what a run asks between its batches: whether it is to stop, as the job is cancelled.

    It raises MemoryError, of which the visitor reads, shortly before the launcher would end the session.
    """

    def stop() -> bool:
        if machine.in_use() > ALMOST * machine.usable():
            raise MemoryError
        return job.cancelled

    return stop
