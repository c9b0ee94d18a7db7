"""Heads with long service and a full term in the post may be taken into a public institution.    [institution.*]

Eligible  holders of the posts named, with `institution.minimum_service` years of community service and
          `institution.minimum_years_in_post` in the post, rated satisfactory or better last year, excellent in one of
          the last `institution.excellent_within` appraisals (0: not asked), and at most `institution.highest_age` years
          old (full years).
Luck      one draw a year and person against `institution.share`.
"""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.luck import INSTITUTION, luck
from simlib.population.person import SATISFACTORY
from simlib.rules.channel.excellence import is_excellent_enough


@compiled
def is_taken(person, month, terms):
    """Return whether an institution takes a person this year."""
    if terms.institution_posts[person.post] == 0 or person.rating < SATISFACTORY:
        return False
    served = month - person.service_from >= 12 * terms.institution_minimum_service
    held = month - person.post_from >= 12 * terms.institution_minimum_years_in_post
    young = month - person.birth < 12 * (terms.institution_highest_age + 1)
    good = is_excellent_enough(person, terms.institution_excellent_within)
    return served and held and young and good and luck(person, month, INSTITUTION) < terms.institution_share
