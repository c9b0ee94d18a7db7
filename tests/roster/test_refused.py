"""What cannot be used is refused in both languages, with what to do, and without a word of what stands in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.policy import Policy
from simlib.text import Told
from tests.cli.toy import build_world
from tests.roster.refused import MATCHES, REFUSALS, match_file


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return build_world(tmp_path_factory.mktemp("world"))


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_used_is_refused(name: str, town: Policy, tmp_path: Path):
    case, said = REFUSALS[name]
    with pytest.raises(Told) as caught:
        case(town, tmp_path)
    assert said in caught.value["en"]
    assert "甲一" not in str(caught.value) and "张三" not in str(caught.value)


@pytest.mark.parametrize("text", MATCHES)
def test_a_wrong_match_file_is_refused_with_its_line(text: str, town: Policy, tmp_path: Path):
    with pytest.raises(Told) as caught:
        match_file(town, tmp_path, text)
    assert MATCHES[text] in caught.value["en"]
