"""How far a simulation may be from its exact twin: every bound follows from exact moments, none is chosen.

Compare many numbers and some will be far off by chance alone. So the bounds hold for all of them together: with sound
code, one comparison in a thousand has any number beyond its bound (`RISK`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from statistics import NormalDist

import numpy as np

from simlib.twin.sums import central_moments

RISK = 0.001  # that any of all the numbers compared at once is beyond its bound by luck


@dataclass(frozen=True)
class Agreement:
    """Counts of many replications beside their exact distribution; every array has the shape of one replication.

    error, spread    standard error of the simulated mean, and of the simulated variance
    off_by           how far the simulated mean may be off, by Bernstein's inequality for sums of yes-or-no
    tolerance        how far the simulated variance may be off, by its exact standard error and skewness
    """

    expected: np.ndarray = field(repr=False)
    mean: np.ndarray = field(repr=False)
    error: np.ndarray = field(repr=False)
    off_by: np.ndarray = field(repr=False)
    variance: np.ndarray = field(repr=False)
    simulated_variance: np.ndarray = field(repr=False)
    spread: np.ndarray = field(repr=False)
    tolerance: np.ndarray = field(repr=False)

    @property
    def z(self) -> np.ndarray:
        """How many standard errors the simulated mean is off; 0 where nothing can vary, NaN where that is unknown."""
        return np.where(np.isnan(self.error), np.nan, _over(self.mean - self.expected, self.error))

    @property
    def means_agree(self) -> np.ndarray:
        """Whether each mean is within its bound; what has no bound is not beyond it."""
        return ~(np.abs(self.mean - self.expected) > self.off_by)

    @property
    def variances_agree(self) -> np.ndarray:
        """Whether each variance is within its bound; what has no bound is not beyond it."""
        return ~(np.abs(self.simulated_variance - self.variance) > self.tolerance)


def agreement(cumulants: np.ndarray, counts: np.ndarray, compared: int | None = None) -> Agreement:
    """Set counts beside their exact distribution.

    cumulants  (6, …) of each count
    counts     (replications, …)
    compared   how many numbers are compared at once, to share the risk among (default: these means and variances)
    """
    runs, counts = len(counts), np.asarray(counts, float)
    compared = compared or 2 * cumulants[0].size
    variance, _, fourth, sixth = central_moments(cumulants)
    variance, of_square = np.maximum(variance, 0), np.maximum(fourth - variance**2, 0)
    spread = np.sqrt(np.maximum(fourth - variance**2 * (runs - 3) / (runs - 1), 0) / runs)
    skewness = _over(sixth - 3 * fourth * variance + 2 * variance**3, of_square**1.5) / np.sqrt(runs)
    return Agreement(
        expected=cumulants[0],
        mean=counts.mean(axis=0),
        error=np.sqrt(variance / runs),
        off_by=_bernstein(runs * variance, RISK / compared) / runs,
        variance=variance,
        simulated_variance=counts.var(axis=0, ddof=1),
        spread=spread,
        tolerance=spread * _skewed(skewness, RISK / compared) + 1 / runs,  # one person in one run: counts are whole
    )


def largest_z(compared: int) -> float:
    """Return what the largest of so many standard normal deviations stays within, but for `RISK`."""
    return NormalDist().inv_cdf(1 - RISK / compared / 2)


def _bernstein(variance: np.ndarray, risk: float) -> np.ndarray:
    """Return the t with 2 exp(−t² / 2(V + t/3)) = risk: a sum of independent yes-or-no is no further off."""
    nats = log(2 / risk)
    return nats / 3 + np.sqrt((nats / 3) ** 2 + 2 * nats * variance)


def _skewed(skewness: np.ndarray, risk: float) -> np.ndarray:
    """Return the quantile of a mean with such a skewness, in its standard errors (first Cornish–Fisher term)."""
    z = NormalDist().inv_cdf(1 - risk / 2)
    return z + np.abs(skewness) * (z**2 - 1) / 6


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    tiny = 1e-12
    return np.divide(above, below, out=np.zeros(np.shape(above)), where=below > tiny)
