"""A folder of results is whole or not there at all: it is drafted beside its place and then moved there.

Only a folder that this module wrote, and in which nobody added or changed anything since, is ever replaced.
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

from simlib.text import Text, Told

MANIFEST, MADE_BY = "manifest.json", "simlib"
_OWN = "manifest"  # in it: the SHA-256 of all the rest of it
_ANOTHER = Text("请用 --out 另选一个文件夹。", "Name another folder with --out.")
_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}


class FolderRefused(Told, ValueError):
    """Results cannot be written there: the reason and the way out."""


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
            Text(
                "无法写入 {folder}。请检查写入权限和磁盘空间，关闭正在使用其中文件的程序，或用 --out 换一个文件夹。",
                "{folder} cannot be written. See that it may be and that the disk has room, close what uses its files, "
                "or name another folder with --out.",
            ).of(folder=Path(folder))
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def check_folder(folder: str | Path) -> None:
    """Raise FolderRefused where results may not be written: asked before a long run, and again when it writes."""
    place, shown = Path(folder).resolve(), Path(folder)
    if place == Path.cwd():
        raise FolderRefused(
            Text("{folder} 就是当前文件夹。", "{folder} is the current folder. ").of(folder=shown) + _ANOTHER
        )
    if place.exists() and not place.is_dir():
        what = Text("{folder} 是一个文件，不是文件夹。", "{folder} is a file, not a folder. ")
        raise FolderRefused(what.of(folder=shown) + _ANOTHER)
    if strangers := _not_ours(place):
        what = Text(
            "{folder} 里有不是本程序写的东西：{files}。", "{folder} holds what this program did not write: {files}. "
        )
        raise FolderRefused(what.of(folder=shown, files=strangers[:3]) + _ANOTHER)
    if changed := _changed(place):
        what = Text(
            "{folder} 里有写出之后被改过的文件：{files}。",
            "{folder} holds files changed since they were written: {files}. ",
        )
        raise FolderRefused(what.of(folder=shown, files=changed[:3]) + _ANOTHER)
    standing = next(above for above in place.parents if above.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK):
        what = Text("{folder} 不能写：{standing} 不可写入。", "{folder} cannot be made: {standing} is not writable. ")
        raise FolderRefused(what.of(folder=shown, standing=standing) + _ANOTHER)


def write_manifest(draft: Path, content: Mapping[str, Any]) -> None:
    """Write what the results are and how to make them again, with the SHA-256 of every file and of itself."""
    manifest = {"made_by": MADE_BY, **content, "files": {file: _digest(draft / file) for file in _files(draft)}}
    text = json.dumps({**manifest, _OWN: _digest_of(manifest)}, ensure_ascii=False, indent=1) + "\n"
    (draft / MANIFEST).write_bytes(text.encode())


def made_with(folder: str | Path) -> dict[str, str]:
    """Return the versions with which the results in a folder were made; nothing where there are none of ours."""
    return dict(_manifest(Path(folder)).get("versions", {}))


def _manifest(place: Path) -> dict[str, Any]:
    """Return the manifest that this module wrote into a place; empty where there is none."""
    try:
        manifest = json.loads((place / MANIFEST).read_bytes())
        ours = manifest["made_by"] == MADE_BY and isinstance(manifest["files"], dict)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return manifest if ours else {}


def _not_ours(place: Path) -> list[str]:
    """Return the files and folders in a place that no manifest of ours lists."""
    if not place.is_dir():
        return []
    manifest = _manifest(place)
    if not manifest:
        return sorted(found.name for found in place.iterdir())
    listed = {*manifest["files"], MANIFEST}
    return [file for file in _files(place) if file not in listed and Path(file).name not in _LEFT_BY_SYSTEMS]


def _changed(place: Path) -> list[str]:
    """Return the files that are not as they were written: somebody's work on them would be lost."""
    manifest = _manifest(place)
    changed = [file for file, digest in manifest.get("files", {}).items() if not _as_written(place / file, digest)]
    own = manifest.pop(_OWN, None)
    return changed + ([MANIFEST] if own is not None and own != _digest_of(manifest) else [])


def _as_written(file: Path, digest: str) -> bool:
    """Return whether a file has this digest, or is gone; what cannot be read as a file is no longer ours."""
    if not os.path.lexists(file):
        return True
    try:
        return file.is_file() and _digest(file) == digest
    except OSError:
        return False


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _digest_of(manifest: Mapping[str, Any]) -> str:
    as_read = json.loads(json.dumps(manifest))
    return hashlib.sha256(json.dumps(as_read, sort_keys=True).encode()).hexdigest()


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
