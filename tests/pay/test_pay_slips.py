"""Pay slips and careers worked out by hand, in tests/pay/<pack>.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simlib.policy import Policy, load_policy
from tests.pay.runner import check, examples, hold, lived

HERE = Path(__file__).parent
CITIES = HERE.parents[1] / "scenarios/cities"
EXAMPLES = {file.stem: examples(file) for file in sorted(HERE.glob("*.yaml"))}
EACH = [
    pytest.param(pack, one, id=f"{pack}: {one['says'][:60]}") for pack, of_pack in EXAMPLES.items() for one in of_pack
]


@cache
def pack_called(name: str) -> Policy:
    """A pack whose contributions are on the month's own wages: those on last year's are in `test_by_law`."""
    return load_policy(CITIES / name).with_values({"rules.contributions": "this_month"}, 0)


@pytest.mark.parametrize(("pack", "example"), EACH)
def test_what_was_worked_out_by_hand(pack: str, example: dict[str, Any]):
    hold(pack_called(pack), example)


@pytest.mark.parametrize("pack", EXAMPLES)
def test_there_are_ten_of_each_pack(pack: str):
    assert len({example["says"] for example in EXAMPLES[pack]}) == len(EXAMPLES[pack]) >= 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"slip": "2027-06", "basic_pay": 4070.41},
        {"slip": "2027-06", "basic_pay": 4070.40, "grade": 4},
        {"paid": 2027, "pension": 0},
        {"happens": "graded_up", "in": "2030-01"},
        {"never": "rated"},
        {"retires": "2050-01"},
        {"leaves": "2027-12", "as": "retired"},
    ],
)
def test_what_is_wrong_fails(wrong: dict[str, Any]):
    """Grade 3 of 4,800 yuan: 80 % of 5,088 is 4,070.40."""
    life = lived(pack_called("baohe"), {"person": {"joined": "2020-07", "grade": 3, "satisfactory_years": 0}})
    check(life, {"slip": "2027-06", "basic_pay": 4070.40, "grade": 3})
    with pytest.raises(AssertionError):
        check(life, wrong)
