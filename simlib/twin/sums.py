"""Sums of independent yes-or-no: their cumulants, from which mean, variance and every tolerance follow.

A count of people, each in it or not by a chance of their own, is such a sum, and cumulants of independent things add
up. The cumulants of one yes of chance p are polynomials of p, so those of the count need only the sums of the powers
of everybody's p.
"""

from __future__ import annotations

from math import factorial

import numpy as np

ORDERS = 6  # cumulants kept: the sixth gives the skewness of a sample variance


def _stirling(n: int, k: int) -> int:
    """Return in how many ways n things fall into k heaps (Stirling numbers of the second kind)."""
    if n == k:
        return 1
    return 0 if k in (0, n + 1) else k * _stirling(n - 1, k) + _stirling(n - 1, k - 1)


# κₙ(p) = Σₖ (−1)ᵏ⁻¹ (k − 1)! S(n, k) pᵏ
_OF_POWERS = np.array(
    [[(-1) ** (k - 1) * factorial(k - 1) * _stirling(n, k) if k <= n else 0 for k in range(1, ORDERS + 1)]
     for n in range(1, ORDERS + 1)], float)  # fmt: skip


def powers(chances: np.ndarray) -> np.ndarray:
    """Return the first six powers of some chances, powers in front."""
    return chances[None] ** np.arange(1, ORDERS + 1).reshape(-1, *[1] * chances.ndim)


def cumulants(power_sums: np.ndarray) -> np.ndarray:
    """Return the first six cumulants of counts, given the sums of the powers of everybody's chance, powers in front."""
    return np.tensordot(_OF_POWERS, power_sums, axes=1)


def central_moments(cumulants: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the central moments of order 2, 3, 4 and 6 that belong to cumulants (orders in front)."""
    _, second, third, fourth, _, sixth = cumulants
    return (
        second,
        third,
        fourth + 3 * second**2,
        sixth + 15 * fourth * second + 10 * third**2 + 15 * second**3,
    )
