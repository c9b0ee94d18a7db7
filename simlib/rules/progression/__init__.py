"""Grade progression, each January: who moves up a grade, and who is kept back by the top of the band."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.policy.terms import each_option
from simlib.population.those_who import those_who
from simlib.population.verbs import rise
from simlib.population.world import AT_CEILING
from simlib.rules.progression.every_n_years import grades_due, is_due

(EVERY_N_YEARS,) = each_option("rules.progression", "every_n_years")
_those_due = those_who(is_due)


@compiled
def progression(world, terms):
    """Raise everyone whom the rule in force raises."""
    if terms.rules_progression != EVERY_N_YEARS:
        return
    for i in _those_due(world.people, terms):
        person = world.people[i]
        room = terms.grades_band[person.post, 1] - person.grade
        if room > 0:
            rise(world, i, min(grades_due(terms), room))
        else:
            world.years[world.state[0].year].blocked[AT_CEILING] += 1
