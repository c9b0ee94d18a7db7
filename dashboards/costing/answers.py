"""What costing works out besides an answer: its causes, proposals side by side, a goal seek, careers, places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from dashboards.costing.careers_tab import lived
from dashboards.costing.causes_tab import REST, in_full, ranged, reasons
from dashboards.costing.places_work import all_placed, converted, first_placed, gained
from dashboards.costing.request import Converted, Lives, Reasons, Seek, Side, Sides, Sought
from dashboards.costing.seek_tab import sought
from dashboards.runs import Depth
from dashboards.runs.answer_steps import ends_at, futures_of, run_of
from dashboards.runs.kept_projections import Kept
from dashboards.shell import Answer, Answers, Request, Stage
from dashboards.widgets import Job
from simlib.analysis.cost_by_place import Placed
from simlib.analysis.gains import Gains
from simlib.futures import Futures
from simlib.policy import Policy, PolicyError
from simlib.policy.proposal import Proposal
from simlib.projection import Projection


@dataclass
class Costings(Answers):
    """Answers requests, and keeps what was worked out last besides."""

    rest: float = REST  # seconds that an answer stands before its causes are worked out
    _sides: dict[tuple[object, ...], Side] = field(default_factory=dict)
    _reasons: Reasons | None = None  # why the last answer changes
    _placed: tuple[Answer, Placed] | None = None  # where and when its cost falls

    def answer(self, request: Request, depth: Depth, job: Job | None = None) -> Answer:
        """Answer a request so deep (see `Answers`); the causes of the one before are forgotten."""
        answer, self._reasons = super().answer(request, depth, job), None
        return answer

    def side_stages(self, request: Request) -> tuple[Stage, ...]:
        """Return the work that puts all proposals of the pack beside each other, one after the other."""
        policy, _ = self.pack(request.pack)
        proposals = list(self.proposals(policy).values())
        done: list[Side] = []

        def beside(proposal: Proposal, job: Job) -> Sides:
            done.append(self.side(request, proposal, job))
            return Sides(tuple(done), len(proposals))

        return tuple(partial(beside, proposal) for proposal in proposals) or (lambda job: Sides((), 0),)

    def reasons(self, request: Request, job: Job) -> Reasons:
        """Return why the cost of the exact answer changes from year to year."""
        answer = self.exact(request, job)
        self._reasons = self._reasons or reasons(answer, job, rest=self.rest)
        return self._reasons

    def reasons_ranged(self, request: Request, job: Job) -> Reasons:
        """Return the same with its range with the assumptions."""
        self._reasons = ranged(self.reasons(request, job), job)
        return self._reasons

    def reasons_in_full(self, request: Request, job: Job) -> Reasons:
        """Return the same with why the cost differs from that in force."""
        self._reasons = in_full(self.reasons_ranged(request, job), job)
        return self._reasons

    def side(self, request: Request, proposal: Proposal, job: Job | None = None) -> Side:
        """Return one proposal of the pack alone, as exact as the answer is; its projections are not kept."""
        law, staff = self.pack(request.pack)
        try:
            policy = law.with_proposal(proposal)
        except PolicyError as error:
            return Side(proposal.name, proposal.label, refused=tuple(problem.what for problem in error.problems))
        key = (law.digest, policy.digest, staff.digest, request.seed, request.years, request.futures, ends_at(request))
        if key not in self._sides:
            found = self._runs.beside(law, policy, staff, request, ends_at(request), job).headline
            self._sides[key] = Side(proposal.name, proposal.label, found)
        return self._sides[key]

    def sought(self, request: Request, question: Seek, job: Job | None = None) -> Sought:
        """Return which values of a pay term keep a limit, over the exact answer, and how often under its futures."""
        answer, (law, staff), wide = self.exact(request, job), self.pack(request.pack), ends_at(request).wide
        futures = futures_of(request, law, answer.policy) if wide else None

        def run_on(kept: Kept, replications: int, futures: Futures | None) -> Callable[[Policy], Projection]:
            anew = run_of(staff, request, job, futures)
            return lambda policy: kept.at_hand(policy, replications) or anew(policy, replications, None)

        run = run_on(self._runs.kept(law, staff, request), request.exact, None)
        if futures is None:
            return sought(answer, question, run, job=job)
        under = run_on(self._runs.kept_wide(law, staff, request, futures), wide, futures)
        return sought(answer, question, run, under, job)

    def lives(self, request: Request, name: str, job: Job | None = None) -> Lives:
        """Return the pack's typical careers, and the one of this name under both policies."""
        policy, _ = self.pack(request.pack)
        return lived(request, policy, self.asked(request)[1], name, job)

    def placed(self, request: Request, job: Job) -> Placed:
        """Return where and when the cost of the exact answer falls, of its first replications."""
        answer = self.exact(request, job)
        if self._placed is None or self._placed[0] is not answer:
            self._placed = answer, first_placed(answer, job)
        return self._placed[1]

    def placed_in_full(self, request: Request, job: Job) -> Placed:
        """Return the same of all replications: what the other figures of the page are means of."""
        found, answer = self.placed(request, job), self.exact(request, job)
        self._placed = answer, all_placed(answer, found, job)
        return self._placed[1]

    def gained(self, request: Request, job: Job) -> Gains:
        """Return who gains and who loses by the policy asked for."""
        return gained(self.exact(request, job), job)

    def converted(self, request: Request, job: Job) -> Converted:
        """Return whom the conversion of the policy asked for concerns."""
        return converted(self.exact(request, job), self.pack(request.pack)[1], job)
