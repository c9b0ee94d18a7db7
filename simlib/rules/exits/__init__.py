"""Ways out before retirement, and the month of each: competing risks, one exit per person, never two."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.months import YEAR
from simlib.population.due import next_due
from simlib.population.person import DIED, MISCONDUCT, NEVER, RESIGNED, RETIRED, SERVING
from simlib.population.verbs import expect, leave
from simlib.rules.exits.competing_risks import departure, reason, stays
from simlib.rules.retirement import retirement_month, too_young

REASONS = np.array([RESIGNED, RESIGNED, DIED, MISCONDUCT])  # the flow of each cause of `competing_risks`


@compiled
def departures(people, due, month, terms, forces):
    """Each January (and when the law on leaving changes): work out when everyone retires or leaves this year."""
    december = month // YEAR * YEAR + YEAR - 1
    for i in range(len(people)):
        person = people[i]
        if person.state == SERVING:
            if too_young(person, december, terms) and stays(person, month, forces):
                due[i] = expect(person, NEVER, NEVER, RETIRED)  # the usual case
            else:
                due[i] = foresee(person, month, terms, forces)


@compiled
def foresee(person, month, terms, forces):
    """Work out when and how a person retires or leaves this year, if at all; return the earlier of the two months.

    `forces`: see `competing_risks`.
    """
    retires, leaves, why = NEVER, max(departure(person, month, forces), month), RETIRED
    december = month // YEAR * YEAR + YEAR - 1
    if not too_young(person, december, terms):
        retires = max(retirement_month(person, month, terms), month)
    if leaves < retires:
        why = REASONS[reason(person, leaves, forces)]
    return expect(person, retires, leaves, why)


@compiled
def leaving(world):
    """Each month: whoever's month has come leaves; retirement goes before any other way out."""
    month = world.state[0].month
    i = next_due(world.due, month, 0)
    while i < len(world.due):
        person = world.people[i]
        if person.state == SERVING:
            leave(world, i, RETIRED if person.retires <= month else person.leaves_as)
        i = next_due(world.due, month, i + 1)
