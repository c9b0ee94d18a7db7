"""One bit of the address changes each bit of the draw as a tossed coin would."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from tests.luck.draws import all_bits, all_mixed
from tests.luck.null import normal, too_unlikely

BASES = 2048
WIDTHS = {"seed": 63, "replication": 17, "key": 64, "month": 15, "decision": 6}  # how many bits each part may use
FLIPS = [(part, bit) for part, width in WIDTHS.items() for bit in range(width)]


def anywhere(width: int) -> np.ndarray:
    """Numbers of so many bits, from NumPy's generator and not from what is tested."""
    return np.random.default_rng([2027, width]).integers(0, 2**width, BASES, np.uint64)


ADDRESSES = {part: anywhere(width) for part, width in WIDTHS.items()}


def ones(bits: np.ndarray) -> list[int]:
    """How many of some numbers have each of their 64 bits set."""
    return [int(((bits >> np.uint64(place)) & np.uint64(1)).sum()) for place in range(64)]


def of_a_draw() -> list[list[int]]:
    """How often flipping a bit of the address (down) flips each bit of the draw (across)."""
    flipped = ({**ADDRESSES, part: ADDRESSES[part] ^ np.uint64(1 << bit)} for part, bit in FLIPS)
    return [ones(all_bits(**ADDRESSES) ^ all_bits(**one)) for one in flipped]


def of_the_mixing() -> list[list[int]]:
    """The same of one mixing and the bits it mixes."""
    numbers = anywhere(64)
    return [ones(all_mixed(numbers) ^ all_mixed(numbers ^ np.uint64(1 << bit))) for bit in range(64)]


@pytest.fixture(scope="module", params=[of_a_draw, of_the_mixing], ids=["draw", "mixing"])
def changed(request: pytest.FixtureRequest) -> np.ndarray:
    return np.array(request.param())


def test_half_of_the_bits_flip_whichever_bit_is_flipped(changed: np.ndarray):
    """So many coins for each flip: the number of heads is normal, √(64 × bases) ÷ 2 wide."""
    scores = (changed.sum(axis=1) - 32 * BASES) / (sqrt(64 * BASES) / 2)
    assert not too_unlikely(normal(np.abs(scores).max()) * len(scores))


def test_no_bit_depends_on_another_more_or_less_than_a_coin(changed: np.ndarray):
    """The farthest of all cells, each a number of heads of so many coins; and all cells together, a chi-square."""
    scores = (changed - BASES / 2) / (sqrt(BASES) / 2)
    assert not too_unlikely(normal(np.abs(scores).max()) * scores.size)
    assert not too_unlikely(normal(((scores**2).sum() - scores.size) / sqrt(2 * scores.size)))


def test_every_bit_of_a_draw_is_as_often_one_as_nought():
    scores = (np.array(ones(all_bits(**ADDRESSES))) - BASES / 2) / (sqrt(BASES) / 2)
    assert not too_unlikely(normal(np.abs(scores).max()) * 64)
