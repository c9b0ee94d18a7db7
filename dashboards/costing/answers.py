"""The runs behind the page: quick, then exact, paired with the policy in force.

Where pay alone differs, a projection at hand is priced again: the same figures to the fen, without a simulation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from dashboards.costing.kept import Kept, Run
from dashboards.costing.lives import lived
from dashboards.costing.reasons import REST, reasons
from dashboards.costing.seeking import sought
from dashboards.costing.wish import Answer, Lives, Question, Reasons, Side, Sides, Sought, Uncertain, Wish
from dashboards.runs import projected, stop_of
from dashboards.widgets import Cancelled, Job
from simlib import load_policy, load_staff
from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import Costed
from simlib.budget import cost
from simlib.futures import load_futures, project_futures
from simlib.policy import Policy, PolicyError, load_proposal
from simlib.policy.packs import known_futures, known_proposals
from simlib.policy.proposal import Proposal
from simlib.population.staff import Staff
from simlib.projection import Projection
from simlib.simulation import run as engine
from simlib.text import Text

SHARPENING = Text("已显示初步结果，正在增加重复次数…", "First answer shown; adding replications…")
UNDER_FUTURES = Text("正在按情景假设推演…", "Running it under futures…")
FUTURES = "plausible"
Stage = Callable[[Job], Answer | Sides | Reasons | Uncertain | Sought | Lives]


@dataclass
class Answers:
    """Loads packs and proposals, runs wishes, keeps what was projected last."""

    folder: Path | None = None  # of the proposals; None: all that are known
    futures: str = FUTURES
    _packs: dict[Path, tuple[Policy, Staff]] = field(default_factory=dict)
    _sides: dict[tuple[object, ...], Side] = field(default_factory=dict)
    _last: Kept = field(default_factory=Kept)
    _answer: Answer | None = None  # the last one
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

    def stages(self, wish: Wish) -> tuple[Stage, ...]:
        """Return the work that answers a wish: quick, then exact; exact alone where it is at hand."""
        exact = partial(self._answer_at, wish, wish.exact)
        if wish.exact <= wish.quick or self.at_hand(wish):
            return (exact,)
        return partial(self._answer_at, wish, wish.quick), exact

    def side_stages(self, wish: Wish) -> tuple[Stage, ...]:
        """Return the work that puts all proposals of the pack beside each other, one after the other."""
        law, _ = self.pack(wish.pack)
        proposals = list(self.proposals(law).values())
        done: list[Side] = []

        def beside(proposal: Proposal, job: Job) -> Sides:
            done.append(self.side(wish, proposal, job))
            return Sides(tuple(done), len(proposals))

        return tuple(partial(beside, proposal) for proposal in proposals) or (lambda job: Sides((), 0),)

    def at_hand(self, wish: Wish) -> bool:
        """Return whether the exact answer needs no simulation."""
        try:
            _, policy = self.asked(wish)
        except PolicyError:
            return False
        kept = self._kept(wish)
        ready = kept.law is not None and kept.law.replications >= wish.exact
        return ready and kept.pricing(policy, wish.exact) is not None

    def asked(self, wish: Wish) -> tuple[Proposal | None, Policy]:
        """Return the proposal of a wish, and the policy that it comes to. Raises PolicyError if that is unsound."""
        law, _ = self.pack(wish.pack)
        proposal = load_proposal(wish.proposal) if wish.proposal else None
        laid = law.with_proposal(proposal) if proposal else law
        return proposal, laid.with_values(wish.values, wish.start)

    # --- what is answered ---

    def answer(self, wish: Wish, replications: int, job: Job | None = None) -> Answer:
        """Answer a wish with a number of replications.

        Raises PolicyError where the wish is no sound policy, and Cancelled when the job is.
        """
        law, _ = self.pack(wish.pack)
        proposal, policy = self.asked(wish)
        kept, run = self._kept(wish), self._run(wish, replications, job)
        before = kept.before(law, replications, run)
        at_hand = kept.pricing(policy, replications)
        projection = (at_hand or kept.simulated(policy, run)).under(policy)
        comparison = Comparison(before, Costed(projection, cost(projection)))
        assert comparison.headline  # worked out here, in the worker's thread
        self._answer = Answer(wish, law, proposal, policy, comparison, at_hand is None)
        return self._answer

    def reasons(self, wish: Wish, against: bool, job: Job) -> Reasons:
        """Return why the cost of the exact answer changes, from year to year and against the policy in force."""
        return reasons(self._exact(wish, job), job, against=against, rest=self.rest)

    def side(self, wish: Wish, proposal: Proposal, job: Job | None = None) -> Side:
        """Return one proposal of the pack alone, as exact as the answer is; its projection is not kept."""
        law, staff = self.pack(wish.pack)
        try:
            policy = law.with_proposal(proposal)
        except PolicyError as error:
            return Side(proposal.name, proposal.label, refused=tuple(problem.what for problem in error.problems))
        key = (law.digest, policy.digest, staff.digest, wish.seed, wish.exact, wish.years)
        if key not in self._sides:
            kept, run = self._kept(wish), self._run(wish, wish.exact, job)
            before = kept.before(law, wish.exact, run)
            projection = kept.pricing(policy, wish.exact) or run(policy, None)
            found = Comparison(before, Costed(projection, cost(projection, policy))).headline
            self._sides[key] = Side(proposal.name, proposal.label, found)
        return self._sides[key]

    def uncertain(self, wish: Wish, job: Job | None = None) -> Uncertain:
        """Return the exact answer's policy with every replication in a future of its own."""
        answer, (_, staff) = self._exact(wish, job), self.pack(wish.pack)
        futures = load_futures(known_futures()[self.futures])
        hooks: dict[str, Any] = {}
        if job is not None:
            hooks = {"progress": lambda n, of: job.progress(n / of, UNDER_FUTURES), "stop": stop_of(job)}
        try:
            run = project_futures(
                answer.policy, staff, futures, years=wish.years, replications=wish.exact, seed=wish.seed, **hooks
            )
        except engine.Cancelled:
            raise Cancelled from None
        return Uncertain(answer, cost(run).total.values, futures)

    def sought(self, wish: Wish, question: Question, job: Job | None = None) -> Sought:
        """Return which values of a pay term keep a limit, over the exact answer."""
        answer, kept = self._exact(wish, job), self._kept(wish)
        run_anew = self._run(wish, wish.exact, job)

        def run(policy: Policy) -> Projection:
            at_hand = kept.pricing(policy, wish.exact)
            return at_hand.under(policy) if at_hand else run_anew(policy, None)

        return sought(answer, question, run, job)

    def lives(self, wish: Wish, name: str, job: Job | None = None) -> Lives:
        """Return the pack's typical careers, and the one of this name under both policies."""
        law, _ = self.pack(wish.pack)
        return lived(wish, law, self.asked(wish)[1], name, job)

    def _exact(self, wish: Wish, job: Job | None) -> Answer:
        last = self._answer
        fits = last is not None and last.wish == wish and last.replications == wish.exact
        return last if last is not None and fits else self.answer(wish, wish.exact, job)

    def _answer_at(self, wish: Wish, replications: int, job: Job) -> Answer:
        return self.answer(wish, replications, job)

    def _kept(self, wish: Wish) -> Kept:
        law, staff = self.pack(wish.pack)
        return self._last.of(law, (staff.digest, wish.seed, wish.years))

    def _run(self, wish: Wish, replications: int, job: Job | None) -> Run:
        _, staff = self.pack(wish.pack)
        told = SHARPENING if replications > wish.quick else None

        def run(policy: Policy, sooner: Projection | None) -> Projection:
            return projected(
                policy, staff, years=wish.years, seed=wish.seed, replications=replications, job=job, told=told,
                sooner=sooner,
            )  # fmt: skip

        return run
