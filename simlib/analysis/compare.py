"""Two policies compared in pairs: replication by replication, the same people with the same luck.

Every difference comes with its 95 % interval (Student's t over the paired replications); it says how far luck may
have moved the mean difference, not how uncertain the assumptions are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt

import numpy as np
import pandas as pd

from simlib.analysis.outcomes import OUTCOMES, Costed, costed, outcomes_of, whole
from simlib.policy.problems import one_problem
from simlib.projection import Projection
from simlib.text import Text

FEWEST_FOR_AN_INTERVAL = 30  # replications
NORMAL_95 = 1.959963984540054  # the two-sided 95 % point of the normal distribution


@dataclass(frozen=True)
class Difference:
    """A mean difference (after − before) with its 95 % interval; no interval from fewer than 30 replications.

    before, after   means over replications
    half_width      half the interval, NaN where there are too few replications
    """

    before: float
    after: float
    mean: float
    half_width: float
    replications: int

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.mean - self.half_width

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.mean + self.half_width

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero (a difference of exactly nothing is not clear)."""
        return abs(self.mean) > self.half_width


def difference(before: np.ndarray, after: np.ndarray) -> Difference:
    """Return the mean paired difference of two arrays by replication, shape (replications,)."""
    paired = np.asarray(after, float) - np.asarray(before, float)
    n = len(paired)
    enough = n >= FEWEST_FOR_AN_INTERVAL
    half = students_t(n - 1) * float(paired.std(ddof=1)) / sqrt(n) if enough else float("nan")
    return Difference(float(np.mean(before)), float(np.mean(after)), float(paired.mean()), half, n)


def students_t(freedom: int) -> float:
    """Return the two-sided 95 % point of Student's t (Cornish–Fisher, within 0.0005 from 29 degrees of freedom up)."""
    z = NORMAL_95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


@dataclass(frozen=True)
class Comparison:
    """Before and after, replication by replication."""

    before: Costed = field(repr=False)
    after: Costed = field(repr=False)

    @cached_property
    def headline(self) -> dict[str, Difference]:
        """Every outcome over all years: sums of flows and money, stocks at the end."""
        return {
            name: difference(whole(outcome, self.before), whole(outcome, self.after))
            for name, outcome in outcomes_of(self.before.projection.policy, self.after.projection.policy).items()
        }

    def by_year(self, name: str) -> dict[int, Difference]:
        """Return one outcome's difference in each year."""
        before, after = OUTCOMES[name].values(self.before), OUTCOMES[name].values(self.after)
        years = self.before.projection.years
        return {year: difference(before[:, y], after[:, y]) for y, year in enumerate(years)}

    @cached_property
    def table(self) -> pd.DataFrame:
        """The headline as a table: one row per outcome, with labels, unit, before, after, difference and interval."""
        rows = [
            {
                "outcome": name,
                "zh": OUTCOMES[name].label.zh,
                "en": OUTCOMES[name].label.en,
                "unit": OUTCOMES[name].unit,
                "before": found.before,
                "after": found.after,
                "difference": found.mean,
                "low": found.low,
                "high": found.high,
            }
            for name, found in self.headline.items()
        ]
        return pd.DataFrame(rows).set_index("outcome")


def compare(before: Projection, after: Projection) -> Comparison:
    """Compare two projections of the same staff with the same seed, years, replications and futures.

    Of two packs, which may have other posts and grades, the staff is the same if its people are (`people_digest`).
    Raises PolicyError where they are not paired: then a difference would be of luck, not of policy.
    """
    same_staff = "staff_digest" if before.policy.name == after.policy.name else "people_digest"
    for name in (same_staff, "seed", "replications", "years", "opening", "futures_digest"):
        one, other = (run.provenance.get(name, "none") for run in (before, after))
        if one != other:
            what = Text(
                "两次模拟不能配对：{name} 一个是 {one}，一个是 {other}",
                "the projections are not paired: {name} is {one} before and {other} after",
            ).of(name=name, one=one, other=other)
            way_out = Text(
                "两次模拟的人员、种子、年数、次数和情景假设应当相同。",
                "Project both with the same staff, seed, years, replications and futures.",
            )
            raise one_problem(what, way_out)
    return Comparison(costed(before), costed(after))
