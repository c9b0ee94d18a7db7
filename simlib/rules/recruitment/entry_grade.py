"""The grade on entering: the post's lowest grade, more for years of service and for education.   [entry.*]

Service    a grade for every `entry.years_per_grade` full years of community service.
Education  `entry.education_lift` grades for the highest degree.
Held       within the post's band.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.months import YEAR


@lightly_compiled
def entry_grade(person, post, terms):
    """Return the grade of a person who takes up a post on joining."""
    return grade_after((person.joined - person.service_from) // YEAR, person.education, post, terms)


@lightly_compiled
def grade_after(years, education, post, terms):
    """Return the grade that full years of service and an education give in a post."""
    lift = years // terms.entry_years_per_grade + terms.entry_education_lift[education]
    return min(terms.grades_band[post, 0] + lift, terms.grades_band[post, 1])
