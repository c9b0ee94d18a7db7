"""The law under which no line of a slip is nothing."""

from __future__ import annotations

import pytest

from simlib.policy import Policy
from tests.careers.careers import EVERYTHING_PAID


@pytest.fixture(scope="module")
def generous(law: Policy) -> Policy:
    return law.with_values(EVERYTHING_PAID)
