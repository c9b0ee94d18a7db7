"""The places where people work: each unit's office and its communities, one by one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.policy import Policy


class Places(NamedTuple):
    """Every place there is at any time of the run. P places.

    unit, kind   (P,) int: which unit and which place type
    ordinal      (P,) int: the how-manieth of its kind in its unit, from 0
    """

    unit: np.ndarray
    kind: np.ndarray
    ordinal: np.ndarray

    def names(self, policy: Policy) -> list[str]:
        """Return a name for each place, such as `street_03/village_2`."""
        units, kinds = policy.axis("unit"), policy.axis("place_type")
        return [f"{units[u]}/{kinds[k]}_{n + 1}" for u, k, n in zip(self.unit, self.kind, self.ordinal, strict=True)]


def places_of(policy: Policy, months: range) -> Places:
    """Return the places of a policy: as many of each kind as there are at most in `months`."""
    at = [policy.value("establishment.communities", month) for month in change_months(policy, months)]
    most = np.max(np.stack(at), axis=0).astype(int)
    rows = [(u, k, n) for (u, k), count in np.ndenumerate(most) for n in range(count)]
    unit, kind, ordinal = np.array(rows, dtype=np.int64).T
    return Places(unit, kind, ordinal)


def change_months(policy: Policy, months: range) -> list[int]:
    """Return the first of `months` and every later one at which some value changes."""
    return [months[0], *(month for month in policy.changes() if months[0] < month <= months[-1])]


def reviewed(policy: Policy, month: int, reviews: tuple[int, ...]) -> float:
    """Return the factor of all reviews up to a month: × (1 + `establishment.review_change`) for each."""
    factor = 1.0
    for review in reviews:
        if review <= month:
            factor *= 1 + float(policy.value("establishment.review_change", review))
    return factor
