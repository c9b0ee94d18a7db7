"""Compiled code is kept where nobody else can put anything: it is pickled, and runs as whoever loads it."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simlib.private import cache_home, first_safe, intruder, made_private, temporary, usual_homes

ELSE = os.getuid() + 1  # somebody else
ONE = """
from simlib.compiled import compiled
@compiled
def one(number):
    return number + 1
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of ours."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder.resolve()


def test_a_place_is_made_for_us_alone_with_all_that_leads_to_it(home: Path) -> None:
    made = made_private(home / "a" / "b")
    assert made == home / "a" / "b" and intruder(made) is None
    assert [stat.S_IMODE(part.stat().st_mode) for part in (made, made.parent)] == [0o700, 0o700]


def test_it_is_made_so_under_any_umask(home: Path) -> None:
    before = os.umask(0)
    try:
        made = made_private(home / "a" / "b")
    finally:
        os.umask(before)
    assert made is not None and stat.S_IMODE(made.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o702, 0o755, 0o1777])
def test_a_folder_that_others_can_enter_is_not_used(home: Path, mode: int) -> None:
    place = home / "cache"
    place.mkdir()
    place.chmod(mode)
    assert made_private(place) is None


@pytest.mark.parametrize(
    ("mode", "fits"), [(0o777, False), (0o770, False), (0o702, False), (0o755, True), (0o1777, True)]
)
def test_above_it_only_a_folder_that_keeps_our_part_in_its_place_is_trusted(home: Path, mode: int, fits: bool) -> None:
    above = home / "above"
    above.mkdir()
    above.chmod(mode)
    assert (made_private(above / "cache") is not None) == fits
    assert (above / "cache").exists() == fits  # nothing is made where it would not be safe


def test_a_folder_of_somebody_else_is_not_used(home: Path) -> None:
    (home / "cache").mkdir(mode=0o700)
    assert intruder(home / "cache") is None
    assert intruder(home / "cache", us=ELSE) is not None


def test_a_file_of_somebody_else_in_it_is_noticed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "cache" / "rules").mkdir(parents=True, mode=0o700)
    (home / "cache").chmod(0o700)
    planted = home / "cache" / "rules" / "one.nbi"
    planted.touch()
    assert intruder(home / "cache") is None
    own = Path.lstat

    def seen(path: Path) -> os.stat_result:
        found = own(path)
        return os.stat_result((*found[:4], ELSE, *found[5:])) if path == planted else found

    monkeypatch.setattr(Path, "lstat", seen)
    assert intruder(home / "cache") == planted


def test_a_link_into_another_place_is_judged_by_that_place(home: Path, tmp_path: Path) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    (home / "link").symlink_to(open_to_all)
    assert made_private(home / "link") is None
    assert made_private(home / "link" / "cache") is None
    (home / "own").mkdir(mode=0o700)
    (home / "to own").symlink_to(home / "own")
    assert made_private(home / "to own") == home / "own"
    (home / "own" / "inside").symlink_to(open_to_all)
    assert made_private(home / "own") is None


@pytest.mark.parametrize("place", ["file", "file/cache", "circle", "/proc/cache", "a" * 300])
def test_what_cannot_be_a_folder_is_passed_over(home: Path, place: str) -> None:
    (home / "file").touch()
    (home / "circle").symlink_to(home / "circle")
    assert made_private(home / place) is None
    assert first_safe([home / place, home / "good"]) == home / "good"


def test_the_first_safe_place_is_taken_and_else_a_temporary_one(home: Path) -> None:
    assert first_safe([home / "one", home / "two"]) == home / "one"
    folder = first_safe([])
    assert intruder(folder) is None and not list(folder.iterdir())
    assert temporary() != folder


def test_the_usual_places_are_beside_the_package_and_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    beside, own = usual_homes()
    assert beside.parent.parent.name == "simlib"
    assert sys.platform != "linux" or own == Path("/xdg/simlib/compiled")
    monkeypatch.delattr(os, "getuid")  # Windows, which says nothing of who can write
    assert usual_homes() == [own]


def python(code: str, **variables: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | variables, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_temporary_home_is_removed_at_the_end(tmp_path: Path) -> None:
    said = python("from simlib.private import temporary; p = temporary(); print(p, p.exists())", TMPDIR=str(tmp_path))
    path, there = said.split()
    assert there == "True" and Path(path).parent == tmp_path.resolve() and not Path(path).exists()


class Payload:
    """What somebody else might leave: it touches a file when it is loaded."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.marker,)


def test_what_somebody_else_left_in_an_open_folder_is_not_run(tmp_path: Path) -> None:
    """The same folder, ours alone, is used, and the payload would run: so the test can fail."""
    script, place, marker = tmp_path / "one.py", tmp_path / "cache", tmp_path / "marker"
    script.write_text(ONE)
    run = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import one, numba; print(one.one(1), "
    run += "numba.config.CACHE_DIR)"
    assert python(run, NUMBA_CACHE_DIR=str(place)).startswith(f"2 {place.resolve()}")
    indexes = list(place.rglob("*.nbi"))
    assert len(indexes) == 1
    indexes[0].write_bytes(pickle.dumps(Payload(marker)))

    place.chmod(0o777)
    said = python(run, NUMBA_CACHE_DIR=str(place))
    assert said.startswith("2 ") and str(place) not in said and not marker.exists()

    place.chmod(0o700)
    assert python(run, NUMBA_CACHE_DIR=str(place)).startswith("2 ") and marker.exists()


USERS = """
import os, sys
from pathlib import Path
from simlib import private
for user in map(int, sys.argv[1:]):
    if not (child := os.fork()):
        if os.getuid() == 0:
            os.setgroups([]); os.setgid(user); os.setuid(user)
        home = private.cache_home()
        (home / "one.nbi").write_text("mine")
        print(os.getuid(), home, private.intruder(home), home.stat().st_uid, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def users() -> Iterator[int]:
    """Two users where we may become anybody, else ourselves twice."""
    yield from (54321, 54322) if os.getuid() == 0 else (os.getuid(), os.getuid())


def test_two_users_of_one_installation_have_a_home_each(tmp_path: Path) -> None:
    """The second finds what the first made under every name that can be foretold, and uses none of it."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    for above in shared.parents:  # both come through
        if above.stat().st_uid == os.getuid() and above.is_relative_to(Path("/tmp")) and above != Path("/tmp"):
            above.chmod(0o755)
    places = {"HOME": "/nowhere", "XDG_CACHE_HOME": str(shared / "xdg"), "NUMBA_CACHE_DIR": str(shared / "cache")}
    (shared / "cache").mkdir()
    (shared / "cache").chmod(0o777)
    said = subprocess.run(
        [sys.executable, "-c", USERS, *map(str, users())],
        env=os.environ | places | {"TMPDIR": str(shared)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert len(said) == 2
    rows = [line.split() for line in said]
    assert [intruders for *_, intruders, _ in rows] == ["None", "None"]
    assert all(user == owner for user, *_, owner in rows)
    assert str(shared / "cache") not in [row[1] for row in rows]
    assert os.getuid() != 0 or rows[0][1] != rows[1][1]


def test_the_engine_uses_such_a_home() -> None:
    import numba

    import simlib.compiled

    assert simlib.compiled.COMPILING
    assert Path(numba.config.CACHE_DIR).parent == cache_home() and intruder(cache_home()) is None
