from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.toy import build_world


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `scenarios`, which is the current one."""
    build_world(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
