"""A table of posts by unit, which the unit may shift a little between its places.  [establishment.table, .adjustment]

Table     so many posts of each kind in each place of a type, as the authority counts them.
Shifted   by what the unit moves between its places: within `establishment.tolerance` for each, and never more in all
          than the table gives the unit. A policy that goes beyond either does not load.
Reviews   × (1 + `establishment.review_change`) for every review so far, rounded to whole posts as the policy says.
"""

from __future__ import annotations

import numpy as np

from simlib.policy import Policy
from simlib.rules.establishment.places import Places, reviewed
from simlib.rules.groups import all_rounded


def table_by_unit(policy: Policy, places: Places, month: int, reviews: tuple[int, ...]) -> np.ndarray:
    """Return the authorised posts in a month, shape (P, Q) int64; `reviews` are the months of all reviews."""

    def value(name: str) -> np.ndarray:
        return np.asarray(policy.value(f"establishment.{name}", month))

    exists = places.ordinal < value("communities")[places.unit, places.kind]
    posts = (value("table") + value("adjustment"))[places.unit, places.kind] * exists[:, None]
    factor, rounding = reviewed(policy, month, reviews), int(policy.value("establishment.rounding", month))
    return all_rounded((posts * factor).ravel(), rounding).reshape(posts.shape)
