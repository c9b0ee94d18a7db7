"""The committee election (换届): some incumbents are replaced, and posts left vacant filled, from within or outside."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.population.person import NOT_RE_ELECTED, SERVING
from simlib.population.those_who import those_who
from simlib.population.verbs import join, leave, take_post
from simlib.rules.election.turnover import comes, is_not_returned, newcomer, replaced, steps_down
from simlib.rules.election.vacancies import goes_outside, key_of_vacancy, left_open
from simlib.rules.election.winner import winner
from simlib.rules.exits import foresee
from simlib.rules.groups import gathered
from simlib.rules.recruitment.entry_grade import entry_grade
from simlib.rules.regrading import grade_on

_those_not_returned = those_who(is_not_returned)


@compiled
def election(world, terms, forces):
    """Hold the election in every community that elects."""
    people, places = world.people, world.places
    at, out = np.full(len(people), -1), np.zeros(len(people), np.bool_)
    for i in range(len(people)):
        if people[i].state == SERVING:
            at[i] = people[i].place
    for i in _those_not_returned(people, world.state[0].month, terms):
        out[i] = True
    start, members = gathered(at, len(places))
    settled = np.zeros(len(members), np.bool_)  # incumbents dealt with, and people just elected
    for place in range(len(places)):
        if places[place].elects == 1:
            here = slice(start[place], start[place + 1])
            _elect(world, terms, forces, members[here], out, settled[here])
            _fill(world, terms, forces, place, members[here], settled[here])


@lightly_compiled
def _elect(world, terms, forces, members, out, settled):
    """Replace the incumbents of one community who are out, the highest post first."""
    while True:
        k = replaced(world.people, members, out, settled)
        if k < 0:
            return
        settled[k] = True
        _replace(world, terms, forces, members, settled, k)


@lightly_compiled
def _replace(world, terms, forces, members, settled, k):
    """Put somebody in the place of one incumbent, who steps down to the winner's post or leaves."""
    i = members[k]
    person = world.people[i]
    place, post = person.place, person.post
    outsider = newcomer(world, terms, i)
    if outsider >= 0:
        leave(world, i, NOT_RE_ELECTED)
        _take_in(world, terms, forces, outsider, post)
        return
    won = winner(world, terms, members, settled, post)
    if won < 0:
        return  # nobody below: the incumbent is returned after all
    settled[won] = True
    old_post = world.people[members[won]].post
    if steps_down(world, terms, i):
        _seat(world, terms, forces, i, place, old_post, min(person.grade, terms.grades_band[old_post, 1]))
    else:
        leave(world, i, NOT_RE_ELECTED)
    _raise(world, terms, forces, members[won], place, post)


@lightly_compiled
def _fill(world, terms, forces, place, members, settled):
    """Fill the posts of one community that were left for the election, the highest post first."""
    ordinal = 0
    for post in range(terms.posts):
        for _ in range(left_open(world.places[place], post, terms)):
            key = key_of_vacancy(world, place, ordinal)
            ordinal += 1
            if goes_outside(world, key, terms):
                _take_in(world, terms, forces, comes(world, terms, key, place), post)
                continue
            won = winner(world, terms, members, settled, post)
            if won >= 0:
                settled[won] = True
                _raise(world, terms, forces, members[won], place, post)


@lightly_compiled
def _take_in(world, terms, forces, i, post):
    """Somebody from outside takes up an elected post."""
    newly = world.people[i]
    join(world, i, post, entry_grade(newly, post, terms))
    world.due[i] = foresee(newly, world.state[0].month, terms, forces)


@lightly_compiled
def _raise(world, terms, forces, i, place, post):
    """Somebody of the staff takes up an elected post."""
    grade = grade_on(world.people[i], post, world.state[0].month, terms)
    _seat(world, terms, forces, i, place, post, grade)


@lightly_compiled
def _seat(world, terms, forces, i, place, post, grade):
    """Give somebody a post in the middle of a year; a woman's track, and so her retirement, may follow the post."""
    take_post(world, i, place, post, grade)
    world.due[i] = foresee(world.people[i], world.state[0].month, terms, forces)
