"""`python -m benchmarks [--rounds 7] [--no-growth] [--no-mesa] [--no-picture]`: measure, and write the page of it."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

from benchmarks import growth, picture, wide
from benchmarks.elsewhere import Mesa, made, mesa
from benchmarks.measure import POLICY, REPLICATIONS, ROOT, YEARS, engine, in_turns, starts
from benchmarks.page import Seen, written

STEP_ROUNDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds (default 7)")
    parser.add_argument("--no-growth", action="store_true", help="leave out how time and memory grow")
    parser.add_argument("--no-mesa", action="store_true", help="leave out Mesa, which needs an environment of its own")
    parser.add_argument("--no-picture", action="store_true", help="leave out the dashboard, which needs Chromium")
    parser.add_argument("--output", type=Path, default=ROOT / "docs/reference/benchmarks.md")
    options = parser.parse_args()
    with mesa() if not options.no_mesa and made() else nullcontext() as other:
        page = written(see(options, other), options.rounds, STEP_ROUNDS)
    print(page)
    options.output.write_text(page, encoding="utf-8")


def see(options: argparse.Namespace, other: Mesa | None) -> Seen:
    """Run every measurement."""
    from benchmarks import reduced_models  # here, not above: those who only ask for help need neither SimPy nor pandas

    rounds = options.rounds
    pictured = "" if options.no_picture else picture.measured()
    sizes = () if options.no_growth else (*growth.PEOPLE, *growth.REPLICATIONS, *growth.YEARS)
    grown = growth.took(sizes)
    times = starts(rounds) | in_turns({**reduced_models.ways(other), **engine()}, rounds)
    times |= in_turns(wide.ways(), rounds)
    apart = reduced_models.disagreements(other)
    return Seen(times, other.version if other else "", apart, grown, steps(), pictured)


def steps() -> list[tuple[str, float]]:
    """Return the milliseconds of a replication that each step of the agenda takes, the longest first."""
    import numpy as np

    from benchmarks.rules import time_by_step
    from simlib import load_policy, load_staff
    from simlib.projection import plan_of
    from simlib.simulation.agenda import AGENDA

    policy = load_policy(ROOT / POLICY)
    plan = plan_of(policy, load_staff(policy), years=YEARS, replications=REPLICATIONS, seed=1)
    shortest = np.min([time_by_step(plan, REPLICATIONS) for _ in range(STEP_ROUNDS + 1)], axis=0) / REPLICATIONS / 1e6
    found = [(f"{step.label.zh} {step.label.en}", float(each)) for step, each in zip(AGENDA, shortest, strict=True)]
    return sorted(found, key=lambda one: -one[1])


if __name__ == "__main__":
    main()
