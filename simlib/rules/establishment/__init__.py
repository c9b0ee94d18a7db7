"""Establishment (定员): how many posts are authorised at each place, month by month."""

from __future__ import annotations

from simlib.rules.establishment.base_times_coefficient import base_times_coefficient
from simlib.rules.establishment.norm_per_population import norm_per_population, residents
from simlib.rules.establishment.places import Places, places_of
from simlib.rules.establishment.staff_per_grid import staff_per_grid
from simlib.rules.establishment.table_by_unit import table_by_unit

RULES = {  # the options of `rules.establishment`
    "base_times_coefficient": base_times_coefficient,
    "staff_per_grid": staff_per_grid,
    "norm_per_population": norm_per_population,
    "table_by_unit": table_by_unit,
}
__all__ = ["RULES", "Places", "places_of", "residents"]
