"""Qualification: once a year, who in post earns the next certificate or the next degree."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.those_who import those_who
from simlib.population.verbs import qualify
from simlib.rules.qualification.earned_at_rates import certificate_after, earns, education_after, grade_after

_those_who_earn = those_who(earns)


@compiled
def qualification(world, terms):
    """Enter the certificates and degrees earned this year, with the grades that go with the degrees."""
    month = world.state[0].month
    for i in _those_who_earn(world.people, month, terms):
        person = world.people[i]
        education = education_after(person, month, terms)
        grade = grade_after(person, education, terms)
        qualify(world, i, certificate_after(person, month, terms), education, grade)
