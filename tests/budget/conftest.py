"""A run in which everything happens, and a law under which nothing does."""

from __future__ import annotations

import pytest

from simlib import project
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.budget.money import SEED
from tests.rules.runner import NO_CHANCE, with_law


@pytest.fixture(scope="module")
def run(busy: Policy, few: Staff) -> Projection:
    return project(busy, few, years=10, replications=5, seed=SEED)


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nobody comes, goes or rises."""
    return with_law(with_law(streets, NO_CHANCE), {"rules.progression": "none"})
