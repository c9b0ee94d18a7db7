"""Post promotion, each January: vacant posts are filled from below, the highest post first."""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.population.person import SERVING
from simlib.population.verbs import take_post
from simlib.population.world import NO_VACANCY
from simlib.rules.groups import gathered, group_of, vacancies
from simlib.rules.promotion.excellent_years_then_merit import NEARER_FIRST, claim

EXCELLENT_YEARS_THEN_MERIT = 0  # the options of `rules.promotion`


@compiled
def promotion(world, terms):
    """Fill the vacant posts above the entry post, and count those eligible for whom there was none."""
    if terms.rules_promotion != EXCELLENT_YEARS_THEN_MERIT:
        return
    for post in range(terms.posts - 1):
        _fill(world, terms, post)
    month, blocked = world.state[0].month, world.years[world.state[0].year].blocked
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING and person.post > 0 and claim(person, terms, month) > 0.0:
            blocked[NO_VACANCY] += 1


@compiled
def _fill(world, terms, post):
    """Fill every vacancy of one post, place by place, by the strongest claim in reach."""
    scope, places = terms.promotion_scope, world.places
    vacant = np.zeros(len(places), np.bool_)  # by group
    for place in range(len(places)):
        if vacancies(places[place], post) > 0:
            vacant[group_of(scope, place, places[place].unit)] = True
    if not vacant.any():
        return
    groups, claims = _candidates(world.people, terms, post, vacant, world.state[0].month)
    start, order = gathered(groups, len(places))
    band = terms.grades_band[post]
    for place in range(len(places)):
        group = group_of(scope, place, places[place].unit)
        candidates = order[start[group] : start[group + 1]]
        for _ in range(vacancies(places[place], post)):
            i = _strongest(candidates, claims)
            if i < 0:
                break
            claims[i] = 0.0
            take_post(world, i, place, post, min(max(world.people[i].grade, band[0]), band[1]))


@compiled
def _candidates(people, terms, post, vacant, month):
    """Return (groups, claims) by record: the group in which each may compete for a vacancy, −1 for none."""
    groups = np.full(len(people), -1)
    claims = np.zeros(len(people))
    lowest = post + terms.promotion_posts_below
    for i in range(len(people)):
        person = people[i]
        if person.state == SERVING and post < person.post <= lowest:
            group = group_of(terms.promotion_scope, person.place, person.unit)
            strength = claim(person, terms, month) if vacant[group] else 0.0
            if strength > 0.0:
                groups[i] = group
                claims[i] = strength + NEARER_FIRST * (terms.posts - person.post)
    return groups, claims


@compiled
def _strongest(candidates, claims):
    """Return the record with the strongest remaining claim, or −1."""
    best, strongest = -1, 0.0
    for i in candidates:
        if claims[i] > strongest:
            best, strongest = i, claims[i]
    return best
