"""Shapes of a spread, each by its quantile function: one uniform draw in [0, 1) makes one number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import NormalDist

_NORMAL = NormalDist()


def triangular(u: float, low: float, centre: float, high: float) -> float:
    """Return the quantile of the triangular distribution on [low, high] with its mode at the centre."""
    below = (centre - low) / (high - low)
    if u < below:
        return low + sqrt(u * (high - low) * (centre - low))
    return high - sqrt((1 - u) * (high - low) * (high - centre))


def uniform(u: float, low: float, high: float) -> float:
    """Return the quantile of the uniform distribution on [low, high]."""
    return low + u * (high - low)


def normal(u: float, low: float, centre: float, high: float, deviation: float) -> float:
    """Return the quantile of a normal distribution about the centre, cut off at low and high (not piled up there)."""
    first, last = (_NORMAL.cdf((end - centre) / deviation) for end in (low, high))
    within = first + u * (last - first)
    if not 0 < within < 1:  # so far out that a double no longer tells it from certainty
        return low if within <= 0 else high
    return min(max(centre + deviation * _NORMAL.inv_cdf(within), low), high)


def one_of(u: float, values: Sequence[float]) -> float:
    """Return one of some values, each as likely as the others."""
    return values[int(u * len(values))]


SHAPES: dict[str, tuple[str, str, Callable[..., float]]] = {
    "triangular": ("三角分布", "triangular", triangular),
    "uniform": ("均匀分布", "uniform", uniform),
    "normal": ("截尾正态分布", "truncated normal", normal),
    "one_of": ("几个等可能的值", "one of equally likely values", one_of),
}
