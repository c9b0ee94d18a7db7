"""As many replications as an interval of the wanted width takes: a pilot says how far luck goes, and is extended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

import numpy as np

from simlib.analysis.compare import Difference, difference
from simlib.analysis.outcomes import OUTCOMES, Outcome, costed, whole
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, students_t
from simlib.projection import Projection

PILOT = FEWEST_FOR_AN_INTERVAL  # replications
_ROUND = 10  # to which the number of replications is rounded up


@dataclass(frozen=True)
class Precision:
    """How wide the 95 % interval of an outcome over all years may be: at most ± `within`.

    within  in the outcome's base unit, or a share of the outcome as it stands before anything is changed
    """

    outcome: Outcome
    within: float
    of_the_outcome: bool = False


@dataclass(frozen=True)
class Reached:
    """What came of it: the interval there is, and what was wanted, in the outcome's base unit.

    found   the outcome of one projection (before is 0), or the difference between two
    wanted  the half-width asked for
    """

    outcome: Outcome
    found: Difference
    wanted: float

    @property
    def met(self) -> bool:
        """Whether the interval is as narrow as was wanted."""
        return self.found.error <= self.wanted

    @property
    def needed(self) -> int:
        """About how many replications an interval of the wanted width takes, by how far luck went so far."""
        many, half = self.found.replications, self.found.error
        spread = half * sqrt(many) / students_t(many - 1)
        needed = PILOT
        for _ in range(9):  # Student's t hardly moves: settled after two or three
            needed = max(PILOT, ceil((students_t(needed - 1) * spread / self.wanted) ** 2))
        return needed


def precise(
    runs: Sequence[Projection], wanted: Precision, most: int, **hooks: Any
) -> tuple[tuple[Projection, ...], Reached]:
    """Return one projection, or two that are compared, with as many replications as the precision takes, and at most
    `most`. Those there are stay bit for bit, so that these are the projections with so many replications.

    runs    with `PILOT` replications or more
    hooks   workers, progress and stop, as `project` takes them
    """
    extended = tuple(runs)
    reached = _look(extended, wanted)
    while not reached.met and reached.found.replications < most:
        more = max(reached.needed, reached.found.replications + 1)
        many = min(ceil(more / _ROUND) * _ROUND, most)
        extended = tuple(run.extended(many, **hooks) for run in extended)
        reached = _look(extended, wanted)
    return extended, reached


def _look(runs: Sequence[Projection], wanted: Precision) -> Reached:
    values = [whole(wanted.outcome, costed(run)) for run in runs]
    before = values[0] if len(values) > 1 else np.zeros(len(values[0]))
    scale = abs(float(values[0].mean())) if wanted.of_the_outcome else 1.0
    return Reached(wanted.outcome, difference(before, values[-1]), wanted.within * scale)


def cost_within(within: float, of_the_outcome: bool = False) -> Precision:
    """Return a precision of the cost of all years, in yuan or as a share."""
    return Precision(OUTCOMES["cost"], within, of_the_outcome)


def people_within(within: float) -> Precision:
    """Return a precision of the people in post at the end of the last year."""
    return Precision(OUTCOMES["in_post"], within)
