"""Ways out before retirement, and the month of each: competing risks, one exit per person, never two."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.population.person import DIED, MISCONDUCT, RESIGNED, RETIRED, SERVING
from simlib.population.verbs import expect, leave
from simlib.rules.exits.competing_risks import departure, reason
from simlib.rules.retirement import retirement_month

REASONS = np.array([RESIGNED, RESIGNED, DIED, MISCONDUCT])  # the flow of each cause of `competing_risks`


@compiled
def departures(people, due, month, terms, forces):
    """Each January (and when the law on leaving changes): work out when everyone retires or leaves this year."""
    for i in range(len(people)):
        if people[i].state == SERVING:
            due[i] = foresee(people[i], month, terms, forces)


@compiled
def foresee(person, month, terms, forces):
    """Work out when a person retires, and whether and how they leave this year; return the earlier of the two.

    `forces`: see `competing_risks`.
    """
    retires = max(retirement_month(person, month, terms), month)
    leaves = max(departure(person, month, forces), month)
    why = REASONS[reason(person, leaves, forces)] if leaves < retires else RETIRED
    return expect(person, retires, leaves, why)


@compiled
def leaving(world):
    """Each month: whoever's month has come leaves; retirement goes before any other way out."""
    month = world.state[0].month
    for i in range(len(world.due)):
        if world.due[i] <= month:
            person = world.people[i]
            if person.state == SERVING:
                leave(world, i, RETIRED if person.retires <= month else person.leaves_as)
