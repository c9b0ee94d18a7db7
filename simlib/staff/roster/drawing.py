"""What is drawn for the people of a roster, by address: the same person has the same draw whoever else is in it."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.luck import luck_by, personal, stream_of


class Draws:
    """The draws of people, N of them, in one draw of a staff.

    seed, draw  as of a synthetic staff: `simlib.staff.margins`
    """

    def __init__(self, keys: np.ndarray, seed: int, draw: int) -> None:
        with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
            stream = np.uint64(stream_of(seed, draw))
            self._own = _own(keys, stream)

    def uniform(self, those: np.ndarray, month: int, decision: int) -> np.ndarray:
        """Return a draw in [0, 1) for each of some people, given as (N,) bool."""
        with np.errstate(over="ignore"):
            return np.asarray(_uniform(self._own[those], month, decision))

    def member(self, those: np.ndarray, mix: np.ndarray, month: int, decision: int) -> np.ndarray:
        """Return which member of their own mix, (people, members), a draw of each of some people falls on."""
        drawn = self.uniform(those, month, decision)
        return np.minimum((np.cumsum(mix, axis=1) <= drawn[:, None]).sum(axis=1), mix.shape[1] - 1)


@compiled
def _own(keys, stream):
    """Return everybody's own bits in one stream."""
    found = np.empty(len(keys), np.uint64)
    for i in range(len(keys)):
        found[i] = personal(stream, keys[i])
    return found


@compiled
def _uniform(own, month, decision):
    """Return the draw of one decision in one month about each."""
    found = np.empty(len(own), np.float64)
    for i in range(len(own)):
        found[i] = luck_by(own[i], month, decision)
    return found
