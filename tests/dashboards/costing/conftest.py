"""The page that most tests here begin with."""

from __future__ import annotations

import pytest

from dashboards.costing import Costing
from tests.dashboards.costing.opened import opened


@pytest.fixture
def page() -> Costing:
    return opened()
