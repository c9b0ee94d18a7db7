"""Excellent years in a row give first call on a vacant post; then merit.    [promotion.first_call_excellent_years]

Eligible     rated satisfactory or better last year, and `promotion.minimum_years_in_post` years in the present post;
             whoever has first call need not wait for those years.
Order        first call, then the nearer post, then lasting merit.
No draw: merit is the person's own and never equal between two people.
"""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.person import SATISFACTORY

_FIRST_CALL = 1000.0
NEARER_FIRST = 10.0  # for each post nearer to the vacancy, among equals in first call


@compiled
def claim(person, terms, month):
    """Return the strength of a person's claim to a vacant higher post; 0 for none."""
    if person.rating < SATISFACTORY:
        return 0.0
    if person.excellent_run >= terms.promotion_first_call_excellent_years:
        return _FIRST_CALL + 1.0 + person.merit
    if month - person.post_from >= 12 * terms.promotion_minimum_years_in_post:
        return 1.0 + person.merit
    return 0.0
