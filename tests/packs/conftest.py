"""A pack's file, law and opening staff, for a module that names its folder (`FOLDER`)."""

from __future__ import annotations

from typing import Any

import pytest

from simlib import load_policy, load_staff
from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.packs.written import written


@pytest.fixture(scope="module")
def pack(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The file as it is written."""
    return written(request.module.FOLDER)


@pytest.fixture(scope="module")
def law(request: pytest.FixtureRequest) -> Policy:
    return load_policy(request.module.FOLDER)


@pytest.fixture(scope="module")
def staff(law: Policy) -> Staff:
    return load_staff(law)
