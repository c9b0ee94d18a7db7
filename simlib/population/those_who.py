"""Those in post whom a rule concerns, found in one pass before anything is done to any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simlib.compiled import compiled
from simlib.population.person import SERVING


def those_who(meet: Callable[..., Any]) -> Callable[..., Any]:
    """Return a compiled function of (people, *what) that gives the records of all in post who meet a condition.

    `meet(person, *what)` is compiled, changes nothing and joins its clauses with `&` and `|`: whom a rule concerns
    cannot be predicted, so they are noted without a branch, which takes a third of the time.
    """

    @compiled
    def those(people, *what):
        found, count = np.empty(len(people), np.int64), 0
        for i in range(len(people)):
            found[count] = i
            count += (people[i].state == SERVING) & meet(people[i], *what)
        return found[:count]

    return those
