"""The agency workers of a unit, of whom a few may become staff.          [agency.workers, .conversion_share, .cap_of]

Pool   `agency.workers` at the opening; whoever becomes staff is one fewer. A clause that gives another number sets the
       pool anew from its month on; who became staff before then is not counted against it.
Cap    `agency.conversion_share`, a fraction of a person dropped, of those left at each round (`those_left`); or of all
       there were, less those who have become staff (`all_once`).
"""

from __future__ import annotations

from simlib.compiled import compiled, lightly_compiled
from simlib.policy.terms import option
from simlib.population.verbs import count_agency_workers
from simlib.rules.groups import DOWN, rounded

_ALL_ONCE = option("agency.cap_of", "all_once")


@compiled
def set_pools(units, terms):
    """Count the agency workers of every unit, where a clause gives their number."""
    for u in range(len(units)):
        count_agency_workers(units[u], terms.agency_workers)


@lightly_compiled
def cap(unit, terms):
    """Return how many agency workers of a unit a round may take over."""
    if terms.agency_cap_of == _ALL_ONCE:
        most = rounded(terms.agency_conversion_share * unit.agency, DOWN)
        return max(0, most - (unit.agency - unit.agency_left))
    return rounded(terms.agency_conversion_share * unit.agency_left, DOWN)
