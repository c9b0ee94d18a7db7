"""Baohe's establishment, computed by its own arithmetic straight from the pack's file, without simlib.

The notice: 最终核算出全区专职社区工作人员总员额3007名, 采取基数乘以调整系数的方式.
"""

from __future__ import annotations

import importlib.util
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.packs.written import first

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED_TOTAL = 3007
PUBLISHED_UNITS = 13
PUBLISHED_BASE = {"office": 75, "village": 12, "community": 16, "converted": 20}
VILLAGES, COMMUNITIES = 30, 84  # National Bureau of Statistics, codes of statistical areas 2020


@pytest.fixture(scope="module")
def pack() -> dict[str, Any]:
    """The file as it is written."""
    text = (ROOT / "scenarios/cities/baohe/policy.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe").load(text)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The search whose result stands in the pack."""
    spec = importlib.util.spec_from_file_location("calibrate_baohe", ROOT / "scripts/calibrate_baohe.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def exact_posts(pack: dict[str, Any], unit: str, place: str) -> Fraction:
    """Base × class coefficient × level of one place, before rounding."""
    number = first(pack, "establishment.unit_class")[unit]
    coefficient = first(pack, "establishment.class_coefficient")[f"class_{number}"]
    level = first(pack, "establishment.coefficient_level")
    base = first(pack, "establishment.base")[place]
    return base * Fraction(str(coefficient)) * Fraction(str(level))


def posts(pack: dict[str, Any], unit: str) -> dict[str, int]:
    """Posts of each kind of place in a unit, every place rounded to the nearest whole post by itself."""
    numbers = first(pack, "establishment.communities")[unit]
    return {place: number * round(exact_posts(pack, unit, place)) for place, number in numbers.items()}


def test_the_establishment_is_the_published_3007(pack: dict[str, Any]) -> None:
    assert sum(sum(posts(pack, unit).values()) for unit in pack["units"]) == PUBLISHED_TOTAL


def test_the_bases_and_the_thirteen_units_are_the_published_ones(pack: dict[str, Any]) -> None:
    assert first(pack, "establishment.base") == PUBLISHED_BASE
    assert len(pack["units"]) == PUBLISHED_UNITS
    assert list(first(pack, "establishment.communities")) == list(pack["units"])


def test_villages_and_communities_are_those_of_the_statistical_codes(pack: dict[str, Any]) -> None:
    numbers = first(pack, "establishment.communities").values()
    assert all(of["office"] == 1 for of in numbers)
    assert sum(of["village"] for of in numbers) == VILLAGES
    assert sum(of["community"] + of["converted"] for of in numbers) == COMMUNITIES


def test_no_place_has_exactly_half_a_post(pack: dict[str, Any]) -> None:
    halves = [
        (unit, place)
        for unit in pack["units"]
        for place in pack["place_types"]
        if exact_posts(pack, unit, place) % 1 == Fraction(1, 2)
    ]
    assert halves == []


def test_every_place_has_room_for_its_upper_posts(pack: dict[str, Any]) -> None:
    upper = first(pack, "establishment.upper_posts")
    for unit in pack["units"]:
        for place, of in upper.items():
            assert sum(of.values()) < exact_posts(pack, unit, place), (unit, place)


def test_the_pack_holds_what_the_search_finds(pack: dict[str, Any], script: ModuleType) -> None:
    best = script.answers()[0]
    found = {unit: of["converted"] for unit, of in first(pack, "establishment.communities").items()}
    coefficients = first(pack, "establishment.class_coefficient")
    assert found == best.converted
    assert first(pack, "establishment.unit_class") == script.classes()
    middle, spacing = float(best.middle), float(best.spacing)
    assert list(coefficients.values()) == pytest.approx([middle + spacing, middle, middle - spacing])
