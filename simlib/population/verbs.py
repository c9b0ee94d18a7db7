"""The few verbs that alone change anyone. Each settles the pay so far, keeps the places, and counts its flow.

Compiled with the rules; `i` is the place of a person's record, `world` one replication.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.luck import personal
from simlib.population.person import (
    APPROVED,
    BASIC,
    DISMISSED,
    EXCELLENT,
    FAILED,
    GRADED_UP,
    JOINED,
    NEVER,
    NOBODY,
    PROMOTED,
    SERVING,
    STEPPED_DOWN,
    UNRATED,
)
from simlib.population.world import MONTHS, SEVERANCE

_YEARS_REMEMBERED = 2**15 - 1  # a bit a year: fifteen years


@compiled
def pay_cell(state, person):
    """Return the pay cell of a person: those in one cell are paid the same in one month."""
    step = state.pay_steps
    return (
        person.post * step[0]
        + (person.grade - 1) * step[1]
        + person.rating * step[2]
        + person.education * step[3]
        + person.certificate * step[4]
        + person.ramp_step * step[5]
    )


@compiled
def settle(pay, state, person):
    """Enter the months served but not yet entered under the person's present pay cell."""
    if person.paid_from < state.unpaid_from:
        pay[MONTHS, state.period, pay_cell(state, person)] += state.unpaid_from - person.paid_from
        person.paid_from = state.unpaid_from


@compiled
def count(world, person, flow):
    """Count a flow under the person's present post, and log it where lives are traced."""
    state = world.state[0]
    world.years[state.year].flows[flow, person.post] += 1
    if state.logged < len(world.log):
        line = world.log[state.logged]
        line[0] = state.month
        line[1] = np.int64(person.key)
        line[2] = flow
        line[3] = person.post
        line[4] = person.grade
        state.logged += 1


@compiled
def approve(world, key, place, month, contract):
    """Keep a record for the recruit `key`, who is to join at `month`, and return where it is."""
    i = world.state[0].free
    if i < 0:
        raise IndexError("more people than records: the capacity of a run is too small")
    person = world.people[i]
    world.state[0].free = person.next_free
    person.state = APPROVED
    person.key = key
    person.luck = personal(world.state[0].stream, key)
    person.contract = contract
    person.place = place
    person.unit = world.places[place].unit
    person.joined = month
    world.places[place].approved += 1
    world.due[i] = month
    return i


@compiled
def release(world, i):
    """Empty a record."""
    world.people[i].state = NOBODY
    world.people[i].next_free = world.state[0].free
    world.state[0].free = i
    world.due[i] = NEVER


@compiled
def withdraw(world, i):
    """An approved recruit does not come."""
    world.places[world.people[i].place].approved -= 1
    release(world, i)


@compiled
def join(world, i, post, grade):
    """An approved recruit, whose traits have been drawn, takes up post this month with no ratings behind them."""
    person = world.people[i]
    world.places[person.place].approved -= 1
    person.state = SERVING
    person.post = post
    person.grade = grade
    person.post_from = person.joined
    person.paid_from = person.joined
    person.rating = UNRATED
    person.excellent_run = person.failed_run = person.basic_run = 0
    person.ramp_step = person.excellent_history = person.top_history = person.extended = 0
    person.satisfactory_years = 0.0
    world.places[person.place].in_post[post] += 1
    count(world, person, JOINED)


@compiled
def leave(world, i, flow):
    """A person in post leaves, for one reason."""
    person = world.people[i]
    settle(world.pay, world.state[0], person)
    world.places[person.place].in_post[person.post] -= 1
    count(world, person, flow)
    release(world, i)


@compiled
def dismiss(world, i, severance_halves):
    """A person is dismissed after appraisal, with so many half months of severance."""
    state = world.state[0]
    world.pay[SEVERANCE, state.period, pay_cell(state, world.people[i])] += severance_halves
    leave(world, i, DISMISSED)


@compiled
def rise(world, i, grades):
    """A person goes up `grades` grades within the band; the count of satisfactory years starts again."""
    person = world.people[i]
    settle(world.pay, world.state[0], person)
    person.grade += grades
    person.satisfactory_years = 0.0
    count(world, person, GRADED_UP)


@compiled
def take_post(world, i, place, post, grade):
    """A person moves to another post; a higher one is a promotion, which uses up a run of excellent years."""
    person = world.people[i]
    settle(world.pay, world.state[0], person)
    world.places[person.place].in_post[person.post] -= 1
    world.places[place].in_post[post] += 1
    world.years[world.state[0].year].moves[person.post, post] += 1
    higher = post < person.post
    if higher:
        person.excellent_run = 0
    person.place = place
    person.unit = world.places[place].unit
    person.post = post
    person.grade = grade
    person.post_from = world.state[0].month
    count(world, person, PROMOTED if higher else STEPPED_DOWN)


@compiled
def rate(pay, state, person, rating, counts_for, restarts):
    """A person is given the year's rating, worth so many satisfactory years; equal ratings in a row are counted."""
    settle(pay, state, person)
    person.rating = rating
    person.satisfactory_years = 0.0 if restarts else person.satisfactory_years + counts_for
    person.excellent_run = person.excellent_run + 1 if rating == EXCELLENT else 0
    person.failed_run = person.failed_run + 1 if rating == FAILED else 0
    person.basic_run = person.basic_run + 1 if rating == BASIC else 0


@compiled
def step_up(pay, state, person):
    """A person's part pay goes up a step."""
    settle(pay, state, person)
    person.ramp_step += 1


@compiled
def remember(person, top):
    """Add this year's rating, and whether the community was among those ranked first, to what is remembered."""
    person.excellent_history = (person.excellent_history << 1 | (person.rating == EXCELLENT)) & _YEARS_REMEMBERED
    person.top_history = (person.top_history << 1 | top) & _YEARS_REMEMBERED


@compiled
def stay_on(person, age):
    """A person may stay on to an age in months (0: no longer than others)."""
    person.extended = age


@compiled
def expect(person, month, flow):
    """Enter how a person is to leave, whose month this is; return it."""
    person.leaves_as = flow
    return month
