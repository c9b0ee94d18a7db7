"""What is written by hand for want of SciPy at run time gives what SciPy gives."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simlib.analysis.assumptions import spearman
from simlib.analysis.ceilings import wilson
from simlib.analysis.widths import students_t
from simlib.futures.shapes import normal


def test_students_t_from_29_degrees_of_freedom_up():
    freedom = np.arange(29, 3000)
    assert np.abs([students_t(int(one)) for one in freedom] - stats.t.ppf(0.975, freedom)).max() < 0.0005


@pytest.mark.parametrize("of", [30, 200, 2000])
def test_wilsons_interval(of: int):
    for times in (0, 1, of // 3, of - 1, of):
        known = stats.binomtest(times, of).proportion_ci(method="wilson")
        assert wilson(times, of) == pytest.approx((known.low, known.high), abs=1e-9)


def test_rank_correlation_with_equal_values():
    one, other = np.random.default_rng(1).integers(0, 9, (2, 200))
    assert spearman(one, other) == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-12)


@pytest.mark.parametrize("u", [0.0, 0.01, 0.5, 0.99])
def test_the_quantile_of_a_truncated_normal(u: float):
    low, centre, high, deviation = 2.0, 3.0, 7.0, 1.5
    ends = (low - centre) / deviation, (high - centre) / deviation
    assert normal(u, low, centre, high, deviation) == pytest.approx(stats.truncnorm.ppf(u, *ends, centre, deviation))
