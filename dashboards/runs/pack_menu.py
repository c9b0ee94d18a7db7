"""The packs that a visitor may choose from."""

from __future__ import annotations

import logging
from pathlib import Path

from simlib.policy import Policy, PolicyError, find_packs, load_policy
from simlib.policy.packs import VARIABLE, known_packs, shipped
from simlib.text import Text

log = logging.getLogger(__name__)

NONE = Text(
    f"没有找到可用的政策包。请把 {VARIABLE} 设为政策包所在的文件夹，再重新打开。",
    f"No usable pack was found. Set {VARIABLE} to the folder where packs are, and start again.",
)


class NoPacks(Exception):
    """There is no pack that a page could open with; `text` says so."""

    text = NONE


def usable_packs(cities: Path | None = None) -> dict[Path, Policy]:
    """The packs with posts and an opening staff, of a folder or all known; one that does not load is named in the log.

    Raises NoPacks where there is none.
    """
    packs = {}
    found = known_packs().values() if cities is None else find_packs(cities)
    for folder in (folder.resolve() for folder in found):
        if not (folder / "staff.yaml").exists():
            continue
        try:
            law = load_policy(folder)
        except PolicyError as error:
            log.error("pack left out: %s\n%s", folder, error)
            continue
        if law.posts:
            packs[folder] = law
    if not packs:
        raise NoPacks
    return packs


def typed(path: Path) -> str:
    """A file or folder as one types it: its path in a clone, its name where it is installed, else the whole path."""
    home = shipped()
    if not path.is_relative_to(home):
        return path.as_posix()
    return path.stem if home.parent.name == "simlib" else path.relative_to(home.parent).as_posix()
