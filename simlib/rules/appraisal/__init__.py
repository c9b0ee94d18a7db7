"""The December appraisal: who is rated, the quota of excellent, and the ratings entered."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.population.person import EXCELLENT, FAILED, SATISFACTORY, SERVING, UNRATED
from simlib.population.verbs import rate, remember
from simlib.rules.appraisal.quota_by_merit import bar_of_each_group, first_rating, score
from simlib.rules.appraisal.quota_by_ranked_community import raise_shares, top_communities
from simlib.rules.groups import group_of

RANKED_COMMUNITY = 1  # the options of `rules.appraisal`


@compiled
def appraisal(world, terms):
    """Rate everyone in post: failed and basic at their rates, excellent to the best within the quota."""
    people, places, state = world.people, world.places, world.state[0]
    top = np.zeros(len(places), np.int64)
    if terms.rules_appraisal == RANKED_COMMUNITY:
        top = top_communities(world, terms)
    record, groups, points = (np.empty(len(people), np.int64), np.empty(len(people), np.int64), np.empty(len(people)))
    rated = np.zeros(2 * max(len(places), len(world.units)), np.int64)
    ranked = 0
    for i in range(len(people)):
        person = people[i]
        if person.state == SERVING:
            rating, group = first_rating(person, state.month, terms), quota_group(person, terms)
            if rating != UNRATED:
                rated[group] += 1
            if rating == SATISFACTORY:
                record[ranked], groups[ranked], points[ranked] = i, group, score(person, state.month, terms)
                ranked += 1
            else:
                _enter(world, person, rating, top[person.place], terms)
    share = np.full(len(rated), terms.appraisal_excellent_share)
    raise_shares(share, top, terms)
    bar = bar_of_each_group(groups[:ranked], points[:ranked], rated, share, terms.appraisal_rounding)
    for k in range(ranked):
        rating = EXCELLENT if points[k] >= bar[groups[k]] else SATISFACTORY
        person = people[record[k]]
        _enter(world, person, rating, top[person.place], terms)


@compiled
def _enter(world, person, rating, top, terms):
    """Enter a rating, with what it is worth towards the next grade, and whether the community was ranked first."""
    restarts = rating == FAILED and terms.progression_failed_restarts == 1
    rate(world, person, rating, terms.progression_year_counts[rating], restarts)
    remember(person, top)


@compiled
def quota_group(person, terms):
    """Return the group whose quota a person falls under; heads have their own where they are appraised apart."""
    group = group_of(terms.appraisal_scope, person.place, person.unit)
    apart = terms.appraisal_heads_apart == 1 and person.post == 0
    return 2 * group + (1 if apart else 0)
