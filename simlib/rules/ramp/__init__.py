"""Part pay for new staff: who goes up a step on the anniversary of joining."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.person import SERVING
from simlib.population.verbs import step_up
from simlib.rules.ramp.each_satisfactory_year import is_due


@compiled
def ramp(world):
    """Let everyone go up a step whose year is full; the steps mean something only while the rule is in force."""
    state = world.state[0]
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING and is_due(person, state.month):
            step_up(world.pay, state, person)
