"""One workbook of a small city for all that is asked of it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib import load_policy, load_staff, project
from simlib.analysis.outcomes import Costed
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.workbook.writing import workbook_bytes
from tests.report.ranged import RANGED, run
from tests.report.workbooks import CITY, REPLICATIONS, YEARS, opened


@pytest.fixture(scope="session")
def reserve() -> Policy:
    return load_policy(CITY)


@pytest.fixture(scope="session")
def projection(reserve: Policy) -> Projection:
    return project(reserve, load_staff(reserve), years=YEARS, replications=REPLICATIONS, seed=5)


@pytest.fixture(scope="session")
def content(projection: Projection) -> bytes:
    return workbook_bytes(projection, command="simlib workbook somewhere --seed 5")


@pytest.fixture(scope="session")
def book(content: bytes) -> Workbook:
    return opened(content)


@pytest.fixture(scope="session")
def values(content: bytes) -> Workbook:
    """The values that stand beside the formulas in the file: what is shown before anything is calculated."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ranges")


@pytest.fixture(scope="session")
def before(reserve: Policy, folder: Path) -> Costed:
    return run(reserve, RANGED, folder)


@pytest.fixture(scope="session")
def after(reserve: Policy, folder: Path) -> Costed:
    return run(reserve.with_values({"recruitment.fill_share": 0.5}), RANGED, folder)
