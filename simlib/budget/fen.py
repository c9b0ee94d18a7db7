"""Whole fen: how every amount is rounded."""

from __future__ import annotations

from typing import Any

import numpy as np

_HAIR = 1e-6  # what is half a fen but for the last bit of a double goes up too


def fen(amount: Any) -> np.ndarray:
    """Return amounts rounded to whole fen (int64), halves up."""
    return np.asarray(np.floor(amount + 0.5 + _HAIR), dtype=np.int64)
