"""What chance alone would do: the null distributions, and how small a probability is too small.

Each check gives the probability, if the draws were perfect, of a result as far out as the one found. The smallest that
passes is `FAMILY` divided by the number of checks (Bonferroni): perfect draws would fail the whole folder once in a
thousand choices of the seed, and the seeds are fixed.
"""

from __future__ import annotations

from math import erfc, exp, lgamma, log, sqrt

import numpy as np

FAMILY = 0.001
CHECKS = 205  # that the folder makes in all; `test_null.py` counts them


def too_unlikely(probability: float) -> bool:
    """Whether perfect draws would be so far out less than once in a thousand such folders of checks."""
    return probability < FAMILY / CHECKS


def chi_square(found: np.ndarray, expected: float) -> float:
    """The probability of counts in equally likely cells that fit as badly, or as suspiciously well, as these."""
    statistic = float(((found - expected) ** 2 / expected).sum())
    above = chi_square_above(statistic, found.size - 1)
    return 2 * min(above, 1 - above)


def chi_square_above(statistic: float, freedom: int) -> float:
    """The probability of a chi-square above this: a finite sum, for even and odd degrees of freedom alike."""
    half, odd = statistic / 2, freedom % 2
    terms = (exp((j + odd / 2) * log(half) - half - lgamma(j + odd / 2 + 1)) for j in range(freedom // 2))
    return (erfc(sqrt(half)) if odd else 0.0) + sum(terms)


def normal(score: float) -> float:
    """The probability of a standard normal as far from nought as this, on either side."""
    return erfc(abs(score) / sqrt(2))


def kolmogorov(draws: np.ndarray) -> float:
    """The probability of a largest gap between the draws' distribution and the uniform as large as this one."""
    n, ordered = len(draws), np.sort(draws)
    gap = max((np.arange(1, n + 1) / n - ordered).max(), (ordered - np.arange(n) / n).max())
    scaled = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) * gap  # Stephens 1970: the limit law, good for any n from 4 up
    return min(1.0, 2 * sum((-1) ** (k - 1) * exp(-2 * (k * scaled) ** 2) for k in range(1, 101)))


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """The probability of a correlation as far from nought between independent draws: normal, 1 ÷ √n wide."""
    return normal(float(np.corrcoef(one, other)[0, 1]) * sqrt(len(one)))
