"""The reduced model written three ways and in the engine, measured side by side, once they are known to agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks import pandas_loop, per_worker, reduced_engine
from benchmarks.agreement import Summary, apart, summary
from benchmarks.elsewhere import Mesa
from benchmarks.measure import MANY, POSTS, REPLICATIONS, YEARS
from benchmarks.reduced import Rules, opening_staff

SEEDS, PEOPLE = range(1000, 1030), 400  # of the agreement


def ways(mesa: Mesa | None) -> dict[str, Callable[[int], Any]]:
    """Return the ways of running ten years of 3,007 workers, each a function of the seed; the engine many at a time."""
    people, rules = opening_staff(POSTS), Rules()
    given = reduced_engine.given(people, rules)
    found: dict[str, Callable[[int], Any]] = {
        "per_worker": lambda seed: per_worker.run(people, rules, seed) and None,
        "pandas": lambda seed: pandas_loop.run(people, rules, seed) and None,
        "reduced": lambda seed: reduced_engine.run(*given, seed, MANY, YEARS) and None,
        "reduced_answer": lambda seed: reduced_engine.run(*given, seed, REPLICATIONS, YEARS) and None,
    }
    return {**found, "mesa": lambda seed: float(mesa.run(seed, POSTS)["ms"])} if mesa else found


def disagreements(mesa: Mesa | None) -> dict[str, dict[str, tuple[float, float]]]:
    """Return what each way differs in from the one with a process per worker by more than luck explains."""
    people, rules = opening_staff(PEOPLE), Rules()

    def seen(run: Callable[..., Any]) -> list[Summary]:
        return [summary(run(people, rules, seed)) for seed in SEEDS]

    others = {
        "pandas": seen(pandas_loop.run),
        "simlib": reduced_engine.summaries(
            reduced_engine.run(*reduced_engine.given(people, rules), SEEDS[0], len(SEEDS), YEARS)
        ),
    }
    if mesa is not None:
        others["mesa"] = [mesa.run(seed, PEOPLE)["summary"] for seed in SEEDS]
    plain = seen(per_worker.run)
    return {name: apart(plain, other) for name, other in others.items()}
