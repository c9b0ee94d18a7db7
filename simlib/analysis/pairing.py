"""What pairing is worth: how much less a difference varies where both policies have the same luck.

The variance of a mean falls with the number of replications; a difference whose variance is a hundredth needs a
hundredth of them for the same interval.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, inf, sqrt

import numpy as np

from simlib.analysis.outcomes import OUTCOMES, costed, whole
from simlib.analysis.widths import NORMAL_95
from simlib.policy.problems import one_problem
from simlib.projection import Projection
from simlib.text import Text


@dataclass(frozen=True)
class Pairing:
    """The same difference (after − before) by replication, in pairs and with luck of its own on either side, (R,)."""

    paired: np.ndarray = field(repr=False)
    unpaired: np.ndarray = field(repr=False)

    @property
    def ratio(self) -> float:
        """The variance of a paired difference as a share of that of an unpaired one."""
        return float(self.paired.var(ddof=1) / self.unpaired.var(ddof=1))

    @property
    def fewer(self) -> float:
        """How many times fewer replications a pair needs for the same interval; infinite where luck cancels out."""
        return 1 / self.ratio if self.ratio > 0 else inf

    @property
    def sure_within(self) -> float:
        """The factor within which the ratio is known, 19 times in 20: the log of a variance varies by 2 ÷ (R − 1)."""
        return exp(NORMAL_95 * sqrt(2 / (len(self.paired) - 1) + 2 / (len(self.unpaired) - 1)))


def pairing(outcome: str, pair: tuple[Projection, Projection], apart: tuple[Projection, Projection]) -> Pairing:
    """Return what pairing is worth for one outcome over all years (`simlib.analysis.outcomes.OUTCOMES`).

    pair   before and after with one seed
    apart  before and after with two further seeds, so that all the luck is independent
    Raises PolicyError where seeds are not as said.
    """
    seeds = [run.plan.seed for run in (*pair, *apart)]
    if seeds[0] != seeds[1] or len(set(seeds)) != 3:
        what = Text("四次模拟的随机种子是 {seeds}", "the seeds are {seeds}").of(seeds=seeds)
        way_out = Text(
            "配对的两次请用同一种子，另两次各用一个。", "Give the pair one seed, and the other two a seed each."
        )
        raise one_problem(what, way_out)
    values = [whole(OUTCOMES[outcome], costed(run)) for run in (*pair, *apart)]
    return Pairing(values[1] - values[0], values[3] - values[2])
