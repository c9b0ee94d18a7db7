"""A goal: an outcome of one year, or of the whole run, kept under or above a limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simlib.analysis.outcomes import OUTCOMES, Costed, Outcome, whole
from simlib.policy.problems import nearest, one_problem, outside_run
from simlib.text import Text

_FORM = re.compile(r"(?P<name>[a-z0-9_]+?)(?:_(?P<year>(?:19|20)\d\d))?")


@dataclass(frozen=True)
class Goal:
    """An outcome to keep under or above a limit; exactly at it is kept.

    year   None: all years together, or the end of the last for a stock
    limit  in the outcome's base unit (yuan, people, grades, shares)
    """

    outcome: Outcome
    year: int | None
    side: Literal["under", "above"]
    limit: float

    def values(self, run: Costed) -> np.ndarray:
        """Return the outcome by replication."""
        if self.year is None:
            return whole(self.outcome, run)
        years = run.projection.years
        if self.year not in years:
            raise outside_run(self.year, years)
        values = np.asarray(self.outcome.values(run)[:, years.index(self.year)])
        if np.isnan(values).any():  # a part-year has none
            raise outside_run(self.year, years.whole)
        return values

    def kept(self, value: float) -> bool:
        """Return whether a value keeps the goal."""
        return value <= self.limit if self.side == "under" else value >= self.limit


def goal(name: str, side: Literal["under", "above"], limit: float) -> Goal:
    """Return a goal by the name of its outcome and, after an underscore, its year: cost, cost_2031, in_post_2036.

    Raises PolicyError for an outcome that there is not.
    """
    match = _FORM.fullmatch(name)
    outcome = match["name"] if match else name
    if outcome not in OUTCOMES:
        what = Text("没有指标 {name}", "{name} is not an outcome").of(name=name)
        year_ = Text("年份写在后面，如 cost_2031。", " A year follows as cost_2031.")
        raise one_problem(what, nearest(outcome, OUTCOMES) + year_)
    year = match["year"] if match else None
    return Goal(OUTCOMES[outcome], int(year) if year else None, side, limit)
