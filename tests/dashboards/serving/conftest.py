"""The launcher over one small page, for many visitors and for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dashboards.browser import Server, serving, write_notebook
from tests.dashboards.serving.demo import DEMO


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notebooks")
    write_notebook(path / "demo.ipynb", DEMO, title="政策实验室", title_en="Policy lab")
    (path / "inner").mkdir()
    write_notebook(path / "inner" / "hidden.ipynb", "1")
    return path


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(folder, tmp_path_factory.mktemp("log") / "server.log", max_kernels=10) as running:
        yield running


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own with room for one."""
    with serving(folder, tmp_path / "server.log", max_kernels=1) as running:
        yield running
