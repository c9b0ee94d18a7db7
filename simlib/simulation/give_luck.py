"""Luck is given: to everybody and every place, in each replication its own."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.luck import MERIT, ONCE, luck, personal
from simlib.population.person import SERVING


@compiled
def give_luck(people, places, states):
    """Give everyone in post, and every place, their luck and their lasting merit, in every replication."""
    for r in range(len(people)):
        for p in range(places.shape[1]):
            place = places[r, p]
            place.luck = personal(states[r, 0].stream, place.key)
            place.merit = luck(place, ONCE, MERIT)
        for i in range(people.shape[1]):
            person = people[r, i]
            if person.state == SERVING:
                person.luck = personal(states[r, 0].stream, person.key)
                person.merit = luck(person, ONCE, MERIT)
