"""Post promotion, each January: vacant posts are filled from below, the highest post first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.compiled import compiled
from simlib.population.person import SERVING
from simlib.population.verbs import take_post
from simlib.population.world import NO_VACANCY
from simlib.rules.groups import gathered, group_of, vacancies
from simlib.rules.promotion.excellent_years_then_merit import NEARER_FIRST, claim

EXCELLENT_YEARS_THEN_MERIT = 0  # the options of `rules.promotion`


class Candidates(NamedTuple):
    """Everyone with a claim to a higher post, gathered by group and present post. N candidates.

    start    (groups × posts + 1,) int64: those of group g in post q are `start[g * posts + q]` and on, up to the next
    record   (N,) int64: where the record is
    claim    (N,) float64: how strong the claim is; 0 once it has been met
    """

    start: np.ndarray
    record: np.ndarray
    claim: np.ndarray


@compiled
def promotion(world, terms):
    """Fill the vacant posts above the entry post, and count those eligible for whom there was none."""
    if terms.rules_promotion != EXCELLENT_YEARS_THEN_MERIT:
        return
    state = world.state[0]
    candidates = _candidates(world.people, len(world.places), terms, state.month)
    for post in range(terms.posts - 1):
        _fill(world, terms, post, candidates)
    for k in range(len(candidates.record)):
        unmet = candidates.claim[k] > 0.0
        if unmet or _strength(world.people[candidates.record[k]], terms, state.month) > 0.0:
            world.years[state.year].blocked[NO_VACANCY] += 1


@compiled
def _candidates(people, groups, terms, month):
    """Return the candidates, in at most so many groups."""
    record, group, strength = (np.empty(len(people), np.int64), np.empty(len(people), np.int64), np.empty(len(people)))
    count = 0
    for i in range(len(people)):
        person = people[i]
        if person.state == SERVING:
            strength[count] = _strength(person, terms, month)
            if strength[count] > 0.0:
                record[count] = i
                group[count] = group_of(terms.promotion_scope, person.place, person.unit) * terms.posts + person.post
                count += 1
    start, order = gathered(group[:count], groups * terms.posts)
    return Candidates(start, record[order], strength[order])


@compiled
def _strength(person, terms, month):
    """Return how strong a person's claim to any vacant higher post is; 0 for none."""
    strength = claim(person, terms, month) if person.post > 0 else 0.0
    return strength + NEARER_FIRST * (terms.posts - person.post) if strength > 0.0 else 0.0


@compiled
def _fill(world, terms, post, candidates):
    """Fill every vacancy of one post, place by place, by the strongest claim in reach."""
    band, lowest = terms.grades_band[post], min(post + terms.promotion_posts_below, terms.posts - 1)
    for place in range(len(world.places)):
        group = group_of(terms.promotion_scope, place, world.places[place].unit) * terms.posts
        for _ in range(vacancies(world.places[place], post)):
            k = _strongest(candidates.claim, candidates.start[group + post + 1], candidates.start[group + lowest + 1])
            if k < 0:
                break
            candidates.claim[k] = 0.0
            i = candidates.record[k]
            take_post(world, i, place, post, min(max(world.people[i].grade, band[0]), band[1]))


@compiled
def _strongest(claims, first, stop):
    """Return which of the claims from `first` to `stop` − 1 is the strongest, or −1 where none is left."""
    best, strongest = -1, 0.0
    for k in range(first, stop):
        if claims[k] > strongest:
            best, strongest = k, claims[k]
    return best
