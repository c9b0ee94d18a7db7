"""Every message of the source is raised here, and says what is wrong in Chinese and in English."""

from __future__ import annotations

import re
from contextlib import chdir, suppress

import pytest

from simlib.text import Told
from tests.cli.toy import build_world
from tests.text import provoked_commands, provoked_files, provoked_python, provoked_questionnaires, provoked_roster
from tests.text.sites import Said, listening, reached, sites
from tests.text.test_language import NAMES, WRITTEN_AS_A_SENTENCE


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    """Everything that is said of everything that is done wrong."""
    town, world = (tmp_path_factory.mktemp(name) for name in ("town", "world"))
    build_world(world)
    with listening() as said, chdir(world):
        for case in (
            *provoked_files.cases(),
            *provoked_python.cases(town),
            *provoked_roster.cases(),
            *provoked_commands.cases(world),
            *provoked_questionnaires.cases(world),
        ):
            with suppress(Told):
                case(tmp_path_factory.mktemp("wrong"))
    return said


def test_every_place_that_writes_a_message_is_come_by(heard: list[Said]):
    missed = [f"{site.file}:{site.first}" for site in sorted(sites()) if not reached(site, heard)]
    assert " ".join(missed) == ""


CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORDS = re.compile(r"[A-Za-z_]{3,}")
QUOTED = re.compile(r"more or less|simlib rebind town|simlib roster \w+")  # what the tests wrote, and a command


def test_every_message_is_said_in_both_languages(heard: list[Said]):
    """Whatever Latin word the Chinese has is a name, which the English has too; it is no sentence."""
    assert len(heard) > len(sites())
    for one in heard:
        assert CHINESE.search(one.text.zh) and one.text.en, one.text
        zh, en = (re.sub(r"\{\w+\}", "", text) for text in one.text)
        assert {*WORDS.findall(zh)} - {*WORDS.findall(en)} <= NAMES, one.text
        assert [words for words in WRITTEN_AS_A_SENTENCE.findall(zh) if not QUOTED.fullmatch(words)] == [], one.text
        assert not CHINESE.search(en) or CHINESE.search(en)[0] in zh, one.text
        assert re.search(r"None|Timestamp|dtype|object at|array\(|\n|\x1b", zh + en) is None, one.text
