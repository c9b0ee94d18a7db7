"""Establishment (人员核定): how many posts are authorised at each place, month by month."""

from __future__ import annotations

import numpy as np

from simlib.policy import Policy
from simlib.policy.month import Terms
from simlib.policy.terms import each_option
from simlib.rules.establishment.base_times_coefficient import base_times_coefficient
from simlib.rules.establishment.norm_per_population import norm_per_population, residents
from simlib.rules.establishment.places import Places, places_of, reviewed
from simlib.rules.establishment.staff_per_grid import staff_per_grid
from simlib.rules.establishment.table_by_unit import table_by_unit

RULES = {  # the options of `rules.establishment`
    "base_times_coefficient": base_times_coefficient,
    "staff_per_grid": staff_per_grid,
    "norm_per_population": norm_per_population,
    "table_by_unit": table_by_unit,
}
each_option("rules.establishment", *RULES)
__all__ = ["Places", "authorised", "places_of", "residents"]


def authorised(policy: Policy, places: Places, month: int, reviews: tuple[int, ...] = ()) -> np.ndarray:
    """Return the posts of each place in a month by the rule in force, shape (P, Q) int64.

    reviews  the months of all reviews, in order
    """
    rule = RULES[policy.choice("rules.establishment", month)]
    return rule(Terms(policy, month), places, reviewed(policy, month, reviews))
