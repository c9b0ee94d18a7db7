"""Excellent years in a row give first call on a vacant post; then merit.    [promotion.first_call_excellent_years]

Eligible     rated satisfactory or better last year, and `promotion.minimum_years_in_post` years in the present post;
             whoever has first call need not wait for those years.
Order        first call, then the nearer post, then lasting merit.
No draw: merit is the person's own and never equal between two people.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.population.person import SATISFACTORY

_FIRST_CALL = 1000.0
NEARER_FIRST = 10.0  # for each post nearer to the vacancy, among equals in first call


@lightly_compiled
def has_first_call(person, terms):
    """Return whether a person has been excellent for as many years in a row as give first call."""
    return person.excellent_run >= terms.promotion_first_call_excellent_years


@lightly_compiled
def is_eligible(person, terms, month):
    """Return whether a person has a claim to a vacant higher post."""
    long_enough = month - person.post_from >= 12 * terms.promotion_minimum_years_in_post
    below_the_top, good = person.post > 0, person.rating >= SATISFACTORY
    return below_the_top & good & (has_first_call(person, terms) | long_enough)


@lightly_compiled
def claim(person, terms):
    """Return the strength of an eligible person's claim to a vacant higher post, above 0."""
    first_call = _FIRST_CALL if has_first_call(person, terms) else 0.0
    return first_call + 1.0 + person.merit + NEARER_FIRST * (terms.posts - person.post)
