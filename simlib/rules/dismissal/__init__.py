"""Dismissal after the December appraisal: failed (or basic) years in a row."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.person import SERVING
from simlib.population.verbs import dismiss
from simlib.rules.dismissal.severance import half_months
from simlib.rules.dismissal.years_in_a_row import is_dismissed


@compiled
def dismissal(world, terms):
    """Dismiss everyone whom the rule dismisses, with severance by length of service."""
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING and is_dismissed(person, terms):
            dismiss(world, i, half_months(world.state[0].month + 1 - person.joined))
