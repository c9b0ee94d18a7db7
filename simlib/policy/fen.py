"""Whole fen: how every amount is rounded."""

from __future__ import annotations

from typing import Any

import numpy as np

from simlib.policy.problems import one_problem
from simlib.text import Text

_HAIR = 1e-6  # what is half a fen but for the last bit of a double goes up too
_TEN_THOUSAND = 1_000_000  # yuan, in fen
MOST = 2**53  # fen: up to here a double holds every whole number


def fen(amount: Any) -> np.ndarray:
    """Return amounts rounded to whole fen (int64), halves up. Raises PolicyError beyond what is counted to the fen."""
    whole = np.add(amount, 0.5)
    whole = np.floor(np.add(whole, _HAIR, out=whole if whole.ndim else None))
    check_countable(whole)
    return np.asarray(whole, dtype=np.int64)


def check_countable(whole: Any) -> None:
    """Raise PolicyError where an amount in fen is so large that it would no longer be counted to the fen."""
    amounts = np.asarray(whole)
    largest = float(max(amounts.max(initial=0), -amounts.min(initial=0)))
    if largest > MOST:
        what = Text(
            "有金额达到 {amount} 万元，超出能精确到分的范围",
            "an amount comes to {amount} × 10,000 yuan, beyond what is counted to the fen",
        )
        way_out = Text(
            "请检查过大的薪酬、增长率或人数。", "Look for pay, growth or numbers of people that are far too large."
        )
        raise one_problem(what.of(amount=f"{largest / _TEN_THOUSAND:.3g}"), way_out)
