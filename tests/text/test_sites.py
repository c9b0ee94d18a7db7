"""Every message of the source is raised here, and says what is wrong in Chinese and in English."""

from __future__ import annotations

from contextlib import chdir, suppress

import pytest

from simlib.text import Told
from tests.cli.toy import build_world
from tests.text import provoked_commands, provoked_files, provoked_python
from tests.text.sites import Said, listening, reached, sites


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    """Everything that is said of everything that is done wrong."""
    town, world = (tmp_path_factory.mktemp(name) for name in ("town", "world"))
    build_world(world)
    with listening() as said, chdir(world):
        for case in (*provoked_files.cases(), *provoked_python.cases(town), *provoked_commands.cases(world)):
            with suppress(Told):
                case(tmp_path_factory.mktemp("wrong"))
    return said


def test_every_place_that_writes_a_message_is_come_by(heard: list[Said]):
    missed = [f"{site.file}:{site.first}" for site in sorted(sites()) if not reached(site, heard)]
    assert " ".join(missed) == ""
