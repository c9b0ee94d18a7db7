"""The packs that a visitor may choose from."""

from __future__ import annotations

import logging
from pathlib import Path

from simlib.policy import Policy, PolicyError, find_packs, load_policy

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
CITIES = ROOT / "scenarios" / "cities"


def usable_packs(cities: Path) -> dict[Path, Policy]:
    """The packs that have posts and an opening staff; one that does not load is named in the log, not offered."""
    packs = {}
    for folder in find_packs(cities):
        try:
            law = load_policy(folder)
        except PolicyError as error:
            log.error("pack left out: %s\n%s", folder, error)
            continue
        if law.posts and (folder / "staff.yaml").exists():
            packs[folder] = law
    return packs


def typed(path: Path) -> str:
    """A file or folder as one types it in the project's folder."""
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()
