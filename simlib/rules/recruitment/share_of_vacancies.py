"""A share of each unit's vacant entry posts is filled once a year.  [recruitment.fill_share, agency.conversion_share]

Vacancies   entry posts authorised, less filled, less already approved: community by community, never below nothing.
Approved    the share of them to fill, to the nearest whole person for the unit; the emptiest community first.
Converted   the first of them are agency workers, up to the cap on the unit's agency workers.
Come        each approved place is taken up at `recruitment.exam_yield`: one draw for each.
Identity    (unit, intake, ordinal), so the third recruit of a unit's 2029 intake is the same person in every policy.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.luck import ONCE, TAKES_UP, luck, recruit_key
from simlib.population.person import AGENCY, RECRUITED
from simlib.population.verbs import approve, withdraw
from simlib.rules.groups import DOWN, NEAREST, rounded, vacancies


@compiled
def approve_round(world, unit, terms):
    """Approve one unit's recruits of this round."""
    first, vacant = vacant_entry_posts(world.places, unit, terms.posts - 1)
    approved = rounded(terms.recruitment_fill_share * vacant.sum(), NEAREST)
    convertible = rounded(terms.agency_conversion_share * terms.agency_workers, DOWN)
    month = world.state[0].month
    for ordinal in range(approved):
        place = emptiest(vacant)
        vacant[place] -= 1
        key = recruit_key(world.units[unit].key, month, ordinal)
        contract = AGENCY if ordinal < convertible else RECRUITED
        i = approve(world, key, first + place, month + terms.recruitment_lead_months, contract)
        if luck(world.people[i], ONCE, TAKES_UP) >= terms.recruitment_exam_yield:
            withdraw(world, i)


@compiled
def emptiest(vacant):
    """Return where the most vacancies are, the first of equals."""
    best = 0
    for place in range(len(vacant)):
        if vacant[place] > vacant[best]:
            best = place
    return best


@compiled
def vacant_entry_posts(places, unit, entry):
    """Return (first, vacant): the unit's first place and the vacant entry posts there and at its later places."""
    first, last = 0, 0  # places stand in the order of their units
    for place in range(len(places)):
        first += 1 if places[place].unit < unit else 0
        last += 1 if places[place].unit <= unit else 0
    vacant = np.zeros(last - first, np.int64)
    for place in range(first, last):
        vacant[place - first] = max(0, vacancies(places[place], entry) - places[place].approved)
    return first, vacant
