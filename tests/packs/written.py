"""A pack's file as it is written, for tests that work it out again by their own arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def written(folder: Path) -> dict[str, Any]:
    """The file of a pack."""
    data: dict[str, Any] = YAML(typ="safe").load((folder / "policy.yaml").read_text(encoding="utf-8"))
    return data


def first(pack: dict[str, Any], term: str) -> Any:
    """The value a provision starts with."""
    return next(iter(pack["provisions"][term]["values"].values()))["value"]


def half_up(amount: Fraction) -> int:
    """Whole fen, or whole people."""
    return floor(amount + Fraction(1, 2))
