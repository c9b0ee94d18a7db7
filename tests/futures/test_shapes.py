"""Shapes against their closed forms, and draws against the address they are promised."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import pairwise
from math import erf, sqrt

import numpy as np
import pytest

from simlib.futures import Futures, Spread
from simlib.futures.drawing import draw, uniform_draw
from simlib.futures.shapes import normal, one_of, triangular, uniform
from simlib.policy import TERMS
from simlib.text import Text

LOW, CENTRE, HIGH, DEVIATION = -0.5, 0.25, 2.0, 0.4
GRID = [n / 1000 for n in range(1000)]
DRAWS = 20_000
GOLDEN = 0x9E3779B97F4A7C15


def phi(x: float) -> float:
    return (1 + erf(x / sqrt(2))) / 2


def triangular_share(x: float) -> float:
    """The chance of no more than x: the area of the triangle of height 2 / (high − low)."""
    if x <= CENTRE:
        return (x - LOW) ** 2 / ((HIGH - LOW) * (CENTRE - LOW))
    return 1 - (HIGH - x) ** 2 / ((HIGH - LOW) * (HIGH - CENTRE))


def normal_share(x: float) -> float:
    first, last = (phi((end - CENTRE) / DEVIATION) for end in (LOW, HIGH))
    return (phi((x - CENTRE) / DEVIATION) - first) / (last - first)


SHAPES: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "triangular": (lambda u: triangular(u, LOW, CENTRE, HIGH), triangular_share),
    "uniform": (lambda u: uniform(u, LOW, HIGH), lambda x: (x - LOW) / (HIGH - LOW)),
    "normal": (lambda u: normal(u, LOW, CENTRE, HIGH, DEVIATION), normal_share),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_quantile_is_where_that_share_lies_below(shape: str):
    """A double keeps 2⁻⁵³ of numbers of order one; near an end of the triangle the root doubles what is lost."""
    quantile, share = SHAPES[shape]
    numbers = [quantile(u) for u in GRID]
    assert numbers[0] == pytest.approx(LOW, abs=1e-15)
    assert all(one < other for one, other in pairwise(numbers)) and numbers[-1] < HIGH
    assert [share(x) for x in numbers] == pytest.approx(GRID, abs=1e-12)


def test_a_triangle_may_have_its_centre_at_an_end():
    assert [triangular(u, 0, 0, 1) for u in (0, 0.75)] == pytest.approx([0, 0.5])  # 1 − √(1 − u)
    assert [triangular(u, 0, 1, 1) for u in (0, 0.25)] == pytest.approx([0, 0.5])  # √u


def test_a_normal_is_cut_off_and_not_piled_up_even_far_out():
    assert normal(0.5, 0, 0, 1e9, 1) == pytest.approx(0.6744897501960817)  # the median of |z|: the upper quartile of z
    assert all(0 <= normal(u, 0, -50, 1, 1) <= 1 for u in GRID)


def test_one_of_is_each_as_often():
    found = [one_of(n / 9, (5.0, 6.0, 8.0)) for n in range(9)]
    assert found == [5.0] * 3 + [6.0] * 3 + [8.0] * 3


@pytest.mark.parametrize("along", ["replication", "seed", "term"])
def test_draws_are_uniform_and_neighbours_know_nothing_of_each_other(along: str):
    """Kolmogorov's distance passes 1.95 / √n once in a thousand times; a correlation of nothing is 1 / √n wide."""
    address = {
        "replication": lambda n: uniform_draw(2027, n, "pay.base"),
        "seed": lambda n: uniform_draw(n, 0, "pay.base"),
        "term": lambda n: uniform_draw(2027, 0, f"term.{n}"),
    }[along]
    drawn = np.array([address(n) for n in range(DRAWS)])
    assert drawn.min() >= 0 and drawn.max() < 1
    gap = np.abs(np.sort(drawn) - np.arange(DRAWS) / DRAWS).max()
    assert gap < 1.95 / sqrt(DRAWS) + 1 / DRAWS
    assert abs(np.corrcoef(drawn[1:], drawn[:-1])[0, 1]) < 4 / sqrt(DRAWS)


def test_a_draw_is_the_hash_of_its_address():
    """In Python's whole numbers: so it is the same compiled and uncompiled."""
    for seed, replication, name in ((0, 0, "pay.base"), (2027, 5, "exits.death"), (2**63 - 1, 99_999, "anchor.growth")):
        stream = mixed(mixed((seed + GOLDEN) % 2**64) + replication * GOLDEN)
        key = int.from_bytes(hashlib.sha256(f"future/{name}".encode()).digest()[:8], "big")
        own = mixed(mixed(stream ^ mixed(key + GOLDEN)))
        assert uniform_draw(seed, replication, name) == (own >> 11) / 2**53


def mixed(z: int) -> int:
    z %= 2**64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


def spread(name: str, moves_with: str = "") -> Spread:
    return Spread(TERMS[name], Text("", ""), "uniform", "factor", 1, 0.5, 1.5, moves_with=moves_with)


def test_a_term_more_moves_no_other_draw_and_terms_that_move_together_share_theirs():
    few = Futures("few", Text("", ""), (spread("exits.death"), spread("pay.base")))
    more = Futures("more", Text("", ""), (spread("channel.share"), spread("pay.base"), spread("exits.death")))
    both = Futures("both", Text("", ""), (spread("exits.death"), spread("pay.base", "exits.death")))
    for replication in range(20):
        death, base = draw(few, 1, replication)
        assert draw(more, 1, replication)[1:] == (base, death)
        assert draw(both, 1, replication) == (death, death)
        assert death != base
    assert few.digest != both.digest
