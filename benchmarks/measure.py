"""Measure the engine and the per-worker model in one run, in turns, so that noise hits both."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.per_worker import Rules, opening_staff, run

ROOT = Path(__file__).parents[1]
POLICY = "scenarios/cities/baohe"
POSTS = 3007  # of that policy, and of the per-worker model
YEARS = 10
REPLICATIONS = 30
MANY = 200  # replications, for the memory
COMMAND = ("-m", "simlib", "run", POLICY, "--years", "1", "--replications", "1")
PEAK_MEMORY = f"""
import resource, sys
from simlib import load_policy, load_staff, project
policy = load_policy({POLICY!r})
project(policy, load_staff(policy), years={YEARS}, replications={MANY}, seed=1, workers=2)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024))  # Linux counts in KiB
"""


@dataclass(frozen=True)
class Measured:
    """What one run saw: times in milliseconds, one per round; memory in bytes."""

    per_worker: list[float]  # one replication
    engine: list[float]  # one replication of a batch, one worker, without summaries
    one_worker: list[float]  # a batch with its summaries
    two_workers: list[float]
    command: list[float]  # a small run from the command line, in a fresh process
    python: list[float]  # a fresh process that does nothing
    memory: int


def measure(rounds: int) -> Measured:
    """Run every measurement; the first, unmeasured, call of each fills its caches."""
    memory = peak_memory()
    starts = in_turns({"command": lambda _: fresh(*COMMAND), "python": lambda _: fresh("-c", "pass")}, rounds)
    times = in_turns(models(), rounds)
    times["engine"] = [batch / REPLICATIONS for batch in times["engine"]]
    return Measured(**times, **starts, memory=memory)


def in_turns(ways: dict[str, Callable[[int], Any]], rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each way, round by round; a way is called with the seed of its round."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for seed in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()  # nobody clears up after another
            start = perf_counter()
            way(seed)
            times[name].append(1000 * (perf_counter() - start))
    return {name: each[1:] for name, each in times.items()}  # the first round was the warming


def models() -> dict[str, Callable[[int], Any]]:
    """Return the ways of projecting ten years of 3,007 posts, each a function of the seed."""
    from simlib import load_policy, load_staff, project  # here, not above: see peak_memory

    policy, people, rules = load_policy(ROOT / POLICY), opening_staff(POSTS), Rules()
    staff = load_staff(policy)

    def batch(seed: int, workers: int) -> Any:
        return project(policy, staff, years=YEARS, replications=REPLICATIONS, seed=seed, workers=workers)

    return {
        "per_worker": lambda seed: run(people, rules, seed, months=12 * YEARS),
        "engine": lambda seed: batch(seed, workers=1),
        "one_worker": lambda seed: summaries(batch(seed, workers=1)),
        "two_workers": lambda seed: summaries(batch(seed, workers=2)),
    }


def summaries(projection: Any) -> tuple[Any, Any]:
    """Return what a first chart shows: the range of people in post by year and post, and the cost."""
    from simlib import cost

    in_post = projection.data["in_post"].sum("grade")
    return in_post.quantile([0.05, 0.5, 0.95], dim="replication"), cost(projection)


def peak_memory() -> int:
    """Return the peak memory in bytes of many replications in a fresh process (Linux, macOS).

    On Linux a child's peak starts from that of the process that starts it, so this is measured first, while
    that process is small.
    """
    if "simlib" in sys.modules:
        raise RuntimeError("measure the memory before simlib is imported: a child's peak starts there")
    fresh("-c", PEAK_MEMORY)  # compile first
    return int(fresh("-c", PEAK_MEMORY))


def fresh(*arguments: str) -> str:
    """Run Python in a fresh process from the root of the repository and return what it printed."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
