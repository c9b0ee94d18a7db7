"""Whatever is handed over as a file, only an ordinary one of a sensible size is read; nothing is waited for."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from simlib.budget.codes import budget_codes
from simlib.careers.typical import load_careers
from simlib.futures import load_futures
from simlib.policy import Policy, PolicyError, load_policy, load_proposal
from simlib.policy.clauses import load_clauses
from simlib.staff.load import load_staff
from tests.policy.made_up import build, load

TOO_LARGE = 2 * 2**30
LONGEST = 10  # seconds

READERS: dict[str, tuple[str, Callable[[Policy, Path], Any]]] = {  # what the file is called, how it is read
    "pack": ("policy.yaml", lambda law, file: load_policy(file)),
    "folder": ("policy.yaml", lambda law, file: load_policy(file.parent)),
    "proposal": ("reform.yaml", lambda law, file: load_proposal(file)),
    "futures": ("plausible.yaml", lambda law, file: load_futures(file, law)),
    "staff": ("staff.yaml", load_staff),
    "careers": ("careers.yaml", load_careers),
    "clauses": ("clauses.yaml", lambda law, file: load_clauses(file.parent)),
    "codes": ("budget_lines.yaml", lambda law, file: budget_codes(load_policy(file.parent))),
}


def pipe(file: Path) -> None:
    os.mkfifo(file)


def device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def folder(file: Path) -> None:
    file.mkdir()


def loop(file: Path) -> None:
    file.symlink_to(file.name)


def large(file: Path) -> None:
    """No room on disk is taken: nothing has been written but the end."""
    with file.open("wb") as opened:
        opened.truncate(TOO_LARGE)


KINDS = {
    pipe: "is no ordinary file",
    device: "is no ordinary file",
    folder: "is no ordinary file",
    loop: "cannot be read",
    large: "has 2,147,483,648 bytes, over 1,000,000",
}


@pytest.fixture
def at_once() -> Iterator[None]:
    """Whoever waits for a pipe or reads a device to its end is interrupted."""

    def late(*_: Any) -> None:
        raise TimeoutError(f"still reading after {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("reader", READERS)
def test_no_odd_file_is_read(tmp_path: Path, reader: str, make: Callable[[Path], None]):
    law = load(tmp_path)
    name, read = READERS[reader]
    file = tmp_path / "town" / name
    file.unlink(missing_ok=True)
    make(file)
    with pytest.raises(PolicyError) as error:
        read(law, file)
    (problem,) = error.value.problems
    assert (problem.file, problem.what["en"]) == (file.as_posix(), KINDS[make])


@pytest.mark.usefixtures("at_once")
def test_a_pack_that_extends_a_pipe_is_told_what_is_wrong(tmp_path: Path):
    town = build(tmp_path)
    (tmp_path / "land" / "policy.yaml").unlink()
    pipe(tmp_path / "land" / "policy.yaml")
    with pytest.raises(PolicyError, match=r"land/policy\.yaml: is no ordinary file\. Name a text file"):
        load_policy(town)
