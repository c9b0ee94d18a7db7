"""Runs of a small city, with a range with the assumptions: under two futures of its own."""

from __future__ import annotations

from pathlib import Path

from simlib import load_policy, load_staff, project
from simlib.analysis.outcomes import Costed, costed
from simlib.futures import load_futures, project_futures
from simlib.policy import Policy
from tests.report.workbooks import CITY, YEARS

RANGED = 39  # replications: the 5 % point is the second lowest, the 95 % point the second highest
FUTURES = """\
format: 1
futures: two
label: {zh: 两项, en: two}
terms:
  pay.post_sum: {shape: uniform, works: factor, range: [0.8, 1.2], reason: {zh: 试, en: a try}}
  training.hours: {shape: uniform, works: factor, range: [0.5, 1.5], reason: {zh: 试, en: a try}}
"""


def run(policy: Policy, replications: int, folder: Path | None = None) -> Costed:
    """A run of the pack's staff; with a folder under two futures too."""
    staff, numbers = load_staff(load_policy(CITY)), {"years": YEARS, "replications": replications, "seed": 5}
    wide = None
    if folder:
        (folder / "two.yaml").write_text(FUTURES, "utf-8")
        wide = project_futures(policy, staff, load_futures(folder / "two.yaml", policy), **numbers)
    return costed(project(policy, staff, **numbers), wide)
