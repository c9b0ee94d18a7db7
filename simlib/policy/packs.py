"""The packs, proposals and futures in a folder."""

from __future__ import annotations

from pathlib import Path

from simlib.policy.chain import FILE


def find_packs(root: str | Path) -> list[Path]:
    """Return the folders below `root` that hold a pack, sorted."""
    return sorted(file.parent for file in Path(root).rglob(FILE))


def find_proposals(root: str | Path) -> list[Path]:
    """Return the proposal files in a folder `proposals` below `root`, sorted."""
    return sorted(Path(root).rglob("proposals/*.yaml"))


def find_futures(root: str | Path) -> list[Path]:
    """Return the futures files in a folder `futures` below `root`, sorted."""
    return sorted(Path(root).rglob("futures/*.yaml"))
