"""Part pay for new staff: who goes up a step on the anniversary of joining."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.those_who import those_who
from simlib.population.verbs import step_up
from simlib.rules.ramp.each_satisfactory_year import is_due

_those_due = those_who(is_due)


@compiled
def ramp(world):
    """Let everyone go up a step whose year is full; the steps mean something only while the rule is in force."""
    for i in _those_due(world.people, world.state[0].month):
        step_up(world, i)
