"""The three widths of a figure, each with its own name.

simulation error             half the 95 % interval of a mean (Student's t): how far the replications may have missed
                             it; it shrinks with more of them
range of chance              what the middle nine in ten replications lie between, assumptions at their centre
range with the assumptions   the same of replications that each have a future and a draw of the opening staff of
                             their own

The last is the widest, and the one to show: the second lies within it, and the first says nothing of what may come.
The two ranges are read off two samples. Where the assumptions move a figure little, the ends of the one may by chance
fall short of the other's: then it reaches as far as the other does. None is given from fewer than 30 replications.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt
from typing import NamedTuple

import numpy as np

FEWEST_FOR_AN_INTERVAL = 30  # replications
NORMAL_95 = 1.959963984540054  # the two-sided 95 % point of the normal distribution
MIDDLE = (5.0, 95.0)  # the percentiles that the middle nine in ten lie between


class Range(NamedTuple):
    """Two ends; both NaN where there is no range."""

    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether there is one."""
        return not isnan(self.low)


NO_RANGE = Range(nan, nan)


@dataclass(frozen=True)
class Widths:
    """A figure and how wide it is.

    mean    over the replications, with the assumptions at their centre
    error   simulation error, NaN where there are too few replications
    luck    range of chance
    wide    range with the assumptions; none where no futures were run
    replications, wide_replications  how many there are of each; 0 where no futures were run
    """

    mean: float
    error: float
    luck: Range
    wide: Range
    replications: int
    wide_replications: int


def widths(values: np.ndarray, wide_values: np.ndarray | None = None) -> Widths:
    """Return the widths of a figure, from (replications,) without futures and, where they were run, with."""
    many, (luck, wide) = 0 if wide_values is None else len(wide_values), both_ranges(values, wide_values)
    return Widths(float(np.mean(values)), error_of(values), luck, wide, len(values), many)


def error_of(values: np.ndarray) -> float:
    """Return the simulation error of the mean of (replications,); NaN from fewer than 30."""
    n = len(values)
    if n < FEWEST_FOR_AN_INTERVAL:
        return nan
    return students_t(n - 1) * float(np.std(values, ddof=1)) / sqrt(n)


def both_ranges(values: np.ndarray, wide_values: np.ndarray | None) -> tuple[Range, Range]:
    """Return the range of chance of (replications,) and that with the assumptions, within which it lies."""
    luck, wide = (ends if ends is None else Range(*map(float, ends)) for ends in both_ends(values, wide_values))
    return luck or NO_RANGE, wide or NO_RANGE


def both_ends(values: np.ndarray, wide_values: np.ndarray | None) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Return the ends of both ranges of (replications, …), each (2, …); None where there is no such range."""
    luck = percentiles(np.asarray(values, float), MIDDLE)
    wide = None if wide_values is None else percentiles(np.asarray(wide_values, float), MIDDLE)
    if luck is not None and wide is not None:
        wide = np.stack([np.minimum(wide[0], luck[0]), np.maximum(wide[1], luck[1])])
    return luck, wide


def percentiles(values: np.ndarray, wanted: Sequence[float]) -> np.ndarray | None:
    """Return percentiles over replications, (wanted, …), by n + 1 positions: the k-th lowest of n is at k / (n + 1).

    None from fewer than 30 replications, and where one lies beyond the lowest or highest of them: 2.5 % takes 39.

    values  replications in front
    """
    fewest = max(FEWEST_FOR_AN_INTERVAL, *(round(100 / min(one, 100 - one) - 1, 9) for one in wanted))
    if len(values) < fewest:
        return None
    return np.asarray(np.percentile(values, wanted, axis=0, method="weibull"))


def students_t(freedom: int) -> float:
    """Return the two-sided 95 % point of Student's t (Cornish–Fisher, within 0.0005 from 29 degrees of freedom up)."""
    z = NORMAL_95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2
