"""The calendar's business, compiled: month by month, each step of the agenda is given to its rule.

A replication goes through all its months before the next begins, so that its people stay in the processor's cache.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.compiled import borrowed, compiled, lightly_compiled
from simlib.policy.terms import option
from simlib.population.age_bands import age_band
from simlib.population.payroll import close_pay, onto_payroll, pay_all, pay_cell, reward_all
from simlib.population.person import SERVING
from simlib.population.wage_years import close_year, open_contributions, reset_base
from simlib.population.world import World
from simlib.rules.appraisal import appraisal
from simlib.rules.channel import channel
from simlib.rules.conversion import conversion
from simlib.rules.dismissal import dismissal
from simlib.rules.election import election
from simlib.rules.establishment.closed_staff import move_closed
from simlib.rules.exits import departures, leaving
from simlib.rules.exits.competing_risks import Forces, borrowed_forces
from simlib.rules.progression import progression
from simlib.rules.promotion import promotion
from simlib.rules.qualification import qualification
from simlib.rules.ramp import ramp
from simlib.rules.recruitment import absorption, arrivals, recruitment, set_pools
from simlib.simulation.agenda import (
    ABSORPTION,
    APPRAISAL,
    ARRIVALS,
    CHANNEL,
    CONVERSION,
    DEPARTURES,
    DISMISSAL,
    ELECTION,
    ESTABLISHMENT,
    FUND_BASE,
    INSURANCE_BASE,
    LEAVING,
    PAY,
    PROGRESSION,
    PROMOTION,
    QUALIFICATION,
    RAMP,
    RECRUITMENT,
    YEAR_END,
)

MOVE = option("establishment.closed_staff", "move_within_unit")


class Calendar(NamedTuple):
    """What the clock announced for a run, and what the books need to know of each month. M months.

    month, year, period   (M,) int64: month number, place of the year and of the pay period in the books
    period_ends           (M,) int64: 1 where the pay period ends with the month
    first_step, steps     (M + 1,) and (S,) int64: the steps of month m are `steps[first_step[m]:first_step[m + 1]]`
    authorised            (sets, P, posts) int64: the establishments there are
    elects, ranked        (sets, P) int64: 1 for the places that hold elections, and that are ranked
    authorised_from       (M,) int64: which of these sets is in force
    absorbed              (M, U) int64: how many each unit is to absorb in bulk
    """

    month: np.ndarray
    year: np.ndarray
    period: np.ndarray
    period_ends: np.ndarray
    first_step: np.ndarray
    steps: np.ndarray
    authorised: np.ndarray
    elects: np.ndarray
    ranked: np.ndarray
    authorised_from: np.ndarray
    absorbed: np.ndarray


class Laws(NamedTuple):
    """What the rules read of a batch of replications, R of them, where each is under a law of its own.

    table       (R, M) the terms of each month
    forces      with R in front of all but the first month and the spells
    authorised  (R or 1, sets, P, posts) in place of the calendar's own
    absorbed    (R or 1, M, U) likewise
    """

    table: np.ndarray
    forces: Forces
    authorised: np.ndarray
    absorbed: np.ndarray


@compiled
def replication(batch, r):
    """Return the world of one replication of a batch."""
    return World(
        borrowed(batch.people[r]),
        borrowed(batch.due[r]),
        borrowed(batch.places[r]),
        borrowed(batch.units[r]),
        borrowed(batch.years[r]),
        borrowed(batch.pay[r]),
        borrowed(batch.payroll[r]),
        borrowed(batch.converted[r]),
        borrowed(batch.protected[r]),
        borrowed(batch.worked[r]),
        borrowed(batch.whole[r]),
        borrowed(batch.slots[r]),
        borrowed(batch.wage_years[r]),
        borrowed(batch.insured[r]),
        borrowed(batch.contributed[r]),
        borrowed(batch.log[r]),
        borrowed(batch.state[r]),
    )


@compiled
def do_calendar(batch, calendar, table, forces):
    """Take every replication of a batch through the calendar. `table`: the terms of each month."""
    forces = borrowed_forces(forces)
    for r in range(len(batch.people)):
        do_months(replication(batch, r), calendar, table, forces)


@compiled
def do_apart(batch, calendar, laws):
    """Take every replication of a batch through the calendar, each under a law of its own."""
    for r in range(len(batch.people)):
        forces = laws.forces
        own = Forces(
            borrowed(forces.peak[r]),
            forces.first,
            borrowed(forces.spell),
            borrowed(forces.table[r]),
            borrowed(forces.by_post[r]),
            borrowed(forces.by_unit[r]),
        )
        posts = min(r, len(laws.authorised) - 1)
        set_by = with_posts(calendar, laws.authorised[posts], laws.absorbed[min(r, len(laws.absorbed) - 1)])
        do_months(replication(batch, r), set_by, laws.table[r], own)


@lightly_compiled
def with_posts(calendar, authorised, absorbed):
    """Return a calendar with other establishments, and other people to absorb, without counting references."""
    return Calendar(
        borrowed(calendar.month),
        borrowed(calendar.year),
        borrowed(calendar.period),
        borrowed(calendar.period_ends),
        borrowed(calendar.first_step),
        borrowed(calendar.steps),
        borrowed(authorised),
        borrowed(calendar.elects),
        borrowed(calendar.ranked),
        borrowed(calendar.authorised_from),
        borrowed(absorbed),
    )


@compiled
def do_months(world, calendar, table, forces):
    """Take a world through all the months."""
    for m in range(len(calendar.month)):
        do_month(world, calendar, m, table[m], forces)


@compiled
def do_month(world, calendar, m, terms, forces):
    """Do one month's steps."""
    world.state[0].month = calendar.month[m]
    world.state[0].year = calendar.year[m]
    world.state[0].period = calendar.period[m]
    for k in range(calendar.first_step[m], calendar.first_step[m + 1]):
        step = calendar.steps[k]
        if step == LEAVING:
            leaving(world)
        elif step == PAY:
            pay(world, calendar.period_ends[m] == 1)
        elif step == ESTABLISHMENT:
            establish(world.places, calendar, calendar.authorised_from[m])
            set_pools(world.units, terms)
            if terms.establishment_closed_staff == MOVE:
                move_closed(world, terms.posts - 1)
        elif step == ABSORPTION:
            absorption(world, calendar.absorbed[m], terms, forces)
        else:
            do_yearly(world, step, terms, forces)


