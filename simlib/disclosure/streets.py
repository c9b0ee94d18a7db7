"""Which counts by street (unit) and by community (place) are hidden, so that none of the small ones can be worked out.

Hidden at first is every count of fewer than k people, none at all among them. The hidden communities of a street whose
own count is shown say their sum: there are two at least, and k − 1 people in them together. The hidden streets say
their sum: there are two at least, and k − 1 people in their hidden communities together, who might be in any of these.
The smallest are hidden for the others' sake. A street's only community is hidden where the street is.
"""

from __future__ import annotations

import numpy as np


def hidden_streets(units: np.ndarray, places: np.ndarray, unit_of: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Return which of the units (U,) and which of their places (L,) are hidden; a unit without any is none yet."""
    here = [np.flatnonzero(unit_of == unit) for unit in range(len(units))]
    there = np.array([len(one) > 0 for one in here])
    hidden, inside = there & (units < k), places < k
    if hidden.any():
        _hide_units(units, places, here, hidden, inside, there, k)
    for unit in np.flatnonzero(there):
        mine = here[unit]
        if len(mine) == 1:
            inside[mine] = hidden[unit]
        elif not hidden[unit] and inside[mine].any():
            _hide_more(places, mine, inside, k)
    return hidden, inside


def _hide_units(
    units: np.ndarray,
    places: np.ndarray,
    here: list[np.ndarray],
    hidden: np.ndarray,
    inside: np.ndarray,
    there: np.ndarray,
    k: int,
) -> None:
    """Hide units until there are two, with k − 1 people in their hidden places together."""
    for unit in np.flatnonzero(hidden):
        inside[here[unit]] = True
    for unit in np.argsort(units, kind="stable"):
        room = sum(places[here[one]][inside[here[one]]].sum() for one in np.flatnonzero(hidden))
        if hidden.sum() > 1 and room >= k - 1:
            return
        if there[unit] and not hidden[unit]:
            hidden[unit] = True
            for place in here[unit][np.argsort(places[here[unit]], kind="stable")]:
                if places[here[unit]][inside[here[unit]]].sum() < k - 1:
                    inside[place] = True


def _hide_more(places: np.ndarray, mine: np.ndarray, inside: np.ndarray, k: int) -> None:
    """Hide places of a unit until there are two, with k − 1 people in them together."""
    for place in mine[np.argsort(places[mine], kind="stable")]:
        if inside[mine].sum() > 1 and places[mine][inside[mine]].sum() >= k - 1:
            return
        inside[place] = True
