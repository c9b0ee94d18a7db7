"""A folder of results is whole or not there at all: it is drafted beside its place and then moved there.

Only a folder that this module wrote, and that nobody put anything into, is ever replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

MANIFEST, MADE_BY = "manifest.json", "simlib"
_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}


class FolderRefused(ValueError):
    """Results cannot be written there; the reason and the way out in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@contextmanager
def whole_folder(folder: str | Path) -> Iterator[Path]:
    """Yield a draft folder that takes the place of `folder` when the block ends well, and vanishes when it does not.

    Raises FolderRefused where `folder` holds anything that is not ours, or the disk refuses.
    """
    check_folder(folder)
    place = Path(folder).resolve()
    draft = place.parent / f".{place.name}.{token_hex(4)}"
    try:
        draft.mkdir(parents=True)
        yield draft
        _move_into(place, draft)
    except OSError as error:
        raise FolderRefused(
            f"无法写入 {folder}：{error.strerror}。请关闭正在使用其中文件的程序，或用 --out 换一个文件夹。",
            f"{folder} cannot be written: {error.strerror}. Close what uses its files, or name another --out.",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def check_folder(folder: str | Path) -> None:
    """Raise FolderRefused where results may not be written: asked before a long run, and again when it writes."""
    place = Path(folder).resolve()
    if place == Path.cwd():
        raise _refused(folder, "就是当前文件夹", "is the current folder")
    if place.exists() and not place.is_dir():
        raise _refused(folder, "是一个文件，不是文件夹", "is a file, not a folder")
    if strangers := _not_ours(place):
        shown = "、".join(strangers[:3]), ", ".join(strangers[:3])
        raise _refused(
            folder, f"里有不是本程序写的东西：{shown[0]}", f"holds what this program did not write: {shown[1]}"
        )
    standing = next(above for above in place.parents if above.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK):
        raise _refused(folder, f"不能写：{standing} 不可写入", f"cannot be made: {standing} is not writable")


def write_manifest(draft: Path, content: Mapping[str, Any]) -> None:
    """Write what the results are and how to make them again, with the SHA-256 of every file."""
    files = {file: hashlib.sha256((draft / file).read_bytes()).hexdigest() for file in _files(draft)}
    manifest = {"made_by": MADE_BY, **content, "files": files}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (draft / MANIFEST).write_bytes(text.encode())


def _refused(folder: str | Path, zh: str, en: str) -> FolderRefused:
    return FolderRefused(
        f"{folder} {zh}。请用 --out 另选一个文件夹。", f"{folder} {en}. Name another folder with --out."
    )


def _not_ours(place: Path) -> list[str]:
    """Return the files and folders in a place that no manifest of ours lists."""
    if not place.is_dir():
        return []
    try:
        manifest = json.loads((place / MANIFEST).read_bytes())
        listed = {*manifest["files"], MANIFEST} if manifest["made_by"] == MADE_BY else set()
    except (OSError, ValueError, KeyError, TypeError):
        listed = set()
    if not listed:
        return sorted(found.name for found in place.iterdir())
    return [file for file in _files(place) if file not in listed and Path(file).name not in _LEFT_BY_SYSTEMS]


def _files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir())


def _move_into(place: Path, draft: Path) -> None:
    """Put the draft in its place; what was there comes back if that fails."""
    old = draft.with_name(f"{draft.name}.old")
    if place.exists():
        place.rename(old)
    try:
        draft.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
