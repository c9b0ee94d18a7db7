"""A share of each unit's vacant entry posts is filled in each round.          [recruitment.fill_share, agency.*]

Vacancies   entry posts authorised, less filled, less already approved: community by community, never below nothing.
Approved    the share of them to fill, to the nearest whole person for the unit; the emptiest community first.
Converted   the first of them are agency workers, up to the cap on the unit's agency workers (`agency_pool`).
Come        each approved place is taken up at `recruitment.exam_yield`: one draw for each; an agency worker who does
            not come stays one.
Identity    (unit, intake, ordinal), so the third recruit of a unit's 2029 intake is the same person in every policy.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.luck import ONCE, TAKES_UP, luck, recruit_key
from simlib.population.person import AGENCY, RECRUITED
from simlib.population.verbs import approve, take_over, withdraw
from simlib.rules.groups import NEAREST, rounded, vacancies
from simlib.rules.recruitment.agency_pool import cap


@compiled
def approve_round(world, unit, first, stop, terms):
    """Approve the recruits of this round for one unit, whose places are those from `first` to `stop` − 1."""
    vacant = vacant_entry_posts(world.places[first:stop], terms.posts - 1)
    approved = rounded(terms.recruitment_fill_share * vacant.sum(), NEAREST)
    convertible = cap(world.units[unit], terms)
    month = world.state[0].month
    for ordinal, place in enumerate(emptiest_first(vacant, approved)):
        key = recruit_key(world.units[unit].key, month, ordinal)
        contract = AGENCY if ordinal < convertible else RECRUITED
        i = approve(world, key, first + place, month + terms.recruitment_lead_months, contract)
        if luck(world.people[i], ONCE, TAKES_UP) >= terms.recruitment_exam_yield:
            withdraw(world, i)
        elif contract == AGENCY:
            take_over(world, i)


@compiled
def emptiest_first(vacant, approved):
    """Return the place of each recruit, (approved,) int64: always where most are still missing, the first of equals.

    So the emptiest have one filled each, in turn; then they and those of the level below one each, and so on down.
    """
    order, filled = np.empty(approved, np.int64), 0
    level = vacant.max() if approved > 0 else 0
    while filled < approved:
        for place in range(len(vacant)):
            if vacant[place] >= level and filled < approved:
                order[filled] = place
                filled += 1
        level -= 1
    return order


@compiled
def vacant_entry_posts(places, entry):
    """Return the vacant entry posts at each of some places, less those already approved."""
    vacant = np.empty(len(places), np.int64)
    for place in range(len(places)):
        vacant[place] = max(0, vacancies(places[place], entry) - places[place].approved)
    return vacant
