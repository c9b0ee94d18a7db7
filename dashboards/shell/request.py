"""What the visitor chose, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboards.runs import Depth, Scenario, typed
from dashboards.runs.answer_steps import as_typed, depth_of
from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import Costed
from simlib.months import Years
from simlib.policy import Policy
from simlib.policy.proposal import Proposal
from simlib.report.proposal_sharing import Rerun

YEARS = 10
QUICK = 30  # replications that answer while a slider moves
ROSTER = "roster.xlsx"  # what a command calls the file that was dropped
EXACT = (200, 500, 1000)  # to which the answer is sharpened


@dataclass(frozen=True)
class Request:
    """One what-if.

    pack      the pack's folder
    values    terms set by the visitor, as a file writes them; in force from the month `start`
    exact     replications of the exact answer
    futures   what the assumptions may turn out to be
    proposal  a proposal's file that is laid over the pack before the values, or None
    """

    pack: Path
    values: Mapping[str, Any]
    start: int
    seed: int
    exact: int
    years: int = YEARS
    quick: int = QUICK
    futures: Scenario = "usual"
    proposal: Path | None = None


@dataclass(frozen=True)
class Answer:
    """What came out: the policy in force, the policy asked for, and both budgets in pairs.

    in_force    the policy in force, of the pack alone
    simulated   False where the person-months of a projection at hand were priced again
    """

    request: Request
    in_force: Policy
    proposal: Proposal | None
    policy: Policy
    comparison: Comparison
    simulated: bool

    @property
    def changed(self) -> bool:
        """Whether anything differs from the policy in force."""
        return bool(self.request.values) or self.proposal is not None

    @property
    def base(self) -> Policy:
        """What the visitor's values are laid over: the policy in force, with the proposal where there is one."""
        return self.in_force.with_proposal(self.proposal) if self.proposal else self.in_force

    @property
    def before(self) -> Costed:
        """The policy in force with its budget."""
        return self.comparison.before

    @property
    def after(self) -> Costed:
        """The policy asked for with its budget."""
        return self.comparison.after

    @property
    def replications(self) -> int:
        """How many replications this answer has."""
        return self.after.projection.replications

    @property
    def depth(self) -> Depth:
        """How many replications this answer has, and how many its range."""
        return depth_of(self.comparison)

    @property
    def years(self) -> Years:
        """The calendar years; the first is a part-year where the policy opens within one."""
        return self.after.projection.years

    @property
    def rerun(self) -> Rerun:
        """What it takes to run this again."""
        request, futures = self.request, as_typed(self.request.futures)
        pack, proposal = typed(request.pack), typed(request.proposal) if request.proposal else ""
        own = str(self.after.projection.provenance["staff"]).startswith("roster ")
        return Rerun(pack, request.values, request.start, request.years, self.replications, request.seed, proposal,
                     futures, ROSTER if own else "")  # fmt: skip
