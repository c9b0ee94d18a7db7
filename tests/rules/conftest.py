"""Thirteen streets, each with as many communities as its number."""

from __future__ import annotations

import pytest

from simlib.months import parse_month
from simlib.policy import Policy


@pytest.fixture(scope="module")
def thirteen(streets: Policy) -> Policy:
    """Street n has an office and n communities; residents and table are given from 2025-01 on."""
    numbers = {
        unit: {"office": 1, "village": 0, "community": n, "converted": 0}
        for n, unit in enumerate(streets.axis("unit"), start=1)
    }
    never = {"establishment.first_review": "2060-01", "establishment.review_change": 0}
    return streets.with_values({"establishment.communities": numbers, **never}, parse_month("2025-01"))
