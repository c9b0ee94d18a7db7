"""Dismissal after the December appraisal: failed (or basic) years in a row, unless the law protects."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.person import SERVING
from simlib.population.verbs import compensate, dismiss
from simlib.rules.dismissal.near_retirement import is_protected
from simlib.rules.dismissal.severance import half_months, is_due
from simlib.rules.dismissal.years_in_a_row import is_dismissed


@compiled
def dismissal(world, terms):
    """Dismiss everyone whom the rule dismisses and the law does not protect, with severance by length of service."""
    month = world.state[0].month
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state != SERVING or not is_dismissed(person, terms) or is_protected(person, month, terms):
            continue
        if is_due(person, terms):
            halves = half_months(month + 1 - person.joined)
            compensate(world, person, halves, min(halves, 2 * terms.severance_cap_years))
        dismiss(world, i)
