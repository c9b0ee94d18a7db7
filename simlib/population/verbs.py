"""The few verbs that alone change anyone, with `noting.py`. Each keeps the payroll and the places, and counts its flow.

Compiled with the rules; `i` is the place of a person's record, `world` one replication.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import lightly_compiled
from simlib.luck import personal
from simlib.months import YEAR
from simlib.population.converted import end_protection, move_protected, onto_protected, protected_cell
from simlib.population.payroll import off_payroll, onto_payroll, paid_by, pay_cell
from simlib.population.person import (
    APPROVED,
    BASIC,
    DISMISSED,
    EXCELLENT,
    FAILED,
    GRADED_UP,
    JOINED,
    LIFTED,
    NEVER,
    NOBODY,
    PROMOTED,
    SERVING,
    STEPPED_DOWN,
    UNRATED,
)
from simlib.population.wage_years import begin_contributions, enter_contributions
from simlib.population.world import (
    CERTIFICATE,
    EDUCATION,
    GRADE,
    NOTICE,
    POST,
    RAMP_STEP,
    RATING,
    SEVERANCE,
    WITHIN_CAP,
)


@lightly_compiled
def count(world, person, flow):
    """Count a flow under the person's present post, and log it where lives are traced."""
    world.years[world.state[0].year].flows[flow, person.post] += 1
    log(world, person, flow)


@lightly_compiled
def log(world, person, flow):
    """Log what happens to a person where lives are traced."""
    state = world.state[0]
    if state.logged < len(world.log):
        line = world.log[state.logged]
        line[0] = state.month
        line[1] = np.int64(person.key)
        line[2] = flow
        line[3] = person.post
        line[4] = person.grade
        state.logged += 1


@lightly_compiled
def approve(world, key, place, month, contract):
    """Keep a record for the recruit `key`, who is to join at `month`, and return where it is."""
    i = world.state[0].free
    if i < 0:
        raise IndexError("人数超过记录的容量 / more people than records: the capacity of a run is too small")
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


@lightly_compiled
def release(world, i):
    """Empty a record."""
    world.people[i].state = NOBODY
    world.people[i].next_free = world.state[0].free
    world.state[0].free = i
    world.due[i] = NEVER


@lightly_compiled
def count_agency_workers(unit, number):
    """A unit has so many agency workers, as a clause gives them: no news where it gave as many before."""
    if unit.agency != number:
        unit.agency = unit.agency_left = number


@lightly_compiled
def take_over(world, i):
    """An approved recruit who comes is one agency worker fewer of their unit."""
    world.units[world.people[i].unit].agency_left -= 1


@lightly_compiled
def withdraw(world, i):
    """An approved recruit does not come."""
    world.places[world.people[i].place].approved -= 1
    release(world, i)


@lightly_compiled
def join(world, i, post, grade):
    """An approved recruit, whose traits have been drawn, takes up post this month with no ratings behind them."""
    person = world.people[i]
    world.places[person.place].approved -= 1
    person.state = SERVING
    person.post = post
    person.grade = grade
    person.post_from = person.joined
    person.rating = UNRATED
    person.excellent_run = person.failed_run = person.basic_run = 0
    person.ramp_step = person.excellent_history = person.top_history = person.extended = 0
    person.satisfactory_years = 0.0
    world.places[person.place].in_post[post] += 1
    onto_payroll(world, i, pay_cell(world.state[0], person))
    begin_contributions(world, i, world.state[0].unpaid)
    count(world, person, JOINED)


@lightly_compiled
def leave(world, i, flow):
    """A person in post leaves, for one reason."""
    person = world.people[i]
    off_payroll(world, i)
    enter_contributions(world, i, -1)
    end_protection(world, i)
    world.places[person.place].in_post[person.post] -= 1
    count(world, person, flow)
    release(world, i)


@lightly_compiled
def compensate(world, person, halves, within_cap):
    """A person about to be dismissed is due so many half months of severance, or those within the cap, and notice.

    By the pay cell in which they were paid, before this December's rating.
    """
    period, cell = world.state[0].period, person.paid_cell
    world.pay[SEVERANCE, period, cell] += halves
    world.pay[WITHIN_CAP, period, cell] += within_cap
    world.pay[NOTICE, period, cell] += 1


@lightly_compiled
def transfer(world, i, place):
    """A person in post, or a recruit on the way, goes to another place of the unit and is otherwise as before."""
    person, places = world.people[i], world.places
    if person.state == SERVING:
        places[person.place].in_post[person.post] -= 1
        places[place].in_post[person.post] += 1
    else:
        places[person.place].approved -= 1
        places[place].approved += 1
    person.place = place


