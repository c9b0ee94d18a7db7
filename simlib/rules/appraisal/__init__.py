"""The December appraisal: who is rated, the quota of excellent, and the ratings entered."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.population.person import EXCELLENT, FAILED, SATISFACTORY, SERVING, UNRATED
from simlib.population.verbs import rate
from simlib.rules.appraisal.quota_by_merit import bar_of_each_group, first_rating, score
from simlib.rules.groups import group_of


@compiled
def appraisal(world, terms):
    """Rate everyone in post: failed and basic at their rates, excellent to the best within the quota."""
    people, pay, state = world.people, world.pay, world.state[0]
    rating = np.zeros(len(people), np.int64)
    candidates = np.full(len(people), -1)  # group of those ranked for excellent
    points = np.zeros(len(people))
    rated = np.zeros(2 * max(len(world.places), len(world.units)), np.int64)
    for i in range(len(people)):
        person = people[i]
        if person.state == SERVING:
            rating[i] = first_rating(person, state.month, terms)
            group = quota_group(person, terms)
            if rating[i] != UNRATED:
                rated[group] += 1
            if rating[i] == SATISFACTORY:
                candidates[i] = group
                points[i] = score(person, state.month, terms)
    bar = bar_of_each_group(candidates, points, rated, terms)
    for i in range(len(people)):
        if people[i].state == SERVING:
            given = EXCELLENT if candidates[i] >= 0 and points[i] >= bar[candidates[i]] else rating[i]
            restarts = given == FAILED and terms.progression_failed_restarts == 1
            rate(pay, state, people[i], given, terms.progression_year_counts[given], restarts)


@compiled
def quota_group(person, terms):
    """Return the group whose quota a person falls under; heads have their own where they are appraised apart."""
    group = group_of(terms.appraisal_scope, person.place, person.unit)
    apart = terms.appraisal_heads_apart == 1 and person.post == 0
    return 2 * group + (1 if apart else 0)
