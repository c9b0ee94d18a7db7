"""A folder in which nobody else can put anything: for what is loaded without a further look, such as compiled code.

Numba's files are pickled: whoever can write one runs code as whoever loads it. So its home is ours from the root down,
or it is not used. Where no lasting folder is safe, a temporary one is, removed at the end.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from platformdirs import user_cache_dir

GIVEN = "NUMBA_CACHE_DIR"  # the variable that names another home; the launcher hands its own to the kernels so
ROOT = 0  # the user who can do everything anyway
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@cache
def cache_home() -> Path:
    """Return the folder for compiled code: the one given, beside the package, the user's own, or a temporary one."""
    given = os.environ.get(GIVEN)
    return first_safe(([Path(given)] if given else []) + usual_homes())


def usual_homes() -> list[Path]:
    """Return where compiled code is kept if it is safe there, the best place first."""
    beside = Path(__file__).parent / "__pycache__" / "compiled"
    own = Path(user_cache_dir("simlib", appauthor=False)) / "compiled"
    return (
        [beside, own] if hasattr(os, "getuid") else [own]
    )  # Windows keeps others out of a user's own, and says no more


def first_safe(places: Iterable[Path]) -> Path:
    """Return the first place that can be ours alone, made where it is not there; else a new temporary folder."""
    return next((made for place in places if (made := made_private(place))), None) or temporary()


def temporary() -> Path:
    """Return a new folder that only we can enter, removed when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="simlib-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def made_private(place: Path) -> Path | None:
    """Return a folder, made if need be, links followed; None where we cannot write in it or others could."""
    try:
        folder = place.resolve()
        there = next(part for part in (folder, *folder.parents) if part.exists())
        if there != folder and intruder(there, above=True):
            return None
        for part in reversed([folder, *folder.parents]):
            if not part.exists():
                part.mkdir(mode=0o700, exist_ok=True)
        if intruder(folder) or not os.access(folder, os.W_OK | os.X_OK):
            return None
    except (OSError, RuntimeError):  # no such place, not for us, or links in a circle
        return None
    return folder


def intruder(folder: Path, us: int | None = None, *, above: bool = False) -> Path | None:
    """Return the first part by which another user could change what a folder holds; None where there is none.

    The parts are every folder from the root down, the folder itself, and all that is in it.
    us      the user that we are, by default that of this process
    above   whether the folder is only one above the place meant: not ours alone, and its contents do not matter
    """
    if not hasattr(os, "getuid"):
        return None
    us = os.getuid() if us is None else us
    for part in reversed(folder.parents if not above else (folder, *folder.parents)):
        if not _holds_what_is_ours(part.lstat(), us):
            return part
    if above:
        return None
    own = folder.lstat()
    if own.st_uid != us or not stat.S_ISDIR(own.st_mode) or own.st_mode & OTHERS:
        return folder
    return next((part for part in sorted(folder.rglob("*")) if not _is_ours(part.lstat(), us)), None)


def _holds_what_is_ours(found: os.stat_result, us: int) -> bool:
    """Whether nobody else can put another folder in the place of one of ours inside this one."""
    shared = bool(found.st_mode & OTHERS_WRITE) and not found.st_mode & stat.S_ISVTX
    return found.st_uid in (us, ROOT) and stat.S_ISDIR(found.st_mode) and not shared


def _is_ours(found: os.stat_result, us: int) -> bool:
    """Whether a file or folder is our own, and no link to anything else."""
    return found.st_uid == us and not stat.S_ISLNK(found.st_mode) and not found.st_mode & stat.S_IWOTH
