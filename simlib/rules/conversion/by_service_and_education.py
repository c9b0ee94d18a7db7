"""Everyone in post is graded as the entry rule grades a newcomer to that post.              [rules.conversion, entry.*]

Post       stays; the grade is that of the post's band.
Service    full years of community service, here and elsewhere, at the last January whose progression is done: that of
           the year before for a conversion in January, which comes before that January's progression.
Education  as at entry; so would be a certificate, where the scale lifts it (`entry.*`).
Counted    years beyond the last grade stay to one's credit, each as a satisfactory one: what is left of them over
           `progression.years_per_grade`, none where nobody progresses. Last December's appraisal with them, whatever
           its rating, where no progression has used it, for whoever had a full year by that January. Ratings of the
           past do not count: no text says that they do.
Held       within the post's band.
Protected  what the old scale paid in the month before, see `conversion.protection`; a lower post later ends it.
No draw.
"""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.months import YEAR
from simlib.rules.progression import EVERY_N_YEARS
from simlib.rules.recruitment.entry_grade import grade_after


@compiled
def last_progression(month):
    """Return the last January whose progression is done when a month begins."""
    return month - 1 - (month - 1) % YEAR


@compiled
def appraised_since(month):
    """Return 1 where an appraisal has been entered since, which only a January finds."""
    return 1 if month % YEAR == 0 else 0


@compiled
def placed(person, last_january, appraisals, terms):
    """Return the grade of a person in post, and the satisfactory years towards the next."""
    years = max(0, (last_january - person.service_from) // YEAR)
    grade = grade_after(years, person.education, person.post, terms)
    past = years % terms.progression_years_per_grade if terms.rules_progression == EVERY_N_YEARS else 0
    return grade, past + (appraisals if years > 0 else 0)
