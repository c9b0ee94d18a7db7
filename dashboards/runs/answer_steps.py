"""Answers with their range: both pages' projections, plain and with each replication in a future of its own.

A request is answered step by step: quick figures, their range with the assumptions, exact figures, their range. What a
step has in common with the one before it is not run again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, Protocol

from dashboards.runs.cancellable import projected
from dashboards.runs.kept_projections import Kept, Run
from dashboards.widgets.runner import Job
from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import Costed, costed
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.futures import Futures, assumed_futures, usual_futures
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from simlib.text import Text

Scenario = Literal["usual", "assumed", "none"]
SCENARIOS: dict[Scenario, Text] = {
    "usual": Text("一般情景", "Usual futures"),
    "assumed": Text("本地各项假定的范围", "Ranges of the pack's assumptions"),
    "none": Text("只计随机因素", "Chance alone"),
}
SHARPENING = Text("已显示初步结果，正在增加模拟次数…", "First answer shown; adding replications…")
RANGING = Text("正在计算含假定的范围…", "Working out the range with the assumptions…")


class RunRequest(Protocol):
    """What both pages' requests say of their runs; `futures`: what the assumptions may turn out to be."""

    @property
    def seed(self) -> int: ...
    @property
    def years(self) -> int: ...
    @property
    def quick(self) -> int: ...
    @property
    def exact(self) -> int: ...
    @property
    def futures(self) -> Scenario: ...


class Depth(NamedTuple):
    """How many replications an answer has: plain, and with each in a future of its own (0: none)."""

    plain: int
    wide: int = 0


def ends_at(request: RunRequest) -> Depth:
    """Return how many replications the last answer to a request has."""
    ranged = request.futures != "none" and request.exact >= FEWEST_FOR_AN_INTERVAL
    return Depth(request.exact, request.exact if ranged else 0)


def depths(request: RunRequest, *, at_hand: bool) -> tuple[Depth, ...]:
    """Return the steps of an answer; with the exact figures at hand there are no quick ones."""
    last, quick = ends_at(request), min(request.quick, request.exact)
    first = last.plain if at_hand else quick
    range_of = quick if last.wide and quick >= FEWEST_FOR_AN_INTERVAL else 0
    return tuple(dict.fromkeys((Depth(first), Depth(first, range_of), Depth(last.plain, range_of), last)))


def depth_of(comparison: Comparison) -> Depth:
    """Return how many replications a comparison has."""
    after = comparison.after
    return Depth(after.projection.replications, after.wide.projection.replications if after.wide else 0)


def as_typed(futures: Scenario) -> str:
    """Return what `--futures` takes for it; empty for the usual ones."""
    return "" if futures == "usual" else futures


def futures_of(request: RunRequest, law: Policy, policy: Policy) -> Futures:
    """Return the futures that a policy and the one in force live under, with what was typed as a spread.

    Raises PolicyError where their file is unsound.
    """
    found = assumed_futures(law) if request.futures == "assumed" else usual_futures(law)
    return found.with_typed(policy.spreads, policy.terms)


@dataclass
class Runs:
    """The projections of a page, of one policy in force and the last other one."""

    _plain: Kept = field(default_factory=Kept)
    _wide: Kept = field(default_factory=Kept)

    def compared(
        self, law: Policy, policy: Policy, staff: Staff, request: RunRequest, depth: Depth, job: Job | None = None
    ) -> Comparison:
        """Return a policy compared with the one in force, so deep.

        Raises Cancelled when the job is, and MemoryError where this takes more than there is.
        """
        kept = self.kept(law, staff, request)
        before, after = (kept.costed(one, depth.plain, run_of(staff, request, job)) for one in (law, policy))
        if depth.wide:
            futures = futures_of(request, law, policy)
            wide, run = self.kept_wide(law, staff, request, futures), run_of(staff, request, job, futures)
            before, after = (
                replace(plain, wide=wide.costed(one, depth.wide, run))
                for plain, one in ((before, law), (after, policy))
            )
        found = Comparison(before, after)
        assert found.headline  # worked out here, in the worker's thread
        return found

    def beside(
        self, law: Policy, policy: Policy, staff: Staff, request: RunRequest, depth: Depth, job: Job | None = None
    ) -> Comparison:
        """Return what `compared` does, and keep nothing of the policy."""
        kept, futures = self.kept(law, staff, request), futures_of(request, law, policy) if depth.wide else None
        before = self.compared(law, law, staff, request, depth, job).before
        after = _once(kept, policy, depth.plain, run_of(staff, request, job))
        if futures is not None:
            wide = self.kept_wide(law, staff, request, futures)
            after = replace(after, wide=_once(wide, policy, depth.wide, run_of(staff, request, job, futures)))
        return Comparison(before, after)

    def kept(self, policy: Policy, staff: Staff, request: RunRequest) -> Kept:
        """Return the plain projections for a request."""
        return self._plain.of(policy, (staff.digest, request.seed, request.years))

    def kept_wide(self, policy: Policy, staff: Staff, request: RunRequest, futures: Futures) -> Kept:
        """Return those under futures."""
        return self._wide.of(policy, (staff.digest, request.seed, request.years, futures.digest))


def _once(kept: Kept, policy: Policy, replications: int, run: Run) -> Costed:
    return costed(kept.at_hand(policy, replications) or run(policy, replications, None))


def run_of(staff: Staff, request: RunRequest, job: Job | None, futures: Futures | None = None) -> Run:
    """Return how a staff is projected for a request: plain, or under futures."""

    def run(policy: Policy, replications: int, earlier: Projection | None) -> Projection:
        told = RANGING if futures else SHARPENING if replications > request.quick else None
        return projected(
            policy,
            staff,
            years=request.years,
            seed=request.seed,
            replications=replications,
            futures=futures,
            job=job,
            told=told,
            earlier=earlier,
        )

    return run
