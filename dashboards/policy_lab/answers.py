"""The runs behind the page: quick, then exact, paired with a baseline that is run once.

A change of pay alone prices the baseline's person-months again: the same figures to the fen, without a new simulation.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboards.policy_lab.wish import Answer, Wish
from dashboards.runs import projected
from dashboards.widgets import Job
from simlib import load_policy, load_staff
from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import Costed, costed
from simlib.budget import repriced
from simlib.policy import Policy
from simlib.population.staff import Staff
from simlib.projection import Projection
from simlib.text import Text

SHARPENING = Text("已显示初步结果，正在增加重复次数…", "First answer shown; adding replications…")
Key = tuple[str, str, int, int]  # policy digest, staff digest, seed, years


class Answers:
    """Loads packs, runs wishes, keeps the baselines of the policy last used."""

    def __init__(self) -> None:
        self._packs: dict[Path, tuple[Policy, Staff]] = {}
        self._baselines: dict[int, Costed] = {}  # by replications
        self._baselines_of: Key | None = None

    def pack(self, folder: Path) -> tuple[Policy, Staff]:
        """Return a pack's policy and opening staff."""
        if folder not in self._packs:
            law = load_policy(folder)
            self._packs[folder] = law, load_staff(law)
        return self._packs[folder]

    def stages(self, wish: Wish) -> tuple[Callable[[Job], Answer], ...]:
        """Return the work that answers a wish: a quick stage, and an exact one that extends it."""
        if wish.exact <= wish.quick:
            return (lambda job: self.answer(wish, wish.quick, job),)
        return (
            lambda job: self.answer(wish, wish.quick, job),
            lambda job: self.answer(wish, wish.exact, job, job.previous),
        )

    def answer(self, wish: Wish, replications: int, job: Job | None = None, sooner: Answer | None = None) -> Answer:
        """Answer a wish with a number of replications, going on from a sooner answer where there is one.

        Raises PolicyError where the wish is no sound policy, and Cancelled when the job is.
        """
        law, staff = self.pack(wish.pack)
        proposal = law.with_values(wish.values, wish.start)
        before = self._baseline(law, staff, wish, replications, job)
        simulated = not repriced(before.projection, proposal)
        if simulated:
            run = sooner.comparison.after.projection if sooner and sooner.simulated else None
            after = costed(_run(proposal, staff, wish, replications, job, run))
        else:
            after = costed(before.projection.under(proposal))
        comparison = Comparison(before, after)
        assert comparison.headline  # worked out here, in the worker's thread
        return Answer(wish, law, proposal, comparison, simulated)

    def _baseline(self, law: Policy, staff: Staff, wish: Wish, replications: int, job: Job | None) -> Costed:
        key = (law.digest, staff.digest, wish.seed, wish.years)
        if key != self._baselines_of:
            self._baselines, self._baselines_of = {}, key
        if replications not in self._baselines:
            fewer = max((n for n in self._baselines if n < replications), default=None)
            run = self._baselines[fewer].projection if fewer else None
            self._baselines[replications] = costed(_run(law, staff, wish, replications, job, run))
        return self._baselines[replications]


def _run(
    policy: Policy, staff: Staff, wish: Wish, replications: int, job: Job | None, sooner: Projection | None
) -> Projection:
    told = SHARPENING if replications > wish.quick else None
    return projected(
        policy,
        staff,
        years=wish.years,
        seed=wish.seed,
        replications=replications,
        job=job,
        told=told,
        sooner=sooner,
    )
