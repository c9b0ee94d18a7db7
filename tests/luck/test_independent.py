"""What happens at one person, month, decision, replication or seed says nothing of another."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import sqrt

import numpy as np
import pytest

from simlib.months import month_number
from tests.luck.draws import BASE, people, uniform
from tests.luck.null import chi_square, chi_square_above, correlation, normal, too_unlikely

SIDE = 256
MIDDLE, VARIANCE = 1 / 2, 1 / 12  # of a uniform draw
GRID: Mapping[str, np.ndarray] = {  # the values that stand on the sides of a grid
    "person": people(SIDE),
    "month": np.arange(month_number(2027, 1), month_number(2027, 1) + SIDE),
    "decision": np.arange(60),
    "replication": np.arange(SIDE),
    "seed": np.arange(2027, 2027 + SIDE),
}
PAIRS = list(combinations(GRID, 2))


def grid(one: str, other: str) -> np.ndarray:
    """The draws at every value of one part (down) and every value of another (across)."""
    names = {"person": "key"}
    return uniform(
        **{names.get(one, one): GRID[one][:, None], names.get(other, other): GRID[other][None, :]}  # all else as BASE
    )


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_nobody_no_month_and_no_replication_is_luckier_than_another(one: str, other: str):
    """A mean of n draws is normal with variance 1/12n; the squares of so many of them add up to a chi-square."""
    draws = grid(one, other)
    for along in (0, 1):
        many = draws.shape[along]
        squares = (draws.mean(axis=along) - MIDDLE) ** 2 * many / VARIANCE
        assert not too_unlikely(_two_sided(squares.sum(), len(squares)))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_neighbours_in_both_parts_are_independent(one: str, other: str):
    draws = grid(one, other)
    diagonal, across = (draws[:-1, :-1], draws[1:, 1:]), (draws[1:, :-1], draws[:-1, 1:])
    for here, there in (diagonal, across):
        assert not too_unlikely(correlation(here.ravel(), there.ravel()))
    every_other = draws[: draws.shape[0] // 2 * 2].reshape(-1, 2, draws.shape[1])
    cell = (every_other[:, 0] * 16).astype(int) * 16 + (every_other[:, 1] * 16).astype(int)
    assert not too_unlikely(chi_square(np.bincount(cell.ravel(), minlength=256), cell.size / 256))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_rows_of_a_grid_have_nothing_in_common(one: str, other: str):
    """The correlations of neighbouring rows are normal with variance 1/n, so their squares × n add up likewise."""
    draws = grid(one, other)
    for rows in (draws, draws.T):
        found = np.array([np.corrcoef(rows[k], rows[k + 1])[0, 1] for k in range(0, len(rows) - 1, 2)])
        score = found.sum() * sqrt(rows.shape[1]) / sqrt(len(found))
        assert not too_unlikely(normal(score))
        assert not too_unlikely(_chi_square_of_correlations(found, rows.shape[1]))


def test_the_grids_stand_on_what_is_the_base():
    """So a part left out of a grid is that of the base, and no pair is of the same part twice."""
    assert {name.replace("person", "key") for name in GRID} == set(BASE)
    assert len({frozenset(pair) for pair in PAIRS}) == len(PAIRS) == 10


def _two_sided(statistic: float, freedom: int) -> float:
    above = chi_square_above(float(statistic), freedom)
    return 2 * min(above, 1 - above)


def _chi_square_of_correlations(found: np.ndarray, n: int) -> float:
    """The variance of a correlation of n independent pairs is 1 ÷ (n − 1), whatever their distribution."""
    return _two_sided((found**2).sum() * (n - 1), len(found))
