"""Ways out before retirement, and the month of each: competing risks, one exit per person, never two."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.months import YEAR
from simlib.population.due_months import next_due
from simlib.population.noting import expect, note_risk
from simlib.population.person import DIED, MISCONDUCT, NEVER, RESIGNED, RETIRED, SERVING
from simlib.population.those_who import those_who
from simlib.population.verbs import leave
from simlib.rules.exits.competing_risks import departure, reason, stays
from simlib.rules.retirement import retirement_month, stay_past, too_young

REASONS = np.array([RESIGNED, RESIGNED, DIED, MISCONDUCT])  # the flow of each cause of `competing_risks`


@lightly_compiled
def may_leave(person, january, terms, forces):
    """Return whether there is anything to work out: most people can neither retire nor leave this year."""
    return (not too_young(person, january + YEAR - 1, terms)) | (not stays(person, january, forces))


_those_who_may_leave = those_who(may_leave)


@compiled
def departures(people, due, month, terms, forces):
    """Each January (and when the law on leaving changes): work out when everyone retires or leaves this year."""
    for i in range(len(people)):
        if people[i].state == SERVING:
            due[i] = NEVER  # the usual case
            if month == forces.first and not too_young(people[i], month, terms):  # the run opens
                stay_past(people[i], month, terms)
    for i in _those_who_may_leave(people, month // YEAR * YEAR, terms, forces):
        due[i] = foresee(people[i], month, terms, forces)


@lightly_compiled
def foresee(person, month, terms, forces):
    """Work out when and how a person retires or leaves this year, if at all; return the month.

    `forces`: see `competing_risks`.
    """
    if month % YEAR == 0 or month == forces.first or month == person.joined:
        note_risk(person)
    retires, leaves = NEVER, max(departure(person, month, forces), month)
    december = month // YEAR * YEAR + YEAR - 1
    if not too_young(person, december, terms):
        retires = max(retirement_month(person, month, terms), month)
    if leaves < retires:
        return expect(person, leaves, REASONS[reason(person, leaves, forces)])
    return expect(person, retires, RETIRED)


@lightly_compiled
def leaving(world):
    """Each month: whoever's month has come leaves."""
    month = world.state[0].month
    i = next_due(world.due, month, 0)
    while i < len(world.due):
        if world.people[i].state == SERVING:
            leave(world, i, world.people[i].leaves_as)
        i = next_due(world.due, month, i + 1)
