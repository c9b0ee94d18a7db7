"""The committee election (换届): some incumbents are replaced by staff of the community or from outside."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.population.choice import those_who
from simlib.population.person import NOT_RE_ELECTED, SERVING
from simlib.population.verbs import join, leave, take_post
from simlib.rules.election.turnover import is_not_returned, newcomer, replaced, steps_down, winner
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
        newly = world.people[outsider]
        join(world, outsider, post, entry_grade(newly, post, terms))
        world.due[outsider] = foresee(newly, world.state[0].month, terms, forces)
        return
    won = winner(world, terms, members, settled, post)
    if won < 0:
        return  # nobody below: the incumbent is returned after all
    settled[won] = True
    elected = world.people[members[won]]
    old_post = elected.post
    grade = grade_on(elected, post, world.state[0].month, terms)
    if steps_down(world, terms, i):
        _seat(world, terms, forces, i, place, old_post, min(person.grade, terms.grades_band[old_post, 1]))
    else:
        leave(world, i, NOT_RE_ELECTED)
    _seat(world, terms, forces, members[won], place, post, grade)


@lightly_compiled
def _seat(world, terms, forces, i, place, post, grade):
    """Give somebody a post in the middle of a year; a woman's track, and so her retirement, may follow the post."""
    take_post(world, i, place, post, grade)
    world.due[i] = foresee(world.people[i], world.state[0].month, terms, forces)
