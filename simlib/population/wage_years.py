"""The part of the verbs that remembers how everybody was paid over a calendar year, and by which year they contribute.

A wage year is the pay cell of each of its twelve months and that of the reward at its end: what it comes to is the
budget's affair. Nearly everybody is paid by one cell from January to December; wage years are kept once, however many
people have them, and people are counted by them as they are by pay cells. `i` is the place of a person's record, `b`
one of the bases (see `World.contributed`).
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import lightly_compiled
from simlib.luck import mixed
from simlib.months import YEAR
from simlib.policy.axes import RATINGS
from simlib.population.person import SERVING
from simlib.population.world import NO_CELL, NO_YEAR

_RATINGS = len(RATINGS)
_MIXED = np.uint64(2**63)  # in the keys of all but whole years


@lightly_compiled
def remember_cell(world, i):
    """A person leaves a pay cell: the months of this year that it paid are noted, unless it paid all twelve."""
    person, unpaid = world.people[i], world.state[0].unpaid
    january = (unpaid - 1) // YEAR * YEAR
    start = max(person.paid_from, january)
    if start < unpaid and unpaid - start < YEAR:
        for month in range(start, unpaid):
            world.worked[i, month - january] = person.pay_cell
        person.pieces += 1


@lightly_compiled
def remember_nothing(world, i):
    """A person comes: no month of this year has been paid to them."""
    for month in range(YEAR):
        world.worked[i, month] = NO_CELL
    world.people[i].pieces = 0
    world.people[i].last_year = NO_YEAR


@lightly_compiled
def whole_year(world, cell, rating, reward):
    """Return the wage year of whoever was paid by one cell from January to December, then rated, and rewarded."""
    at = cell * _RATINGS + rating
    if world.whole[at] == 0:
        year = new_year(world, np.uint64(at))
        for month in range(YEAR):
            world.wage_years[year].cells[month] = cell
        world.wage_years[year].reward = reward
        world.wage_years[year].first = NO_YEAR
        world.whole[at] = year + 1
    return world.whole[at] - 1


@lightly_compiled
def broken_year(world, i):
    """Return the wage year of a person who came in the middle of the year, or whose pay cell changed."""
    worked, reward = world.worked[i], world.people[i].pay_cell
    key = mixed(np.uint64(reward + 1))
    for month in range(YEAR):
        key = mixed(key ^ np.uint64(worked[month] + 1))
    year, is_new = known_year(world, key | _MIXED)
    if is_new:
        for month in range(YEAR):
            world.wage_years[year].cells[month] = worked[month]
        world.wage_years[year].reward = reward
        world.wage_years[year].first = NO_YEAR
    return year


@lightly_compiled
def first_wage(world, cell, month):
    """Return what stands for the wage year of whoever had none yet: the cell and the month of the first wage."""
    key = mixed(mixed(np.uint64(cell + 1)) ^ np.uint64(month))
    year, is_new = known_year(world, key | _MIXED)
    if is_new:
        for at in range(YEAR):
            world.wage_years[year].cells[at] = NO_CELL
        world.wage_years[year].cells[0] = cell
        world.wage_years[year].reward = NO_CELL
        world.wage_years[year].first = month
    return year


@lightly_compiled
def known_year(world, key):
    """Return the place of a wage year by its key, and whether it is a new one."""
    last = np.uint64(len(world.slots) - 1)
    at = key & last
    while world.slots[at] != 0:
        if world.wage_years[world.slots[at] - 1].key == key:
            return world.slots[at] - 1, False
        at = (at + np.uint64(1)) & last
    year = new_year(world, key)
    world.slots[at] = year + 1
    return year, True


@lightly_compiled
def new_year(world, key):
    """Return a place for one wage year more; where there is no room the run is void, and is made again with more."""
    state = world.state[0]
    if state.wage_years == len(world.wage_years):
        state.full = 1
        state.wage_years = 0
        world.slots[:] = 0
        world.whole[:] = 0
    year = state.wage_years
    world.wage_years[year].key = key
    state.wage_years += 1
    return year


@lightly_compiled
def begin_contributions(world, i, month):
    """A person comes and contributes by the first wage, that of a month."""
    person = world.people[i]
    remember_nothing(world, i)
    person.insured_by[:] = first_wage(world, person.pay_cell, month)
    enter_contributions(world, i, 1)


@lightly_compiled
def enter_contributions(world, i, people):
    """So many people more contribute as this person does: what was paid so far in this period was not theirs."""
    state, base = world.state[0], world.people[i].insured_by
    for b in range(len(world.insured)):
        world.insured[b, base[b]] += people
        if state.paid > 0:
            world.contributed[b, state.period, base[b]] -= people * state.paid


@lightly_compiled
def reset_base(world, b):
    """Everyone contributes by last year's wages from now on; whoever had none, by the first wage as before.

    It is the first month of a pay period: nothing has been paid in it.
    """
    world.insured[b, :] = 0
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING:
            if person.last_year != NO_YEAR and len(world.insured) == 1:
                person.insured_by[:] = person.last_year
            elif person.last_year != NO_YEAR:
                person.insured_by[b] = person.last_year
            world.insured[b, person.insured_by[b]] += 1


@lightly_compiled
def close_contributions(world):
    """The pay period ends: its months are entered for everyone in post."""
    state = world.state[0]
    for b in range(len(world.insured)):
        for year in range(state.wage_years):
            world.contributed[b, state.period, year] += state.paid * world.insured[b, year]


@lightly_compiled
def close_year(world, i):
    """The year ends: how a person in post was paid in it is remembered, with the reward by the new rating."""
    person = world.people[i]
    if person.pieces == 0:
        person.last_year = whole_year(world, person.paid_cell, person.rating, person.pay_cell)
    else:
        person.last_year = broken_year(world, i)
        person.pieces = 0


@lightly_compiled
def open_contributions(world, i):
    """Somebody is in post when the run opens: paid since January, and last year, as now; since joining, if later."""
    person, now = world.people[i], world.state[0].month
    january = now // YEAR * YEAR
    person.paid_from = min(max(person.joined, january), now)
    if person.joined >= january:
        begin_contributions(world, i, person.paid_from)
        return
    person.pieces = 0
    person.last_year = whole_year(world, person.pay_cell, person.rating, person.pay_cell)
    person.insured_by[:] = person.last_year
    enter_contributions(world, i, 1)
