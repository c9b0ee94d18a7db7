"""The page that most tests here begin with."""

from __future__ import annotations

import pytest

from dashboards.policy_lab import PolicyLab
from tests.dashboards.policy_lab.opened import opened


@pytest.fixture
def lab() -> PolicyLab:
    return opened()
