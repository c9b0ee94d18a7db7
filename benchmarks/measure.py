"""Measure in one run and in turns, so that noise hits every way alike."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[1]
POLICY = "scenarios/cities/baohe"
POSTS = 3007  # of that policy, and of the reduced models
YEARS = 10
REPLICATIONS = 30  # of a first answer
MANY = 200  # of a whole run
Times = dict[str, list[float]]  # milliseconds of each way, a round each
COMMAND = ("-m", "simlib", "run", POLICY, "--years", "1", "--replications", "1")
STARTS = {  # fresh processes, with the compiled rules cached
    "command": COMMAND,
    "reading": ("-c", "from simlib import load_policy"),
    "everything": ("-c", "from simlib import compare, cost, load_policy, load_staff, project"),
    "python": ("-c", "pass"),
}
PAY, PEOPLE = {"pay.base": 5000}, {"progression.years_per_grade": 2}  # a lever that is priced, one that is run


def in_turns(ways: dict[str, Callable[[int], Any]], rounds: int) -> Times:
    """Return the milliseconds of each way, round by round; a way is called with the seed of its round.

    A way that returns a float has measured its milliseconds itself.
    """
    times: Times = {name: [] for name in ways}
    for seed in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()  # nobody clears up after another
            start = perf_counter()
            own = way(seed)
            times[name].append(own if isinstance(own, float) else 1000 * (perf_counter() - start))
    return {name: each[1:] for name, each in times.items()}  # the first round was the warming


def starts(rounds: int) -> Times:
    """Return how long fresh processes take to be ready."""
    return in_turns({name: lambda _, what=what: (fresh(*what), None)[1] for name, what in STARTS.items()}, rounds)


def engine() -> dict[str, Callable[[int], Any]]:
    """Return the ways of asking the engine about ten years of 3,007 posts, each a function of the seed."""
    from simlib import compare, cost, load_policy, load_staff, project

    policy = load_policy(ROOT / POLICY)
    staff = load_staff(policy)

    def batch(seed: int, workers: int = 1, law: Any = policy, replications: int = REPLICATIONS) -> Any:
        return project(law, staff, years=YEARS, replications=replications, seed=seed, workers=workers)

    before = batch(0)
    laws = [policy.with_values({"pay.base": PAY["pay.base"] + number}) for number in range(16)]

    def pay_moved(seed: int) -> None:
        _ = compare(before, before.under(policy.with_values({"pay.base": PAY["pay.base"] + seed}))).table

    def people_moved(seed: int) -> None:
        _ = compare(before, batch(0, workers=2, law=policy.with_values(PEOPLE))).table

    return {
        "engine": lambda seed: batch(seed, replications=MANY) and None,
        "one_worker": lambda seed: summaries(batch(seed), cost),
        "two_workers": lambda seed: summaries(batch(seed, workers=2), cost),
        "priced": lambda seed: cost(before, laws[seed % len(laws)]) and None,
        "pay_lever": pay_moved,
        "people_lever": people_moved,
    }


def summaries(projection: Any, cost: Any) -> tuple[Any, Any]:
    """Return what a first chart shows: the range of people in post by year and post, and the cost."""
    in_post = projection.data["in_post"].sum("grade")
    return in_post.quantile([0.05, 0.5, 0.95], dim="replication"), cost(projection)


def fresh(*arguments: str) -> str:
    """Run Python in a fresh process from the root of the repository and return what it printed."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