@lightly_compiled
def dismiss(world, i):
    """A person is dismissed after appraisal."""
    leave(world, i, DISMISSED)


@lightly_compiled
def rise(world, i, grades):
    """A person goes up `grades` grades within the band; the count of satisfactory years starts again."""
    person = world.people[i]
    paid_by(world, i, person.pay_cell + grades * world.state[0].pay_steps[GRADE])
    move_protected(world, i, person.post, person.grade + grades)
    regrade(world, person, person.grade + grades)
    person.satisfactory_years = 0.0
    count(world, person, GRADED_UP)


@lightly_compiled
def take_post(world, i, place, post, grade):
    """A person moves to another post; a higher one is a promotion, which uses up a run of excellent years.

    A lower one ends the protection of pay at a conversion: what is lost with the post was not lost by the new scale.
    """
    person = world.people[i]
    world.places[person.place].in_post[person.post] -= 1
    world.places[place].in_post[post] += 1
    world.years[world.state[0].year].moves[person.post, post] += 1
    higher = post < person.post
    if higher:
        person.excellent_run = 0
    if post > person.post:
        end_protection(world, i)
    else:
        move_protected(world, i, post, grade)
    person.place = place
    person.unit = world.places[place].unit
    person.post_from = world.state[0].month
    step = world.state[0].pay_steps
    more = (post - person.post) * step[POST] + (grade - person.grade) * step[GRADE]
    paid_by(world, i, person.pay_cell + more)
    person.post = post
    regrade(world, person, grade)
    count(world, person, PROMOTED if higher else STEPPED_DOWN)


@lightly_compiled
def regrade(world, person, grade):
    """A person's grade changes: twelve months of it are entered, those after December in the year after."""
    state = world.state[0]
    if person.grade != grade:
        this_year = YEAR - (state.unpaid - state.month // YEAR * YEAR)
        for year, months in ((state.year, this_year), (state.year + 1, YEAR - this_year)):
            world.years[year].risen[person.post, person.grade - 1] -= months
            world.years[year].risen[person.post, grade - 1] += months
    person.grade = grade


@lightly_compiled
def qualify(world, i, certificate, education, grade):
    """A person holds a certificate and a degree from now on, in a grade that may go with the degree."""
    person, step = world.people[i], world.state[0].pay_steps
    more = (
        (certificate - person.certificate) * step[CERTIFICATE]
        + (education - person.education) * step[EDUCATION]
        + (grade - person.grade) * step[GRADE]
    )
    if more != 0:
        paid_by(world, i, person.pay_cell + more)
    person.certificate, person.education = certificate, education
    if grade != person.grade:
        move_protected(world, i, person.post, grade)
        regrade(world, person, grade)
        log(world, person, LIFTED)


@lightly_compiled
def convert(world, i, grade, satisfactory_years):
    """A person in post is placed on a new scale, and what they were on before is remembered."""
    person, state, converted = world.people[i], world.state[0], world.converted[i]
    if converted.before < 0:
        converted.before = person.post * state.grades + person.grade - 1
    paid_by(world, i, person.pay_cell + (grade - person.grade) * state.pay_steps[GRADE])
    regrade(world, person, grade)
    person.satisfactory_years = satisfactory_years
    converted.then = protected_cell(state, converted.before, person.post, person.grade)
    onto_protected(world, i, 1)


@lightly_compiled
def rate(world, i, rating, counts_for, restarts):
    """A person is given the year's rating, worth so many satisfactory years; equal ratings in a row are counted.

    Multiplied by yes or no where one would write `if`: nobody's rating can be predicted, a branch would be.
    """
    person = world.people[i]
    person.paid_cell = person.pay_cell
    paid_by(world, i, person.pay_cell + (rating - person.rating) * world.state[0].pay_steps[RATING])
    person.rating = rating
    person.satisfactory_years = (person.satisfactory_years + counts_for) * (not restarts)
    person.excellent_run = (person.excellent_run + 1) * (rating == EXCELLENT)
    person.failed_run = (person.failed_run + 1) * (rating == FAILED)
    person.basic_run = (person.basic_run + 1) * (rating == BASIC)


@lightly_compiled
def step_up(world, i):
    """A person's part pay goes up a step."""
    person = world.people[i]
    paid_by(world, i, person.pay_cell + world.state[0].pay_steps[RAMP_STEP])
    person.ramp_step += 1
