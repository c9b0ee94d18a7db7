"""Goal seek: which value of a pay term keeps a cost under a limit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dashboards.costing.request import Seek, Sought, View
from dashboards.shell.request import Answer
from dashboards.widgets import Job
from simlib.analysis.goal_seek.goal import Goal
from simlib.analysis.goal_seek.search import seek
from simlib.analysis.goal_seek.trials import Run
from simlib.analysis.outcomes import OUTCOMES, Costed
from simlib.policy import Policy
from simlib.policy.term import Term
from simlib.report.tables.grid import UNIT, Cell, Grid, Row, text
from simlib.report.words.ceilings_and_seeks import found_words, goal_words, value_of
from simlib.text import Code, Text

SEEKING = Text("正在反推…", "Seeking…")
USUAL = 20  # trials that a goal seek takes, about; what is shown as progress


@dataclass(frozen=True)
class Watched(Goal):
    """A goal that tells of each trial, and stops when the answer is no longer wanted."""

    job: Job | None = None
    seen: list[int] = field(default_factory=lambda: [0])

    def values(self, run: Costed) -> np.ndarray:
        """Return the outcome by replication."""
        self.seen[0] += 1
        if self.job is not None:
            self.job.check()
            self.job.progress(min(self.seen[0] / USUAL, 0.99), SEEKING)
        return super().values(run)


def seekable(policy: Policy, names: list[str]) -> dict[str, Term]:
    """Return by name which of the levers' terms are a single amount of pay with a range."""

    def single(name: str) -> bool:
        term, given = policy.terms[name], policy.provisions[name]
        ranged = term.slider or (given.range and given.range[0] < given.range[1])
        return term.affects == "pay" and term.amount and not term.shape and term.moves_total and bool(ranged)

    return {name: policy.terms[name] for name in names if single(name)}


def sought(answer: Answer, question: Seek, run: Run, wide: Run | None = None, job: Job | None = None) -> Sought:
    """Seek over the policy of an answer; `wide` runs under futures. Raises PolicyError for a term without range."""
    goal = Watched(OUTCOMES["cost"], question.year, "under", question.limit, job)
    found = seek(answer.policy, goal, question.term, run, start=answer.request.start, wide=wide)
    return Sought(answer, question, found)


def trials(view: View, code: Code) -> Grid:
    """Return what was found in words, and every value that was tried."""
    one = view.extra(Sought)
    if one is None:
        ask = Text(
            "选择一项薪酬参数，填写经费限额，点击“反推”，得出不突破限额的取值。",
            "Choose a term of pay, write a limit and press Seek: values are tried until those that keep it are found.",
        )[code]
        return Grid("", (), (), "", (ask,))
    found = one.found
    said = found_words(found, one.answer.years)
    rows = [
        Row(
            value_of(found, trial.value, code),
            (
                Cell(trial.mean, around=trial.error),
                text((Text("不突破", "within") if trial.kept else Text("突破", "exceeded"))[code]),
            ),
        )
        for trial in found.trials
    ]
    name = found.term.label[code]
    top = (name, Text(f"经费（{UNIT}）", f"Cost ({UNIT})")[code], Text("限额", "Limit")[code])
    title = Text(
        f"反推：{goal_words(found.goal, one.answer.years, code)}",
        f"Trials: {goal_words(found.goal, one.answer.years, code)}",
    )[code]
    how = Text(
        f"各取值均按同样{found.replications}次模拟计算；±为模拟误差（95%）。",
        f"Every trial has the same {found.replications} replications; ± is the simulation error (95 %).",
    )[code]
    return Grid(title, top, tuple(rows), "lab-trials", (how,), (said[code],))
