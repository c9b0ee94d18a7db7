"""Posts of a place = base of its type × coefficient of its unit's class.     [establishment.base, .class_coefficient]

Level     × `establishment.coefficient_level`, and × (1 + `establishment.review_change`) for every review so far.
Rounded   to whole posts for each place, as the policy says.
Split     the posts above the entry post are given by place type (`establishment.upper_posts`); the entry post has the
          rest. Where the whole is less than those, the lowest of them give way first.
"""

from __future__ import annotations

import numpy as np

from simlib.policy.month import Terms
from simlib.rules.establishment.places import Past, Places
from simlib.rules.groups import all_rounded


def base_times_coefficient(terms: Terms, places: Places, past: Past) -> np.ndarray:
    """Return the authorised posts in a month, shape (P, Q) int64."""
    of_class = terms.establishment_class_coefficient[terms.establishment_unit_class[places.unit] - 1]
    coefficient = of_class * terms.establishment_coefficient_level * past.factor
    exists = places.ordinal < terms.establishment_communities[places.unit, places.kind]
    exact = terms.establishment_base[places.kind] * coefficient * exists
    total = all_rounded(exact, terms.establishment_rounding)
    return split(total, terms.establishment_upper_posts[places.kind].astype(np.int64))


def split(total: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """Return the posts of each place, shape (…, P, Q), from its total (…, P) and the posts wanted above the entry post.

    The entry post's own column of `upper` (P, Q) is disregarded: it has what the others leave.
    """
    posts = np.zeros((*total.shape, upper.shape[1]), upper.dtype)
    left = total.copy()
    for post in range(upper.shape[1] - 1):
        posts[..., post] = np.minimum(upper[:, post], left)
        left = left - posts[..., post]
    posts[..., -1] = left
    return posts
