"""Recruitment: rounds of each year approve recruits for vacant entry posts; they arrive after the lead time."""

from __future__ import annotations

from simlib.compiled import compiled, lightly_compiled
from simlib.population.due_months import next_due
from simlib.population.person import APPROVED
from simlib.population.verbs import join
from simlib.rules.exits import foresee
from simlib.rules.recruitment.absorption import absorption
from simlib.rules.recruitment.agency_pool import set_pools
from simlib.rules.recruitment.entry_grade import entry_grade
from simlib.rules.recruitment.entry_mix import draw_traits
from simlib.rules.recruitment.share_of_vacancies import approve_round

__all__ = ["absorption", "arrivals", "draw_traits", "entry_grade", "recruitment", "set_pools"]


@compiled
def recruitment(world, terms):
    """Approve this round's recruits, unit by unit."""
    first = stop = 0  # places stand in the order of their units
    for unit in range(len(world.units)):
        while stop < len(world.places) and world.places[stop].unit == unit:
            stop += 1
        approve_round(world, unit, first, stop, terms)
        first = stop


@lightly_compiled
def arrivals(world, terms, forces):
    """Whoever is expected this month takes up the entry post."""
    month, post = world.state[0].month, terms.posts - 1
    i = next_due(world.due, month, 0)
    while i < len(world.due):
        person = world.people[i]
        if person.state == APPROVED:
            draw_traits(person, terms)
            join(world, i, post, entry_grade(person, post, terms))
            world.due[i] = foresee(person, month, terms, forces)
        i = next_due(world.due, month, i + 1)
