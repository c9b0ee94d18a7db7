"""People taken together for a quota or a vacancy: those of a community, of a unit, or of the whole district."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.policy.term import PLACES, ROUNDING, number_of

COMMUNITY, UNIT = (number_of(name, PLACES) for name in ("community", "unit"))  # of `appraisal.scope`, `promotion.scope`
DOWN, NEAREST, UP = (number_of(name, ROUNDING) for name in ("down", "nearest", "up"))  # of every `*.rounding`
_HAIR = 1e-9  # 0.28 × 25 is 7 and not 7.000000000000001


@lightly_compiled
def group_of(scope, place, unit):
    """Return the number of the group that a place (and its unit) belongs to."""
    if scope == COMMUNITY:
        return place
    if scope == UNIT:
        return unit
    return 0


@lightly_compiled
def most_groups(world):
    """Return how many groups there can be, whatever the scope: there may be more units than places."""
    return max(len(world.places), len(world.units))


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


@lightly_compiled
def vacancies(place, post):
    """Return how many of a place's authorised posts are vacant; below 0 where it is over its establishment."""
    return place.authorised[post] - place.in_post[post]


@lightly_compiled
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


@lightly_compiled
def bar_for(values, n):
    """Return a bar that the `n` largest of some values reach and the others do not (n from 1; no value below 0).

    Whoever equals the n-th reaches it too. Found by halving: to count who reaches a bar takes no branch, and so less
    than to sort.
    """
    low, high = 0.0, 1.0  # n or more reach the lower, fewer the higher
    while _reach(values, high) >= n:
        low, high = high, 2.0 * high
    while True:
        middle = (low + high) / 2.0
        reach = _reach(values, middle)
        if reach == n:
            return middle
        if middle in (low, high):  # no number lies between: they are equal
            return low
        low, high = (middle, high) if reach > n else (low, middle)


@lightly_compiled
def _reach(values, bar):
    """Return how many of some values reach a bar."""
    count = 0
    for k in range(len(values)):
        count += values[k] >= bar
    return count
