"""Conversion: once, in a set month, everyone in post is placed on the new scale; what they had before is remembered."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.policy.terms import each_option
from simlib.population.person import SERVING
from simlib.population.verbs import convert
from simlib.rules.conversion.by_service_and_education import appraised_since, last_progression, placed

(BY_SERVICE_AND_EDUCATION,) = each_option("rules.conversion", "by_service_and_education")


@compiled
def conversion(world, terms):
    """Place everyone in post by the rule in force."""
    if terms.rules_conversion != BY_SERVICE_AND_EDUCATION:
        return
    month = world.state[0].month
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING:
            grade, years = placed(person, last_progression(month), appraised_since(month), terms)
            convert(world, i, grade, years)
