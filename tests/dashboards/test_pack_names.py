"""A command that a page shows names what came along by its name, and only what the name leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboards.runs.pack_menu import typed
from simlib.policy.packs import VARIABLE, shipped

PACK = next(file.parent for file in sorted(shipped().glob("cities/*/policy.yaml")))
PROPOSAL = next(file for file in sorted(PACK.glob("proposals/*.yaml")))


def test_what_came_along_has_its_name() -> None:
    assert (typed(PACK), typed(PROPOSAL)) == (PACK.name, PROPOSAL.stem)


def test_where_the_name_leads_to_another_the_path_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / PACK.name
    mine.mkdir()
    (mine / "policy.yaml").write_text("format: 1\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path.parent)
    assert typed(mine) == PACK.name
    assert typed(PACK) == PACK.relative_to(shipped().parent).as_posix()
    assert typed(tmp_path / "unknown") == (tmp_path / "unknown").as_posix()
