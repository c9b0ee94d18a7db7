"""A projection for a page: it tells how far it is, and stops when a later wish replaced it."""

from __future__ import annotations

from typing import Any

from dashboards.widgets.runner import Cancelled, Job
from simlib import project
from simlib.policy import Policy
from simlib.population.staff import Staff
from simlib.projection import Projection
from simlib.simulation import run as engine
from simlib.text import Text


def projected(
    policy: Policy,
    staff: Staff,
    *,
    years: int,
    seed: int,
    replications: int,
    job: Job | None = None,
    told: Text | None = None,
    sooner: Projection | None = None,
) -> Projection:
    """Project a staff under a policy, going on from a sooner projection of the same where there is one.

    told  what the visitor reads meanwhile. Raises Cancelled when the job is.
    """
    hooks: dict[str, Any] = {}
    if job is not None:
        hooks = {"progress": lambda done, total: job.progress(done / total, told), "stop": lambda: job.cancelled}
    try:
        if sooner is not None:
            return sooner.extended(replications, **hooks)
        return project(policy, staff, years=years, replications=replications, seed=seed, **hooks)
    except engine.Cancelled:
        raise Cancelled from None
