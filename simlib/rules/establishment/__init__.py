"""Establishment (定员): how many posts are authorised at each place, month by month."""

from __future__ import annotations

from simlib.rules.establishment.base_times_coefficient import base_times_coefficient
from simlib.rules.establishment.places import Places, places_of

RULES = {"base_times_coefficient": base_times_coefficient}  # the options of `rules.establishment`
__all__ = ["RULES", "Places", "places_of"]
