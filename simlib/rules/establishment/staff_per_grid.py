"""Entry posts = grids × staff per grid; the posts above stand in each community.
                                               [establishment.grids, .staff_per_grid, .grid_places, .upper_posts]

Unit      its grids × staff per grid, × (1 + `establishment.review_change`) for every review so far, rounded to whole
          posts as the policy says: one worker may serve several grids, or several workers one.
Shared    as evenly as can be among the unit's places that are divided into grids, the first of them having one more.
Above     the posts above the entry post are given by place type, whatever the number of grids.
"""

from __future__ import annotations

import numpy as np

from simlib.policy.month import Terms
from simlib.rules.establishment.places import Past, Places
from simlib.rules.groups import all_rounded


def staff_per_grid(terms: Terms, places: Places, past: Past) -> np.ndarray:
    """Return the authorised posts in a month, shape (P, Q) int64."""
    staff = terms.establishment_grids * terms.establishment_staff_per_grid * past.factor
    of_unit = all_rounded(staff, terms.establishment_rounding)
    exists = places.ordinal < terms.establishment_communities[places.unit, places.kind]
    posts = terms.establishment_upper_posts[places.kind].astype(np.int64) * exists[:, None]
    posts[:, -1] = shared(of_unit, places.unit, exists & (terms.establishment_grid_places[places.kind] == 1))
    return posts


def shared(of_unit: np.ndarray, unit: np.ndarray, takes: np.ndarray) -> np.ndarray:
    """Return each place's part of its unit's posts, shape (…, P): equal parts, the first places one more.

    of_unit  (…, U) posts to share
    unit     (P,) the unit of each place
    takes    (P,) bool: whether a place has a part
    """
    mine = np.flatnonzero(takes)
    mine = mine[np.argsort(unit[mine], kind="stable")]  # unit by unit, the places of each in their order
    sharing = np.bincount(unit[mine], minlength=of_unit.shape[-1])
    nth = np.arange(len(mine)) - (np.cumsum(sharing) - sharing)[unit[mine]]
    whole, by = of_unit[..., unit[mine]], sharing[unit[mine]]
    parts = np.zeros((*of_unit.shape[:-1], len(unit)), dtype=np.int64)
    parts[..., mine] = whole // by + (nth < whole % by)
    return parts
