"""Slips worked out by hand from the law and the packs' numbers alone, in tests/pay/by_law/<pack>.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simlib.policy import Policy, load_policy
from tests.pay.runner import examples, hold

HERE = Path(__file__).parent / "by_law"
CITIES = Path(__file__).parents[2] / "scenarios/cities"
EXAMPLES = {file.stem: examples(file) for file in sorted(HERE.glob("*.yaml"))}
EACH = [
    pytest.param(pack, one, id=f"{pack}: {one['says'][:60]}") for pack, of_pack in EXAMPLES.items() for one in of_pack
]


@cache
def pack_called(name: str) -> Policy:
    return load_policy(CITIES / name)


@pytest.mark.parametrize(("pack", "example"), EACH)
def test_what_the_law_gives_by_hand(pack: str, example: dict[str, Any]):
    hold(pack_called(pack), example)


def test_every_pack_has_three_at_least():
    assert {*EXAMPLES} == {folder.name for folder in CITIES.iterdir() if folder.is_dir()}
    assert all(len(of_pack) >= 3 for of_pack in EXAMPLES.values())
