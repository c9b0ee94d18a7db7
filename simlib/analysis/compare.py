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

from simlib.analysis.outcomes import OUTCOMES, UNITS, Costed, Outcome, costed, outcomes_of, whole
from simlib.analysis.widths import NO_RANGE, Range, both_ranges, error_of
from simlib.plotted import Plotted, described
from simlib.policy.problems import one_problem
from simlib.policy.value_words import digits
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
class Comparison(Plotted):
    """Before and after, replication by replication."""

    before: Costed = field(repr=False)
    after: Costed = field(repr=False)

    def __repr__(self) -> str:
        """Say what the proposal adds to cost, staff and mean grade, each in the unit that readers see."""
        names = [name for name in ("cost", "in_post", "mean_grade") if name in self.headline]
        policies = (side.projection.policy for side in (self.before, self.after))
        head = " against ".join(f"{one.name} ({one.digest[:8]})" for one in policies)
        return described(f"Comparison: {head}", *(self._line(name) for name in names))

    def _line(self, name: str) -> Text:
        before, after, change, error = self._written(name)
        told = Text("{what}（{unit}）：{before} → {after}，差 {change}，模拟误差 ±{error}",
                    "{what} ({unit}): {before} → {after}, difference {change}, simulation error ±{error}")  # fmt: skip
        numbers = {"before": before, "after": after, "change": change, "error": error}
        return told.of(what=OUTCOMES[name].label, unit=UNITS[OUTCOMES[name].unit].label, **numbers)

    def _written(self, name: str) -> tuple[str, ...]:
        """Return before, after, difference and simulation error as readers write them."""
        unit, found = OUTCOMES[name].unit, self.headline[name]
        places = {"grade": 2, "people_each": 2, "share": 1}.get(unit, 0)
        before, after, change, error = (
            value / UNITS[unit].one for value in (found.before, found.after, found.mean, found.error)
        )
        small = f"{error:.1g}" if 0 < error < 10.0**-places else digits(error, places)
        return (
            digits(before, places),
            digits(after, places),
            ("+" if change > 0 else "") + digits(change, places),
            small,
        )

    def _repr_html_(self) -> str:
        """Return the headline as a notebook shows it: every figure in the unit that readers see."""
        heads = ["指标 Outcome", "单位 Unit", "现行 In force", "方案 Proposal", "差 Difference", "模拟误差 Error, ±"]
        rows = [
            (" ".join(OUTCOMES[name].label), UNITS[OUTCOMES[name].unit].label.zh, *self._written(name))
            for name in self.headline
        ]
        return str(pd.DataFrame(rows, columns=heads).to_html(index=False, border=0))

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
