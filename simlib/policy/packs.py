"""Where packs, proposals and futures are: in a folder, and of all the folders there are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

FILE = "policy.yaml"  # of a pack, in a folder of its own
VARIABLE = "SIMLIB_PACKS"  # folders of packs, as a path list
PACKAGE = Path(__file__).resolve().parents[1]


def shipped() -> Path:
    """Return the folder `scenarios` that came with the program: inside the package, or beside it in a clone."""
    inside = PACKAGE / "scenarios"
    return inside if inside.is_dir() else PACKAGE.parent / "scenarios"


def scenario_folders() -> list[Path]:
    """Return the folders of packs there are: `scenarios` here, those of SIMLIB_PACKS, the one that came along."""
    named = [Path(text) for text in os.environ.get(VARIABLE, "").split(os.pathsep) if text]
    folders = [folder for folder in (Path("scenarios"), *named, shipped()) if folder.is_dir()]
    return list(_first_of_each((folder.resolve().as_posix(), folder) for folder in folders).values())


def known_packs() -> dict[str, Path]:
    """Return the packs of all these folders by name; of two of one name, that of the folder before."""
    return _first_of_each((folder.name, folder) for root in scenario_folders() for folder in find_packs(root))


def known_proposals() -> list[Path]:
    """Return the proposals of all these folders."""
    return [file for root in scenario_folders() for file in find_proposals(root)]


def known_futures() -> dict[str, Path]:
    """Return the futures files of all these folders by name; of two of one name, that of the folder before."""
    return _first_of_each((file.stem, file) for root in scenario_folders() for file in find_futures(root))


def pack_of(path: str | Path) -> Path:
    """Return a path as it is, or the pack that it names where it is no path."""
    return _named(Path(path), known_packs())


def proposal_of(path: str | Path) -> Path:
    """Return a path as it is, or the proposal that it names where it is no path."""
    return _named(Path(path), _first_of_each((file.stem, file) for file in known_proposals()))


def _named(path: Path, known: dict[str, Path]) -> Path:
    return path if len(path.parts) != 1 or path.exists() else known.get(path.name, path)


def _first_of_each(found: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    first: dict[str, Path] = {}
    for name, path in found:
        first.setdefault(name, path)
    return first


def find_packs(root: str | Path) -> list[Path]:
    """Return the folders below `root` that hold a pack, sorted."""
    return sorted(file.parent for file in Path(root).rglob(FILE))


def find_proposals(root: str | Path) -> list[Path]:
    """Return the proposal files in a folder `proposals` below `root`, sorted."""
    return sorted(Path(root).rglob("proposals/*.yaml"))


def find_futures(root: str | Path) -> list[Path]:
    """Return the futures files in a folder `futures` below `root`, sorted."""
    return sorted(Path(root).rglob("futures/*.yaml"))
