"""A first picture with the range with the assumptions beside one without: of every pack, when a people lever moves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import REPLICATIONS, ROOT, YEARS

CITIES = ROOT / "scenarios" / "cities"
MOVED = {"exits.resignation_level": 1.1}  # a lever of people that every pack has
WITHOUT, WITH = "without", "with"


def packs() -> list[Path]:
    """Return the packs."""
    return sorted(path.parent for path in CITIES.glob("*/policy.yaml"))


def ways() -> dict[str, Callable[[int], Any]]:
    """Return for each pack how its first picture comes about, without the wide range and with it."""
    return {f"{of} {pack.name}": way for pack in packs() for of, way in _of_pack(pack).items()}


def _of_pack(pack: Path) -> dict[str, Callable[[int], Any]]:
    from simlib import cost, load_policy, load_staff, project
    from simlib.futures import project_futures, usual_futures

    policy = load_policy(pack)
    staff, futures, moved = load_staff(policy), usual_futures(policy), policy.with_values(MOVED)
    assert staff.draws  # which the page has by then, as it has the picture of the policy in force

    def without(seed: int) -> None:
        cost(project(moved, staff, years=YEARS, replications=REPLICATIONS, seed=seed))

    def wide(seed: int) -> None:
        without(seed)
        cost(project_futures(moved, staff, futures, years=YEARS, replications=REPLICATIONS, seed=seed))

    return {WITHOUT: without, WITH: wide}
