"""The runs behind the page: quick, then exact, each with its range; paired with a baseline that is run once.

A change of pay alone prices the baseline's person-months again: the same figures to the fen, without a new simulation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from dashboards.policy_lab.request import Answer, Request
from dashboards.runs import Depth, Runs
from dashboards.runs.answer_steps import depths
from dashboards.widgets import Job
from simlib import load_policy, load_staff
from simlib.budget import repriced
from simlib.policy import Policy
from simlib.staff.opening import Staff


class Answers:
    """Loads packs, runs requests, keeps what was projected last."""

    def __init__(self) -> None:
        self._packs: dict[Path, tuple[Policy, Staff]] = {}
        self._runs = Runs()

    def pack(self, folder: Path) -> tuple[Policy, Staff]:
        """Return a pack's policy and opening staff."""
        if folder not in self._packs:
            law = load_policy(folder)
            self._packs[folder] = law, load_staff(law)
        return self._packs[folder]

    def stages(self, request: Request) -> tuple[Callable[[Job], Answer], ...]:
        """Return the work that answers a request, step by step."""
        return tuple(partial(self._stage, request, depth) for depth in depths(request, at_hand=False))

    def _stage(self, request: Request, depth: Depth, job: Job) -> Answer:
        return self.answer(request, depth, job)

    def answer(self, request: Request, depth: Depth, job: Job | None = None) -> Answer:
        """Answer a request so deep.

        Raises PolicyError where the request is no sound policy, and Cancelled when the job is.
        """
        law, staff = self.pack(request.pack)
        proposal = law.with_values(request.values, request.start)
        comparison = self._runs.compared(law, proposal, staff, request, depth, job)
        simulated = not repriced(comparison.before.projection, proposal)
        return Answer(request, law, proposal, comparison, simulated)
