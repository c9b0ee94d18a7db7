"""Draws are uniform along every part of their address, alone and two or three in a row, in high bits and in low."""

from __future__ import annotations

import numpy as np
import pytest

from tests.luck.draws import ALONG, DRAWS, all_bits, uniform
from tests.luck.null import chi_square, correlation, kolmogorov, too_unlikely

LAGS = (1, 2, 3, 12, 25, 64, 300)
BYTES = range(1, 8)  # the lowest byte of the 64 bits takes no part in a draw of 53


@pytest.fixture(scope="module")
def series() -> dict[str, np.ndarray]:
    return {part: uniform(**addresses(DRAWS)) for part, addresses in ALONG.items()}


@pytest.mark.parametrize("part", ALONG)
def test_draws_lie_evenly_between_nought_and_one(series: dict[str, np.ndarray], part: str):
    draws = series[part]
    assert draws.min() >= 0 and draws.max() < 1
    cells = np.bincount((draws * 1024).astype(int), minlength=1024)
    assert not too_unlikely(chi_square(cells, DRAWS / 1024))
    assert not too_unlikely(kolmogorov(draws))


@pytest.mark.parametrize("byte", BYTES)
@pytest.mark.parametrize("part", ALONG)
def test_every_byte_of_the_bits_is_even(part: str, byte: int):
    values = (all_bits(**ALONG[part](DRAWS)) >> np.uint64(8 * byte)).astype(np.int64) & 255
    assert not too_unlikely(chi_square(np.bincount(values, minlength=256), DRAWS / 256))


@pytest.mark.parametrize("lag", LAGS)
@pytest.mark.parametrize("part", ALONG)
def test_a_draw_does_not_tell_a_later_one(series: dict[str, np.ndarray], part: str, lag: int):
    assert not too_unlikely(correlation(series[part][:-lag], series[part][lag:]))


@pytest.mark.parametrize(("in_a_row", "steps"), [(2, 32), (3, 12)])
@pytest.mark.parametrize("part", ALONG)
def test_draws_in_a_row_fill_the_square_and_the_cube_evenly(
    series: dict[str, np.ndarray], part: str, in_a_row: int, steps: int
):
    """Rows that do not overlap, so that the counts are independent."""
    rows = series[part][: DRAWS // in_a_row * in_a_row].reshape(-1, in_a_row)
    cell = np.ravel_multi_index(tuple((rows * steps).astype(int).T), (steps,) * in_a_row)
    counts = np.bincount(cell, minlength=steps**in_a_row)
    assert not too_unlikely(chi_square(counts, len(rows) / steps**in_a_row))
