"""A larger quota of excellent in the communities that rank first in their street.    [appraisal.top_communities, …]

Ranked     each year the communities of a street, by `appraisal.community_weight` × lasting quality + the rest × the
           year's own luck.
First      the best of them: `appraisal.top_communities` of the street's communities, rounded as the policy says.
Quota      `appraisal.top_excellent_share` there, `appraisal.excellent_share` elsewhere, counted by community.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.luck import PLACE_SCORE, luck
from simlib.rules.groups import bar_for, gathered, rounded


@compiled
def top_communities(world, terms):
    """Return for each place whether it is among the first of its unit this year, shape (P,) int64."""
    places = world.places
    unit, score = np.full(len(places), -1), np.zeros(len(places))
    for p in range(len(places)):
        if places[p].ranked == 1 and places[p].authorised.sum() > 0:
            unit[p] = places[p].unit
            score[p] = _score(places[p], world.state[0].month, terms)
    start, order = gathered(unit, len(world.units))
    top = np.zeros(len(places), np.int64)
    for u in range(len(world.units)):
        mine = order[start[u] : start[u + 1]]
        first = rounded(terms.appraisal_top_communities * len(mine), terms.appraisal_top_rounding)
        if first > 0:
            bar = bar_for(score[mine], first)
            for p in mine:
                top[p] = score[p] >= bar
    return top


@compiled
def _score(place, month, terms):
    """Return how well a community does this year."""
    weight = terms.appraisal_community_weight
    return weight * place.merit + (1.0 - weight) * luck(place, month, PLACE_SCORE)


@compiled
def raise_shares(share, top, terms):
    """Give the groups of the communities ranked first their larger share; two groups stand for each place."""
    for p in range(len(top)):
        if top[p] == 1:
            share[2 * p] = share[2 * p + 1] = terms.appraisal_top_excellent_share
