"""What the visitor chose, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboards.runs import Depth, Scenario, typed
from dashboards.runs.answer_steps import as_typed, depth_of
from simlib.analysis.compare import Comparison
from simlib.policy import Policy
from simlib.report.proposal_sharing import Rerun

YEARS = 10
QUICK = 30  # replications that answer while a slider moves
EXACT = (200, 500, 1000)  # to which the answer is sharpened


@dataclass(frozen=True)
class Request:
    """One what-if.

    pack    the pack's folder
    values  what is changed, by name of term, as a file writes it; in force from the month `start`
    exact   replications of the exact answer
    futures what the assumptions may turn out to be
    """

    pack: Path
    values: Mapping[str, Any]
    start: int
    seed: int
    exact: int
    years: int = YEARS
    quick: int = QUICK
    futures: Scenario = "usual"


@dataclass(frozen=True)
class Answer:
    """What came out: the law, the proposal and their comparison.

    simulated   False where only pay changed, so that the baseline's person-months were priced again
    """

    request: Request
    law: Policy
    proposal: Policy
    comparison: Comparison
    simulated: bool

    @property
    def changed(self) -> bool:
        """Whether anything is proposed."""
        return bool(self.request.values)

    @property
    def replications(self) -> int:
        """How many replications this answer has."""
        return self.comparison.before.projection.replications

    @property
    def depth(self) -> Depth:
        """How many replications this answer has, and how many its range."""
        return depth_of(self.comparison)

    @property
    def rerun(self) -> Rerun:
        """What it takes to run this again."""
        request, futures = self.request, as_typed(self.request.futures)
        pack, n = typed(request.pack), self.replications
        return Rerun(pack, request.values, request.start, request.years, n, request.seed, futures=futures)
