"""Two policies compared in pairs: replication by replication, the same people with the same luck.

Every difference comes with its simulation error, its range of chance and, where both were run under futures, its range
with the assumptions (see `widths`): all three of the paired differences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
import pandas as pd

from simlib.analysis.outcomes import OUTCOMES, Costed, Outcome, costed, outcomes_of, whole
from simlib.analysis.widths import NO_RANGE, Range, both_ranges, error_of
from simlib.policy.problems import one_problem
from simlib.projection import Projection
from simlib.text import Text


@dataclass(frozen=True)
class Difference:
    """A mean difference (after − before) with its widths; none of them from fewer than 30 replications.

    before, after   means over replications
    error           simulation error of the mean difference, NaN where there are too few replications
    luck, wide      range of chance and range with the assumptions, of the paired differences
    """

    before: float
    after: float
    mean: float
    error: float
    replications: int
    luck: Range = NO_RANGE
    wide: Range = NO_RANGE

    @property
    def clear(self) -> bool:
        """Whether the mean is further from zero than its simulation error (what is exactly nothing is not clear)."""
        return abs(self.mean) > self.error


def difference(before: np.ndarray, after: np.ndarray, wide: tuple[np.ndarray, np.ndarray] | None = None) -> Difference:
    """Return the mean paired difference of two arrays by replication, shape (replications,).

    wide  the same two under futures, where they were run
    """
    paired = _paired(before, after)
    ranges = both_ranges(paired, _paired(*wide) if wide else None)
    was, now, mean = (float(np.mean(of)) for of in (before, after, paired))
    return Difference(was, now, mean, error_of(paired), len(paired), *ranges)


def _paired(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    return np.asarray(after, float) - np.asarray(before, float)


@dataclass(frozen=True)
class Comparison:
    """Before and after, replication by replication."""

    before: Costed = field(repr=False)
    after: Costed = field(repr=False)

    @cached_property
    def headline(self) -> dict[str, Difference]:
        """Every outcome over all years: sums of flows and money, stocks at the end."""
        return {name: self._difference(partial(whole, one)) for name, one in self._outcomes.items()}

    def by_year(self, name: str) -> dict[int, Difference]:
        """Return one outcome's difference in each year."""

        def of(place: int, run: Costed) -> np.ndarray:
            return run.read(OUTCOMES[name])[:, place]

        return {year: self._difference(partial(of, y)) for y, year in enumerate(self.before.projection.years)}

    def _difference(self, read: Callable[[Costed], np.ndarray]) -> Difference:
        """Return the difference of what is read off both, by replication."""
        before, after, wide = read(self.before), read(self.after), (self.before.wide, self.after.wide)
        if self.under_futures:
            return replace(difference(before, after, (before, after)), luck=NO_RANGE)
        return difference(before, after, (read(wide[0]), read(wide[1])) if wide[0] and wide[1] else None)

    @property
    def under_futures(self) -> bool:
        """Whether what is compared was itself run under futures: then nothing of it is chance alone."""
        return "futures_digest" in self.before.projection.provenance

    @property
    def _outcomes(self) -> dict[str, Outcome]:
        return outcomes_of(self.before.projection.policy, self.after.projection.policy)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The headline as a table: one row per outcome, with labels, unit, before, after, difference and its widths."""
        rows = [
            {
                "outcome": name,
                "zh": OUTCOMES[name].label.zh,
                "en": OUTCOMES[name].label.en,
                "unit": OUTCOMES[name].unit,
                "before": found.before,
                "after": found.after,
                "difference": found.mean,
                "simulation_error": found.error,
                "luck_low": found.luck.low,
                "luck_high": found.luck.high,
                "wide_low": found.wide.low,
                "wide_high": found.wide.high,
            }
            for name, found in self.headline.items()
        ]
        return pd.DataFrame(rows).set_index("outcome")


def compare(before: Projection, after: Projection, wide: tuple[Projection, Projection] | None = None) -> Comparison:
    """Compare two projections of the same staff with the same seed, years, replications and futures.

    wide  the same two under futures, for the range with the assumptions
    Of two packs, which may have other posts and grades, the staff is the same if its people are (`people_digest`).
    Raises PolicyError where they are not paired: then a difference would be of luck, not of policy.
    """
    return paired(*(costed(*both) for both in zip((before, after), wide or (None, None), strict=True)))


def paired(before: Costed, after: Costed) -> Comparison:
    """Compare two projections that have their budgets already; see `compare`."""
    _paired_runs(before.projection, after.projection)
    if before.wide and after.wide:
        _paired_runs(before.wide.projection, after.wide.projection)
    return Comparison(before, after)


def _paired_runs(before: Projection, after: Projection) -> None:
    """Raise PolicyError where two projections are not paired."""
    same_staff = "staff_digest" if before.policy.name == after.policy.name else "people_digest"
    for name in (
        same_staff,
        "seed",
        "replications",
        "years",
        "opening",
        "futures_digest",
        "futures_seed",
        "staff_draws",
    ):
        one, other = (run.provenance.get(name, "none") for run in (before, after))
        if one != other:
            what = Text(
                "两次模拟不能配对：{name} 一个是 {one}，一个是 {other}",
                "the projections are not paired: {name} is {one} before and {other} after",
            ).of(name=name, one=one, other=other)
            way_out = Text(
                "两次模拟的人员、种子、年数、次数和情景应当相同。",
                "Project both with the same staff, seed, years, replications and futures.",
            )
            raise one_problem(what, way_out)
