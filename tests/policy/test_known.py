"""Where packs are found: beside the user first, then where he says, then those that came with the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simlib import load_policy
from simlib.policy import load_proposal
from simlib.policy.packs import known_packs, known_proposals, scenario_folders, shipped
from tests.policy.made_up import build


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside the project, which is the current one; nothing is set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIMLIB_PACKS", raising=False)
    return tmp_path


def test_elsewhere_those_that_came_along_are_known_by_name(elsewhere: Path) -> None:
    assert scenario_folders() == [shipped()]
    assert known_packs()["baohe"] == shipped() / "cities" / "baohe"
    assert load_policy("baohe").digest == load_policy(shipped() / "cities/baohe").digest
    assert load_proposal("two_year_grades").policy == "baohe"


def test_ones_own_come_first_then_those_of_the_variable(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, other = elsewhere / "named", elsewhere / "other"
    for home in (named, other):
        build(home)
    monkeypatch.setenv("SIMLIB_PACKS", os.pathsep.join(map(str, (named, other, elsewhere / "nowhere"))))
    assert scenario_folders() == [named, other, shipped()]
    assert known_packs()["town"] == named / "town"
    build(elsewhere / "scenarios")
    assert scenario_folders()[0] == Path("scenarios")
    assert known_packs()["town"] == Path("scenarios/town")
    assert "baohe" in known_packs()


def test_a_folder_named_twice_is_one(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMLIB_PACKS", os.pathsep.join([str(shipped()), str(shipped())]))
    assert len(scenario_folders()) == 1
    assert len(known_proposals()) == len(set(known_proposals()))


def test_a_path_is_a_path_even_where_a_pack_has_that_name(elsewhere: Path) -> None:
    build(elsewhere)
    (elsewhere / "town").rename(elsewhere / "baohe")
    assert load_policy("baohe").name == "town"
