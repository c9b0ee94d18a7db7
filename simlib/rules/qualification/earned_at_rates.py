"""Each year some of those in post earn the next certificate up, and some the next degree.             [qualification.*]

Who     everybody in post by then, at most `qualification.highest_age` years old (full years: who is 50 years and 11
        months is 50).
Rate    `qualification.certificate_rate` by the certificate held, `qualification.education_rate` by the degree held: the
        chance of the next one. Nothing stands above the highest.
Grade   where `qualification.degree_lifts_grade`, up by what `entry.education_lift` gives for the new degree and not for
        the old, to the top of the band at most, and never down. Satisfactory years stay as they are.
Luck    one draw a year and person for the certificate, and one for the degree.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.luck import CERTIFICATE_EARNED, DEGREE_EARNED, luck
from simlib.months import YEAR
from simlib.policy.axes import CERTIFICATES, EDUCATIONS

_HIGHEST_CERTIFICATE, _HIGHEST_EDUCATION = len(CERTIFICATES) - 1, len(EDUCATIONS) - 1


@lightly_compiled
def earns(person, month, terms):
    """Return whether a person earns anything in this month's round."""
    young = month - person.birth < YEAR * (terms.qualification_highest_age + 1)
    return young & (_certified(person, month, terms) | _graduates(person, month, terms))


@lightly_compiled
def certificate_after(person, month, terms):
    """Return the certificate that a person of an age to earn one holds after the round."""
    return min(person.certificate + _certified(person, month, terms), _HIGHEST_CERTIFICATE)


@lightly_compiled
def education_after(person, month, terms):
    """Return the degree that a person of an age to earn one holds after the round."""
    return min(person.education + _graduates(person, month, terms), _HIGHEST_EDUCATION)


@lightly_compiled
def grade_after(person, education, terms):
    """Return the grade that goes with a degree earned in the present post."""
    lift = terms.entry_education_lift[education] - terms.entry_education_lift[person.education]
    room = terms.grades_band[person.post, 1] - person.grade
    return person.grade + max(0, min(lift, room)) * terms.qualification_degree_lifts_grade


@lightly_compiled
def _certified(person, month, terms):
    return luck(person, month, CERTIFICATE_EARNED) < terms.qualification_certificate_rate[person.certificate]


@lightly_compiled
def _graduates(person, month, terms):
    return luck(person, month, DEGREE_EARNED) < terms.qualification_education_rate[person.education]
