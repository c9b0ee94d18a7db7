"""A higher post is graded as the entry rule grades whoever joins in it, and never lower than before.      [entry.*]

Service    full years of community service, here and elsewhere, at the month of the move.
Education  as at entry.
Kept       the old grade, where it is higher; satisfactory years towards the next grade as they are.
Held       within the band of the new post.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.months import YEAR
from simlib.rules.recruitment.entry_grade import grade_after


@lightly_compiled
def graded_anew(person, post, month, terms):
    """Return the grade of a person who moves up to a post in a month."""
    entered = grade_after((month - person.service_from) // YEAR, person.education, post, terms)
    return min(max(person.grade, entered), terms.grades_band[post, 1])
