"""Uncertain money: bands over replications, and the chance of passing a ceiling, with its own interval.

What varies between the replications of a plain projection is chance alone; under futures it is luck and assumptions
together. `analysis.assumptions` keeps the two apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10, sqrt

import numpy as np

from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, NORMAL_95
from simlib.policy.problems import outside_run
from simlib.text import Text

PERCENTILES = (5.0, 25.0, 50.0, 75.0, 95.0)  # of the bands that are printed
WHOLE_RUN = "all"


@dataclass(frozen=True)
class Chance:
    """How often something came about: `times` of `replications`, with Wilson's 95 % interval."""

    times: int
    replications: int

    @property
    def share(self) -> float:
        """The share of the replications."""
        return self.times / self.replications

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return wilson(self.times, self.replications)[0]

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return wilson(self.times, self.replications)[1]

    @property
    def enough(self) -> bool:
        """Whether there are enough replications to speak of a chance at all."""
        return self.replications >= FEWEST_FOR_AN_INTERVAL


def wilson(times: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % score interval of a share (Wilson 1927): it holds for shares near 0 and 1 too."""
    z2 = NORMAL_95**2
    share = times / of
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = NORMAL_95 / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def over(values: np.ndarray, ceiling: float) -> Chance:
    """Return how often values (replications,) pass a ceiling; exactly at it is not over it."""
    return Chance(int(np.count_nonzero(values > ceiling)), len(values))


@dataclass(frozen=True)
class Ceilings:
    """The chance of passing each ceiling: by year, over the whole run, and any of them at all."""

    by_year: Mapping[int, tuple[float, Chance]]
    whole: tuple[float, Chance] | None
    any: Chance


def ceilings(cost: np.ndarray, years: Sequence[int], by_year: Mapping[int, float], whole: float | None) -> Ceilings:
    """Return how often a cost passes ceilings.

    cost     yuan by (replication, year)
    by_year  ceiling in yuan of some of the years
    whole    ceiling of all years together, None for none

    Raises PolicyError for a year outside the run.
    """
    for year in by_year:
        if year not in years:
            raise outside_run(year, years)
    yearly = {year: cost[:, list(years).index(year)] for year in by_year}
    passed = [yearly[year] > limit for year, limit in by_year.items()]
    total = cost.sum(axis=1)
    passed += [total > whole] if whole is not None else []
    return Ceilings(
        {year: (limit, over(yearly[year], limit)) for year, limit in by_year.items()},
        None if whole is None else (whole, over(total, whole)),
        Chance(int(np.any(passed, axis=0).sum()) if passed else 0, len(cost)),
    )


def percent(share: float) -> str:
    """Write a share in whole per cent, with the decimals it takes not to read as never or always.

    >>> percent(0.155), percent(0.005), percent(0.00003), percent(0.9998), percent(0.0)
    ('16%', '0.5%', '0.003%', '99.98%', '0%')
    """
    edge = min(share, 1 - share)  # how far it is from never, or from always
    return f"{share:.{-floor(log10(100 * edge)) if 0 < edge < 0.01 else 0}%}"


def chance_words(chance: Chance, what: Text) -> Text:
    """Say a chance in both languages; `what` is what came about, as "超过2.5亿元" and "it was over 250 million yuan".

    Below 30 replications only the count is said. What never came about has no more than the upper end of its interval.
    """
    count = f"{chance.replications}次模拟中有{chance.times}次{what.zh}"
    counted = f"In {chance.times} of {chance.replications} replications {what.en}"
    if not chance.enough:
        few = FEWEST_FOR_AN_INTERVAL
        return Text(f"{count}（模拟不足{few}次，不说概率）。", f"{counted} (no chance is given from fewer than {few}).")
    share, low, high = percent(chance.share), f"{chance.low:.0%}", f"{chance.high:.0%}"
    if chance.times == 0:
        return Text(
            f"{chance.replications}次模拟中没有一次{what.zh}，概率不超过{high}。",
            f"{counted}: a chance of {high} at most.",
        )
    return Text(
        f"{count}，概率约{share}（模拟误差范围{low}–{high}）。",
        f"{counted}: a chance of about {share} (simulation error: {low}–{high}).",
    )
