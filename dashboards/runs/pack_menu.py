"""The packs that a visitor may choose from."""

from __future__ import annotations

import logging
from pathlib import Path

from simlib.policy import Policy, PolicyError, find_packs, load_policy
from simlib.policy.packs import VARIABLE, known_packs, pack_of, proposal_of, shipped
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
            policy = load_policy(folder)
        except PolicyError as error:
            log.error("pack left out: %s\n%s", folder, error)
            continue
        if policy.posts:
            packs[folder] = policy
    if not packs:
        raise NoPacks
    return packs


def typed(path: Path) -> str:
    """A pack or a proposal as one types it: the name that it is known by, else its path."""
    if any(of(path.stem).resolve() == path.resolve() for of in (pack_of, proposal_of)):
        return path.stem
    home = shipped().parent
    return (path.relative_to(home) if path.is_relative_to(home) else path).as_posix()
