"""What a roster says of its people: a column of whole numbers for each field, and nothing of who anybody is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

UNKNOWN = -(2**31)  # of a value that a roster does not say


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of the people of a roster, N of them.

    month    the month at whose end it was taken
    key      (N,) uint64: who each is
    values   by field, (N,) int64 with UNKNOWN where the roster does not say: months, places on axes, grades, fen
    places   names of the places that `values["place"]` counts
    about    where it comes from: the file's digest, the key's fingerprint, the match, what was left out
    """

    month: int
    key: np.ndarray = field(repr=False)
    values: Mapping[str, np.ndarray] = field(repr=False)
    places: tuple[str, ...] = field(repr=False)
    about: Mapping[str, object]

    def __len__(self) -> int:
        return len(self.key)

    def get(self, name: str) -> np.ndarray:
        """Return a field's values, all UNKNOWN where no column has it."""
        return self.values.get(name, np.full(len(self), UNKNOWN, np.int64))

    def lacks(self, name: str) -> np.ndarray:
        """Return (N,) bool: of whom a field is not known."""
        return np.asarray(self.get(name) == UNKNOWN)

    def only(self, those: np.ndarray) -> Known:
        """Return some of the people."""
        return replace(self, key=self.key[those], values={name: one[those] for name, one in self.values.items()})
