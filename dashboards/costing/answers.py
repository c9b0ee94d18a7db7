"""The runs behind the page: quick, then exact, each with its range; paired with the policy in force.

Where pay alone differs, a projection at hand is priced again: the same figures to the fen, without a simulation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dashboards.costing.careers_tab import lived
from dashboards.costing.causes_tab import REST, in_full, ranged, reasons
from dashboards.costing.places_work import all_placed, converted, first_placed, gained
from dashboards.costing.request import Answer, Converted, Lives, Reasons, Request, Seek, Side, Sides, Sought
from dashboards.costing.seek_tab import sought
from dashboards.runs import Depth, Runs
from dashboards.runs.answer_steps import depths, ends_at, futures_of, run_of
from dashboards.runs.kept_projections import Kept
from dashboards.widgets import Job
from simlib import load_policy, load_staff
from simlib.analysis.cost_by_place import Placed
from simlib.analysis.gains import Gains
from simlib.futures import Futures
from simlib.policy import Policy, PolicyError, load_proposal
from simlib.policy.packs import known_proposals
from simlib.policy.proposal import Proposal
from simlib.projection import Projection
from simlib.staff.opening import Staff

Stage = Callable[[Job], Answer | Sides | Reasons | Sought | Lives | Placed | Gains | Converted]


@dataclass
class Answers:
    """Loads packs and proposals, runs requests, keeps what was projected last."""

    folder: Path | None = None  # of the proposals; None: all that are known
    _packs: dict[Path, tuple[Policy, Staff]] = field(default_factory=dict)
    _sides: dict[tuple[object, ...], Side] = field(default_factory=dict)
    _runs: Runs = field(default_factory=Runs)
    _answer: Answer | None = None  # the last one
    _reasons: Reasons | None = None  # why it changes
    _placed: tuple[Answer, Placed] | None = None  # where and when its cost falls
    rest: float = REST  # seconds that an answer stands before its causes are worked out

    def pack(self, folder: Path) -> tuple[Policy, Staff]:
        """Return a pack's policy and opening staff."""
        if folder not in self._packs:
            law = load_policy(folder)
            self._packs[folder] = law, load_staff(law)
        return self._packs[folder]

    def proposals(self, law: Policy) -> dict[Path, Proposal]:
        """Return the proposals written for a pack, by file."""
        found = {}
        for file in known_proposals() if self.folder is None else sorted(self.folder.glob("*.yaml")):
            try:
                proposal = load_proposal(file)
            except PolicyError:
                continue  # `simlib check` says what is wrong with it
            if proposal.policy == law.name:
                found[file.resolve()] = proposal
        return found

    # --- what is asked ---

    def stages(self, request: Request) -> tuple[Stage, ...]:
        """Return the work that answers a request, step by step; without quick figures where exact ones are at hand."""
        return tuple(
            partial(self._answer_at, request, depth) for depth in depths(request, at_hand=self.at_hand(request))
        )

    def side_stages(self, request: Request) -> tuple[Stage, ...]:
        """Return the work that puts all proposals of the pack beside each other, one after the other."""
        law, _ = self.pack(request.pack)
        proposals = list(self.proposals(law).values())
        done: list[Side] = []

        def beside(proposal: Proposal, job: Job) -> Sides:
            done.append(self.side(request, proposal, job))
            return Sides(tuple(done), len(proposals))

        return tuple(partial(beside, proposal) for proposal in proposals) or (lambda job: Sides((), 0),)

    def at_hand(self, request: Request) -> bool:
        """Return whether the exact figures need no simulation."""
        try:
            _, policy = self.asked(request)
        except PolicyError:
            return False
        law, staff = self.pack(request.pack)
        kept = self._runs.kept(law, staff, request)
        return all(kept.at_hand(one, request.exact) is not None for one in (law, policy))

    def asked(self, request: Request) -> tuple[Proposal | None, Policy]:
        """Return the proposal of a request, and the policy that it comes to. Raises PolicyError if that is unsound."""
        law, _ = self.pack(request.pack)
        proposal = load_proposal(request.proposal) if request.proposal else None
        laid = law.with_proposal(proposal) if proposal else law
        return proposal, laid.with_values(request.values, request.start)

    # --- what is answered ---

    def answer(self, request: Request, depth: Depth, job: Job | None = None) -> Answer:
        """Answer a request so deep.

        Raises PolicyError where the request is no sound policy, and Cancelled when the job is.
        """
        law, staff = self.pack(request.pack)
        proposal, policy = self.asked(request)
        comparison = self._runs.compared(law, policy, staff, request, depth, job)
        simulated = self._runs.kept(law, staff, request).simulated(policy)
        self._answer, self._reasons = Answer(request, law, proposal, policy, comparison, simulated), None
        return self._answer

    def reasons(self, request: Request, job: Job) -> Reasons:
        """Return why the cost of the exact answer changes from year to year."""
        answer = self._exact(request, job)
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
        answer, (law, staff), wide = self._exact(request, job), self.pack(request.pack), ends_at(request).wide
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
        law, _ = self.pack(request.pack)
        return lived(request, law, self.asked(request)[1], name, job)

    def placed(self, request: Request, job: Job) -> Placed:
        """Return where and when the cost of the exact answer falls, of its first replications."""
        answer = self._exact(request, job)
        if self._placed is None or self._placed[0] is not answer:
            self._placed = answer, first_placed(answer, job)
        return self._placed[1]

    def placed_in_full(self, request: Request, job: Job) -> Placed:
        """Return the same of all replications: what the other figures of the page are means of."""
        found, answer = self.placed(request, job), self._exact(request, job)
        self._placed = answer, all_placed(answer, found, job)
        return self._placed[1]

    def gained(self, request: Request, job: Job) -> Gains:
        """Return who gains and who loses by the policy asked for."""
        return gained(self._exact(request, job), job)

    def converted(self, request: Request, job: Job) -> Converted:
        """Return whom the conversion of the policy asked for concerns."""
        return converted(self._exact(request, job), self.pack(request.pack)[1], job)

    def _exact(self, request: Request, job: Job | None) -> Answer:
        last = self._answer
        fits = last is not None and last.request == request and last.depth == ends_at(request)
        return last if last is not None and fits else self.answer(request, ends_at(request), job)

    def _answer_at(self, request: Request, depth: Depth, job: Job) -> Answer:
        return self.answer(request, depth, job)
