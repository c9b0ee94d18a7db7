"""The part of the verbs that keeps the payroll: who is paid by which pay cell, and for how many months."""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.population.converted import close_protected
from simlib.population.wage_years import close_contributions, remember_cell
from simlib.population.world import CERTIFICATE, EDUCATION, GRADE, MONTHS, POST, RAMP_STEP, RATING, REWARDED


@lightly_compiled
def pay_cell(state, person):
    """Return the pay cell of a person: those in one cell are paid the same in one month."""
    step = state.pay_steps
    return (
        person.post * step[POST]
        + (person.grade - 1) * step[GRADE]
        + person.rating * step[RATING]
        + person.education * step[EDUCATION]
        + person.certificate * step[CERTIFICATE]
        + person.ramp_step * step[RAMP_STEP]
    )


@lightly_compiled
def onto_payroll(world, i, cell):
    """A person is paid by a pay cell from now on: what was paid so far in this period was not theirs."""
    state = world.state[0]
    world.people[i].pay_cell = cell
    world.people[i].paid_from = state.unpaid
    world.payroll[cell] += 1
    if state.paid > 0:
        world.pay[MONTHS, state.period, cell] -= state.paid


@lightly_compiled
def off_payroll(world, i):
    """A person is not paid by the present pay cell from now on: what was paid so far in this period is entered."""
    state, person = world.state[0], world.people[i]
    remember_cell(world, i)
    world.payroll[person.pay_cell] -= 1
    if state.paid > 0:
        world.pay[MONTHS, state.period, person.pay_cell] += state.paid


@lightly_compiled
def paid_by(world, i, cell):
    """A person is paid by another pay cell from now on."""
    off_payroll(world, i)
    onto_payroll(world, i, cell)


@lightly_compiled
def pay_all(world):
    """This month is paid to everyone on the payroll."""
    world.state[0].paid += 1
    world.state[0].unpaid = world.state[0].month + 1


@lightly_compiled
def close_pay(world):
    """The pay period ends: what it paid is entered for everyone on the payroll."""
    state = world.state[0]
    for cell in range(len(world.payroll)):
        world.pay[MONTHS, state.period, cell] += state.paid * world.payroll[cell]
    close_contributions(world)
    close_protected(world)
    state.paid = 0


@lightly_compiled
def reward_all(world):
    """Everyone on the payroll is due the year-end reward."""
    for cell in range(len(world.payroll)):
        world.pay[REWARDED, world.state[0].period, cell] += world.payroll[cell]
