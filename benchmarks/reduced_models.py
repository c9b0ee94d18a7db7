"""The reduced model written three ways, measured beside the engine, once they are known to agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks import pandas_loop, per_worker
from benchmarks.agreement import Summary, apart, summary
from benchmarks.elsewhere import Mesa
from benchmarks.measure import POSTS
from benchmarks.reduced import Rules, opening_staff

SEEDS, PEOPLE = range(1000, 1030), 400  # of the agreement
WRITTEN = {"per_worker": per_worker.run, "pandas": pandas_loop.run}  # in this process


def ways(mesa: Mesa | None) -> dict[str, Callable[[int], Any]]:
    """Return the ways of running ten years of 3,007 workers, each a function of the seed."""
    people, rules = opening_staff(POSTS), Rules()
    here = {name: lambda seed, run=run: (run(people, rules, seed), None)[1] for name, run in WRITTEN.items()}
    return {**here, "mesa": lambda seed: float(mesa.run(seed, POSTS)["ms"])} if mesa else here


def summaries(name: str, mesa: Mesa | None = None) -> list[Summary]:
    """Return the figures of one way of writing it, seed by seed."""
    if mesa is not None:
        return [mesa.run(seed, PEOPLE)["summary"] for seed in SEEDS]
    people, rules = opening_staff(PEOPLE), Rules()
    return [summary(WRITTEN[name](people, rules, seed)) for seed in SEEDS]


def disagreements(mesa: Mesa | None) -> dict[str, dict[str, tuple[float, float]]]:
    """Return what each way differs in from the one with a process per worker by more than luck explains."""
    plain = summaries("per_worker")
    found = {"pandas": apart(plain, summaries("pandas"))}
    return {**found, "mesa": apart(plain, summaries("mesa", mesa))} if mesa else found
