"""People taken together for a quota or a vacancy: those of a community, of a unit, or of the whole district."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled

COMMUNITY, UNIT, DISTRICT = 0, 1, 2  # the options of `appraisal.scope` and `promotion.scope`
DOWN, NEAREST, UP = 0, 1, 2  # the options of every `*.rounding`
_HAIR = 1e-9  # 0.28 × 25 is 7 and not 7.000000000000001


@compiled
def group_of(scope, place, unit):
    """Return the number of the group that a place (and its unit) belongs to."""
    if scope == COMMUNITY:
        return place
    if scope == UNIT:
        return unit
    return 0


@compiled
def gathered(groups, count):
    """Return (start, order) of `groups` (a group's number for each entry, −1 for none), of which there are `count`.

    The entries of group g are `order[start[g]:start[g + 1]]`, in the order in which they stand.
    """
    start = np.zeros(count + 1, np.int64)
    for entry in range(len(groups)):
        if groups[entry] >= 0:
            start[groups[entry] + 1] += 1
    start = np.cumsum(start)
    order = np.empty(start[-1], np.int64)
    filled = start.copy()
    for entry in range(len(groups)):
        group = groups[entry]
        if group >= 0:
            order[filled[group]] = entry
            filled[group] += 1
    return start, order


@compiled
def vacancies(place, post):
    """Return how many of a place's authorised posts are vacant; below 0 where it is over its establishment."""
    return place.authorised[post] - place.in_post[post]


@compiled
def rounded(amount, way):
    """Return an amount as a whole number, rounded the way the policy says."""
    if way == DOWN:
        return np.int64(np.floor(amount + _HAIR))
    if way == UP:
        return np.int64(np.ceil(amount - _HAIR))
    return np.int64(np.floor(amount + 0.5 + _HAIR))


@compiled
def all_rounded(amounts, way):
    """Return amounts as whole numbers, each rounded the way the policy says, (N,) int64."""
    whole = np.empty(len(amounts), np.int64)
    for k in range(len(amounts)):
        whole[k] = rounded(amounts[k], way)
    return whole


@compiled
def nth_largest(values, n):
    """Return the n-th largest of `values` (n from 1), reordering them. Hoare's selection, 1961.

    The larger ones are brought forward one by one without a branch: it could not be predicted.
    """
    low, high, target = 0, len(values) - 1, n - 1
    while low < high:
        middle = (low + high) // 2
        pivot, values[middle] = values[middle], values[high]
        larger = low
        for k in range(low, high):
            value = values[k]
            values[k], values[larger] = values[larger], value
            larger += value > pivot
        values[high], values[larger] = values[larger], pivot
        if larger == target:
            return pivot
        if larger > target:
            high = larger - 1
        else:
            low = larger + 1
    return values[target]
