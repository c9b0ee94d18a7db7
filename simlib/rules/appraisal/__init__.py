"""The December appraisal: who is rated, the quota of excellent, and the ratings entered."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.policy.terms import each_option
from simlib.population.noting import remember
from simlib.population.person import EXCELLENT, FAILED, SATISFACTORY, SERVING, UNRATED
from simlib.population.verbs import rate
from simlib.rules.appraisal.quota_by_merit import bar_of_excellence, first_rating, score
from simlib.rules.appraisal.quota_by_ranked_community import raise_shares, top_communities
from simlib.rules.groups import group_of, most_groups

_BY_MERIT, RANKED_COMMUNITY = each_option("rules.appraisal", "quota_by_merit", "quota_by_ranked_community")


@compiled
def appraisal(world, terms):
    """Rate everyone in post: failed and basic at their rates, excellent to the best within the quota."""
    people, places, state = world.people, world.places, world.state[0]
    top = np.zeros(len(places), np.int64)
    if terms.rules_appraisal == RANKED_COMMUNITY:
        top = top_communities(world, terms)
    first = first_of_each_group(places, 2 * most_groups(world), terms)
    stop, others = first[:-1].copy(), np.zeros(len(first) - 1, np.int64)  # rated, but no candidates
    record, scores = np.empty(first[-1], np.int64), np.empty(first[-1])  # of the candidates, group by group
    for i in range(len(people)):
        person = people[i]
        if person.state == SERVING:
            rating, group = first_rating(person, state.month, terms), _own_group(person, terms)
            if rating == SATISFACTORY:
                record[stop[group]], scores[stop[group]] = i, score(person, state.month, terms)
                stop[group] += 1
            else:
                others[group] += rating != UNRATED
                _enter(world, i, rating, top[person.place], terms)
    share = np.full(len(others), terms.appraisal_excellent_share)
    raise_shares(share, top, terms)
    for g in range(len(others)):
        mine = slice(first[g], stop[g])
        _rank(world, record[mine], scores[mine], others[g], share[g], top, terms)


@lightly_compiled
def _rank(world, record, scores, others, share, top, terms):
    """Rate the candidates of one group: the highest scores are excellent, within its share of all who are rated."""
    bar = bar_of_excellence(scores, others, share, terms.appraisal_rounding)
    for k in range(len(record)):
        rating = EXCELLENT if scores[k] >= bar else SATISFACTORY
        i = record[k]
        _enter(world, i, rating, top[world.people[i].place], terms)


@lightly_compiled
def _enter(world, i, rating, top, terms):
    """Enter a rating, with what it is worth towards the next grade, and whether the community was ranked first."""
    restarts = rating == FAILED and terms.progression_failed_restarts == 1
    rate(world, i, rating, terms.progression_year_counts[rating], restarts)
    remember(world.people[i], top)


@lightly_compiled
def _own_group(person, terms):
    return quota_group(person.place, person.unit, person.post, terms)


@compiled
def first_of_each_group(places, groups, terms):
    """Return where each quota group begins when everyone in post is put down group by group, (groups + 1,) int64."""
    first = np.zeros(groups + 1, np.int64)
    for p in range(len(places)):
        for post in range(terms.posts):
            first[1 + quota_group(p, places[p].unit, post, terms)] += places[p].in_post[post]
    return np.cumsum(first)


@lightly_compiled
def quota_group(place, unit, post, terms):
    """Return the group whose quota people fall under; heads have their own where they are appraised apart."""
    apart = terms.appraisal_heads_apart == 1 and post == 0
    return 2 * group_of(terms.appraisal_scope, place, unit) + (1 if apart else 0)
