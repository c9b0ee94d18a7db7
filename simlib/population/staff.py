"""The opening staff: one record for each person in post when a run opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from simlib.population.person import PERSON

WHO_THEY_ARE = ("key", "birth", "sex", "joined", "service_from", "contribution_from", "education", "certificate")


@dataclass(frozen=True)
class Staff:
    """The opening staff, frozen.

    records      (N,) of PERSON, all in post
    month        the month at whose end the roster was taken
    provenance   where it comes from: `synthetic` with its seed, or a file
    places       names of the places that the records' `place` counts; none: as the projected policy counts them
    """

    records: np.ndarray = field(repr=False)
    month: int
    provenance: str
    places: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.records.dtype != PERSON:
            raise TypeError(f"staff records must be of PERSON, not {self.records.dtype}")
        keys, counts = np.unique(self.records["key"], return_counts=True)
        if (counts > 1).any():
            raise ValueError(f"two records have the same identity: {keys[counts > 1][:3]}")
        self.records.flags.writeable = False

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def digest(self) -> str:
        """A sha256 of every record, the same whatever their order."""
        return self._digest(PERSON.names or ())

    @cached_property
    def people_digest(self) -> str:
        """A sha256 of who they are, whatever posts and grades a policy gives them."""
        return self._digest(WHO_THEY_ARE)

    def _digest(self, fields: Iterable[str]) -> str:
        in_order = np.sort(self.records, order="key")
        digest = hashlib.sha256(str(self.month).encode())
        for name in fields:
            digest.update(np.ascontiguousarray(in_order[name]).tobytes())
        return digest.hexdigest()

    def without(self, *places: int) -> Staff:
        """Return the staff without the people at the given places of the roster."""
        provenance = f"{self.provenance}, without {len(places)}"
        return replace(self, records=np.delete(self.records, places), provenance=provenance)

    def reordered(self, order: Sequence[int] | np.ndarray) -> Staff:
        """Return the same people in another order."""
        return replace(self, records=self.records[np.asarray(order)])
