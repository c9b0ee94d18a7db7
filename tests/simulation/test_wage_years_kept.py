"""Wage years of one world and of several: each once, in the order of their keys, which have no sign."""

from __future__ import annotations

import numpy as np
import pytest

from simlib.population.world import WAGE_YEAR
from simlib.simulation.kept_wage_years import known_together, places_in

LARGE = 2**63


def wage_years(*keys: int) -> np.ndarray:
    years = np.zeros(len(keys), WAGE_YEAR)
    years["key"] = np.array(keys, np.uint64)
    return years


@pytest.mark.parametrize("each", [
    [(LARGE + 9, 5, LARGE)],
    [(5, LARGE, LARGE + 9)],
    [(LARGE + 9, 5), (LARGE, 5)],
])  # fmt: skip
def test_they_are_known_once_in_the_order_of_their_keys(each: list[tuple[int, ...]]):
    years = known_together([wage_years(*keys) for keys in each])
    assert years["key"].tolist() == [5, LARGE, LARGE + 9]
    assert places_in(years, wage_years(*each[0])).tolist() == [sorted((5, LARGE, LARGE + 9)).index(k) for k in each[0]]
