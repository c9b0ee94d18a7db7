"""Values of several policies at once, month by month in rows: of a month the first policy's first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def in_rows(values: Sequence[Any], shape: int = 0) -> np.ndarray:
    """Return the values of M months, (M, …); (M × policies, …) where any has an axis of policies in front.

    shape  how many axes a value has of its own
    """
    arrays = [np.asarray(value) for value in values]
    if all(one.ndim == shape for one in arrays):
        return np.array(arrays)
    lengths = np.broadcast_shapes(*(one.shape if one.ndim > shape else (1, *one.shape) for one in arrays))
    return np.concatenate([np.broadcast_to(one, lengths) for one in arrays])


def along_policies(number: Any, shape: int) -> np.ndarray:
    """Return one number, or one for each policy, so that it multiplies values with `shape` axes of their own."""
    array = np.asarray(number)
    return array.reshape(*array.shape, *(1,) * shape) if array.ndim else array


def plain(value: Any) -> Any:
    """Return a number where there is one alone, else the array."""
    return value.item() if np.ndim(value) == 0 and isinstance(value, np.ndarray | np.generic) else value
