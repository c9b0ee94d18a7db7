"""The null distributions against printed tables, and the number of checks against what the folder makes."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from tests.luck.draws import ALONG
from tests.luck.null import CHECKS, chi_square_above, kolmogorov, normal
from tests.luck.test_independent import PAIRS
from tests.luck.test_uniform import BYTES, LAGS

FIVE_PERCENT = {1: 3.8415, 2: 5.9915, 3: 7.8147, 10: 18.3070, 25: 37.6525, 100: 124.3421}  # as tables print them


@pytest.mark.parametrize(("freedom", "point"), FIVE_PERCENT.items())
def test_five_percent_lie_above_the_five_percent_point_of_chi_square(freedom: int, point: float):
    assert chi_square_above(point, freedom) == pytest.approx(0.05, abs=5e-6)


def test_two_sides_of_a_normal():
    assert normal(NormalDist().inv_cdf(0.975)) == pytest.approx(0.05)
    assert normal(-3.0) == normal(3.0) == pytest.approx(2 * NormalDist().cdf(-3))


def test_the_five_percent_point_of_kolmogorov():
    """1.3581 ÷ (√n + 0.12 + 0.11 ÷ √n) is the five per cent point of the largest gap."""
    n = 10_000
    gap = 1.3581 / (100.12 + 0.0011)
    evenly = (np.arange(n) + 0.5) / n
    assert kolmogorov(np.clip(evenly + gap - 0.5 / n, 0, 1)) == pytest.approx(0.05, abs=1e-4)


def test_the_checks_are_counted():
    uniform = len(ALONG) * (2 + len(BYTES) + len(LAGS) + 2)
    independent = len(PAIRS) * (2 + 3 + 4)
    avalanche = 2 * (1 + 2) + 1
    assert uniform + independent + avalanche == CHECKS
