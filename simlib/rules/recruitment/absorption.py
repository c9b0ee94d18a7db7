"""Grid or agency workers become staff in bulk, in one month.                                     [absorption.*]

Month     `absorption.month`, where the law of that very month names it; before the month's round of recruitment.
People    of each unit `absorption.people`, or as many as it has entry posts vacant if they are fewer: those authorised,
          less filled, less already approved, the emptiest community first.
Beyond    where `absorption.beyond_establishment`, all of them: when every vacant post is taken the others go in turn
          over the unit's places that have entry posts at all. They are no agency workers of `agency.workers`.
Who       as recruits (`entry_mix`), but for service and age: `absorption.service_years`, and no age above
          `absorption.highest_age`. All of them come, that month.
Identity  (unit, month, 1,000,000 + ordinal): never that of a recruit.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.luck import recruit_key
from simlib.population.person import AGENCY
from simlib.population.verbs import approve, join
from simlib.rules.exits import foresee
from simlib.rules.recruitment.entry_grade import entry_grade
from simlib.rules.recruitment.entry_mix import draw_absorbed
from simlib.rules.recruitment.share_of_vacancies import emptiest_first, vacant_entry_posts

_FIRST = 1_000_000  # ordinals of the absorbed


@compiled
def absorption(world, people, terms, forces):
    """Take on so many `people` in each unit, (U,) int64."""
    first = stop = 0  # places stand in the order of their units
    for unit in range(len(world.units)):
        while stop < len(world.places) and world.places[stop].unit == unit:
            stop += 1
        where = _places(world.places[first:stop], people[unit], terms)
        for ordinal in range(len(where)):
            key = recruit_key(world.units[unit].key, world.state[0].month, _FIRST + ordinal)
            _take_on(world, key, first + where[ordinal], terms, forces)
        first = stop


@compiled
def _places(places, people, terms):
    """Return the place of each of a unit's absorbed, int64, counted from the unit's first."""
    entry = terms.posts - 1
    vacant = vacant_entry_posts(places, entry)
    within = emptiest_first(vacant, min(people, vacant.sum()))
    having = _with_posts(places, entry)
    if not terms.absorption_beyond_establishment or len(having) == 0:
        return within
    return np.append(within, having[np.arange(people - len(within)) % len(having)])


@compiled
def _with_posts(places, post):
    """Return which of some places have any of a post, int64."""
    has = np.zeros(len(places), np.bool_)
    for p in range(len(places)):
        has[p] = places[p].authorised[post] > 0
    return np.flatnonzero(has)


@compiled
def _take_on(world, key, place, terms, forces):
    """One of them takes up an entry post."""
    month, entry = world.state[0].month, terms.posts - 1
    i = approve(world, key, place, month, AGENCY)
    person = world.people[i]
    draw_absorbed(person, terms)
    join(world, i, entry, entry_grade(person, entry, terms))
    world.due[i] = foresee(person, month, terms, forces)
