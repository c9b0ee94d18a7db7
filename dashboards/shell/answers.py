"""The runs behind a page: quick, then exact, each with its range; paired with the policy in force.

Where pay alone differs, a projection at hand is priced again: the same figures to the fen, without a simulation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dashboards.runs import Depth, Runs
from dashboards.runs.answer_steps import depths, ends_at
from dashboards.shell.request import Answer, Request
from dashboards.widgets.runner import Job, Stage
from simlib import load_policy, load_staff
from simlib.policy import Policy, PolicyError, load_proposal
from simlib.policy.packs import known_proposals
from simlib.policy.proposal import Proposal
from simlib.staff.opening import Staff


@dataclass
class Answers:
    """Loads packs and proposals, answers requests, keeps what was projected last.

    folder  of the proposals; None: all that are known
    """

    folder: Path | None = None
    _packs: dict[Path, tuple[Policy, Staff]] = field(default_factory=dict)
    _runs: Runs = field(default_factory=Runs)
    _answer: Answer | None = None  # the last one

    def pack(self, folder: Path) -> tuple[Policy, Staff]:
        """Return a pack's policy and opening staff."""
        if folder not in self._packs:
            policy = load_policy(folder)
            self._packs[folder] = policy, load_staff(policy)
        return self._packs[folder]

    def proposals(self, policy: Policy) -> dict[Path, Proposal]:
        """Return the proposals written for a pack, by file."""
        found = {}
        for file in known_proposals() if self.folder is None else sorted(self.folder.glob("*.yaml")):
            try:
                proposal = load_proposal(file)
            except PolicyError:
                continue  # `simlib check` says what is wrong with it
            if proposal.policy == policy.name:
                found[file.resolve()] = proposal
        return found

    # --- what is asked ---

    def stages(self, request: Request) -> tuple[Stage, ...]:
        """Return the work that answers a request, step by step; without quick figures where exact ones are at hand."""
        steps = depths(request, at_hand=self.at_hand(request))
        return tuple(partial(self._answer_at, request, depth) for depth in steps)

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
        policy, _ = self.pack(request.pack)
        proposal = load_proposal(request.proposal) if request.proposal else None
        laid = policy.with_proposal(proposal) if proposal else policy
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
        self._answer = Answer(request, law, proposal, policy, comparison, simulated)
        return self._answer

    def exact(self, request: Request, job: Job | None) -> Answer:
        """Return the deepest answer to a request: the last one, where it is that."""
        last = self._answer
        fits = last is not None and last.request == request and last.depth == ends_at(request)
        return last if last is not None and fits else self.answer(request, ends_at(request), job)

    def _answer_at(self, request: Request, depth: Depth, job: Job) -> Answer:
        return self.answer(request, depth, job)
