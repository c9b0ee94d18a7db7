"""So many workers per 10,000 urban residents, as the population moves.            [establishment.norm, .residents]

Residents  of each unit, growing by `establishment.residents_growth` from the date of the value: whole years since then,
           each at the growth in force when it is full. Counted at the opening and anew at each review: between two,
           the number stands, but for a new figure, which is a count of its own from its date.
Unit       residents × norm ÷ 10,000, × (1 + `establishment.review_change`) for every review so far, rounded to whole
           posts as the policy says.
Shared     as evenly as can be among the unit's places, the first having one more; in each place the posts above the
           entry post come first (`establishment.upper_posts`), the entry post has the rest.
"""

from __future__ import annotations

import numpy as np

from simlib.policy import Policy
from simlib.policy.in_force import in_force
from simlib.policy.month import Terms
from simlib.rules.establishment.base_times_coefficient import split
from simlib.rules.establishment.places import Past, Places
from simlib.rules.establishment.staff_per_grid import shared
from simlib.rules.groups import all_rounded

_PER = 10_000  # residents


def norm_per_population(terms: Terms, places: Places, past: Past) -> np.ndarray:
    """Return the authorised posts in a month, shape (P, Q) int64; of several policies together, (policies, P, Q)."""
    people = residents(terms.policy, terms.month, past.counted)
    staff = people * terms.establishment_norm / _PER * past.factor
    of_unit = all_rounded(staff.ravel(), terms.establishment_rounding).reshape(staff.shape)
    exists = places.ordinal < terms.establishment_communities[places.unit, places.kind]
    total = shared(of_unit, places.unit, exists)
    return split(total, terms.establishment_upper_posts[places.kind].astype(np.int64))


def residents(policy: Policy, month: int, counted: int | None = None) -> np.ndarray:
    """Return the urban residents of each unit in a month, or as they were last counted by then, shape (U,) float64.

    Of several policies together, (policies, U).
    """
    return np.asarray(in_force(policy, "establishment.residents", month, counted).value, np.float64)
