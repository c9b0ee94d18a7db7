"""Whoever works where a community is closed goes to another place of the unit.           [establishment.closed_staff]

Closed  a place without any authorised post; whenever the establishment is set.
Who     everybody in post there, and the recruits approved for it, by identity.
Where   to a place of the unit that has authorised posts: one that has that post before one that has not, then where it
        has most vacancies (of the entry post less those approved), each counted after those who moved before; the
        first of equals. A unit without such a place keeps its people where they are.
As      in the same post and grade, with all that they have served; it may be one more there than is authorised.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.population.person import NOBODY, SERVING
from simlib.population.verbs import transfer
from simlib.rules.groups import vacancies


@compiled
def move_closed(world, entry):
    """Move everybody away from the places that are closed; `entry`: the entry post."""
    people, places = world.people, world.places
    there = np.zeros(len(people), np.bool_)
    for i in range(len(people)):
        there[i] = people[i].state != NOBODY and places[people[i].place].authorised.sum() == 0
    moving = np.flatnonzero(there)
    for i in moving[np.argsort(people.key[moving])]:
        post = people[i].post if people[i].state == SERVING else entry
        place = _roomiest(places, people[i].unit, post, entry)
        if place >= 0:
            transfer(world, i, place)


@lightly_compiled
def _roomiest(places, unit, post, entry):
    """Return the place of a unit with most room for one more in a post, or −1 where all of its places are closed."""
    found, most = -1, 0
    for p in range(len(places)):
        place = places[p]
        if place.unit != unit or place.authorised.sum() == 0:
            continue
        room = vacancies(place, post) - (place.approved if post == entry else 0)
        if found >= 0:
            has, had = place.authorised[post] > 0, places[found].authorised[post] > 0
            if had > has or (had == has and room <= most):
                continue
        found, most = p, room
    return found
