"""The runs behind the page: quick, then exact, each with its range; paired with a baseline that is run once.

A change of pay alone prices the baseline's person-months again: the same figures to the fen, without a new simulation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from dashboards.policy_lab.wish import Answer, Wish
from dashboards.runs import Depth, Runs
from dashboards.runs.steps import depths
from dashboards.widgets import Job
from simlib import load_policy, load_staff
from simlib.budget import repriced
from simlib.policy import Policy
from simlib.staff.opening import Staff


class Answers:
    """Loads packs, runs wishes, keeps what was projected last."""

    def __init__(self) -> None:
        self._packs: dict[Path, tuple[Policy, Staff]] = {}
        self._runs = Runs()

    def pack(self, folder: Path) -> tuple[Policy, Staff]:
        """Return a pack's policy and opening staff."""
        if folder not in self._packs:
            law = load_policy(folder)
            self._packs[folder] = law, load_staff(law)
        return self._packs[folder]

    def stages(self, wish: Wish) -> tuple[Callable[[Job], Answer], ...]:
        """Return the work that answers a wish, step by step."""
        return tuple(partial(self._stage, wish, depth) for depth in depths(wish, at_hand=False))

    def _stage(self, wish: Wish, depth: Depth, job: Job) -> Answer:
        return self.answer(wish, depth, job)

    def answer(self, wish: Wish, depth: Depth, job: Job | None = None) -> Answer:
        """Answer a wish so deep.

        Raises PolicyError where the wish is no sound policy, and Cancelled when the job is.
        """
        law, staff = self.pack(wish.pack)
        proposal = law.with_values(wish.values, wish.start)
        comparison = self._runs.compared(law, proposal, staff, wish, depth, job)
        simulated = not repriced(comparison.before.projection, proposal)
        return Answer(wish, law, proposal, comparison, simulated)
