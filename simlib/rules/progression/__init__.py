"""Grade progression, each January: who moves up a grade, and who is kept back by the top of the band."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.person import SERVING
from simlib.population.verbs import rise
from simlib.population.world import AT_CEILING
from simlib.rules.progression.every_n_years import every_n_years

EVERY_N_YEARS = 0  # the options of `rules.progression`


@compiled
def progression(world, terms):
    """Raise everyone whom the rule in force raises."""
    if terms.rules_progression != EVERY_N_YEARS:
        return
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING:
            due = every_n_years(person, terms)
            room = terms.grades_band[person.post, 1] - person.grade
            if due > 0 and room > 0:
                rise(world, i, min(due, room))
            elif due > 0:
                world.years[world.state[0].year].blocked[AT_CEILING] += 1