@compiled
def do_yearly(world, step, terms, forces):
    """Give a step that does not come up every month to its rule."""
    if step == PROGRESSION:
        progression(world, terms)
    elif step == CONVERSION:
        conversion(world, terms)
    elif step == PROMOTION:
        promotion(world, terms)
    elif step == ELECTION:
        election(world, terms, forces)
    elif step == RECRUITMENT:
        recruitment(world, terms)
    elif step == ARRIVALS:
        arrivals(world, terms, forces)
    elif step == RAMP:
        ramp(world)
    elif step == DEPARTURES:
        departures(world.people, world.due, world.state[0].month, terms, forces)
    elif step == INSURANCE_BASE:
        reset_base(world, 0)
    elif step == FUND_BASE:
        reset_base(world, len(world.insured) - 1)
    elif step == CHANNEL:
        channel(world, terms)
    elif step == QUALIFICATION:
        qualification(world, terms)
    elif step == APPRAISAL:
        appraisal(world, terms)
    elif step == DISMISSAL:
        dismissal(world, terms)
    elif step == YEAR_END:
        year_end(world, terms)


@lightly_compiled
def establish(places, calendar, k):
    """Set the posts of every place, and whether it elects and is ranked, as in the k-th set of the calendar."""
    for p in range(len(places)):
        places[p].elects, places[p].ranked = calendar.elects[k, p], calendar.ranked[k, p]
        for post in range(calendar.authorised.shape[2]):
            places[p].authorised[post] = calendar.authorised[k, p, post]


@lightly_compiled
def pay(world, period_ends):
    """This month is paid to everyone in post; where the pay period ends, its months are entered."""
    pay_all(world)
    if period_ends:
        close_pay(world)


@compiled
def year_end(world, terms):
    """Count who is in post at the end of the year, who is due a year-end reward, and how all were paid in the year."""
    state = world.state[0]
    reward_all(world)
    for i in range(len(world.people)):
        if world.people[i].state == SERVING:
            close_year(world, i)
    count_all(world, state.year + 1, state.month + 1, terms)


@compiled
def count_all(world, line, month, terms):
    """Count everyone in post on one line of the books: by post and grade, by unit, and by age in `month`."""
    book = world.years[line]
    count_grades(book.in_post, world.payroll, terms.posts, terms.grades)
    for p in range(len(world.places)):
        place = world.places[p]
        world.units[place.unit].in_post[line] += place.in_post.sum()
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING:
            book.by_age[person.sex, age_band(month - person.birth)] += 1


@compiled
def count_grades(in_post, payroll, posts, grades):
    """Count the payroll by post and grade: its cells stand in their order, with whatever else is paid for last."""
    cells = len(payroll) // (posts * grades)
    for at in range(posts * grades):
        in_post[at // grades, at % grades] = payroll[at * cells : (at + 1) * cells].sum()


@compiled
def open_books(batch, terms):
    """Count the opening staff of every replication: their places, the payroll, and line 0 of the books."""
    for r in range(len(batch.people)):
        world = replication(batch, r)
        for i in range(len(world.people)):
            person = world.people[i]
            if person.state == SERVING:
                world.places[person.place].in_post[person.post] += 1
                onto_payroll(world, i, pay_cell(world.state[0], person))
                open_contributions(world, i)
        count_all(world, 0, world.state[0].month, terms)
