"""What is noted of a person for later, and moves no book: past ratings, how long they stay, what they may leave by."""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.population.person import EXCELLENT

_YEARS_REMEMBERED = 2**15 - 1  # a bit a year: fifteen years


@lightly_compiled
def remember(person, top):
    """Add this year's rating, and whether the community was among those ranked first, to what is remembered."""
    person.excellent_history = (person.excellent_history << 1 | (person.rating == EXCELLENT)) & _YEARS_REMEMBERED
    person.top_history = (person.top_history << 1 | top) & _YEARS_REMEMBERED


@lightly_compiled
def stay_on(person, age):
    """A person may stay on to an age in months (0: no longer than others)."""
    person.extended = age


@lightly_compiled
def note_risk(person):
    """Remember the post, grade and unit by which a person may resign until the next January."""
    person.risk_post, person.risk_grade, person.risk_unit = person.post, person.grade, person.unit


@lightly_compiled
def expect(person, month, flow):
    """Enter how a person is to leave, whose month this is; return it."""
    person.leaves_as = flow
    return month
