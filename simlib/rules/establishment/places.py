"""The places where people work: each unit's office and its communities, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from simlib.policy import Policy
from simlib.policy.problems import one_problem
from simlib.text import Text


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


def places_of(policy: Policy, months: range, besides: Iterable[str] = ()) -> Places:
    """Return the places of a policy: as many of each kind as there are at most in `months`, or among those `besides`.

    besides  names of places where people work, of which the policy may have fewer
    Raises PolicyError where they work in a unit or a kind of place that the policy has not.
    """
    at = [policy.value("establishment.communities", month) for month in policy.spells(months)]
    most = np.max(np.stack(at), axis=0).astype(int)
    units, kinds = (dict(zip(policy.axis(axis), range(most.size))) for axis in ("unit", "place_type"))
    for name in besides:
        unit, kind, ordinal = _read(name, policy, units, kinds)
        most[unit, kind] = max(most[unit, kind], ordinal)
    rows = [(u, k, n) for (u, k), count in np.ndenumerate(most) for n in range(count)]
    unit, kind, ordinal = np.array(rows, dtype=np.int64).T
    return Places(unit, kind, ordinal)


def _read(name: str, policy: Policy, units: dict[str, int], kinds: dict[str, int]) -> tuple[int, int, int]:
    """Return the unit, kind and how-manieth (from 1) of a place by its name."""
    unit, _, place = name.partition("/")
    kind, _, ordinal = place.rpartition("_")
    if unit not in units or kind not in kinds:
        what = Text("{policy} 没有 {place}，而有人员在那里工作", "{policy} has no place {place}, where people work")
        way_out = Text(
            "请给政策加上这个单位和场所类型，或载入它自己的期初人员。",
            "Give the policy that unit and place type, or load its own staff.",
        )
        raise one_problem(what.of(policy=policy.name, place=name), way_out)
    return units[unit], kinds[kind], int(ordinal)


class Past(NamedTuple):
    """What reviews have done by a month.

    factor   × (1 + `establishment.review_change`) for each
    counted  the month in which residents were last counted: at the last review, else at the opening
    """

    factor: float
    counted: int


def reviewed(policy: Policy, month: int, reviews: tuple[int, ...]) -> Past:
    """Return what the reviews up to a month have done; `reviews` are the months of all of them."""
    factor, counted = 1.0, month if policy.opening is None else min(month, policy.opening)
    for review in reviews:
        if review <= month:
            factor *= 1 + float(policy.value("establishment.review_change", review))
            counted = review
    return Past(factor, counted)
