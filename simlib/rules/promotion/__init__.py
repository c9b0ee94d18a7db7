"""Post promotion, each January: vacant posts are filled from below, the highest post first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.population.choice import those_who
from simlib.population.verbs import take_post
from simlib.population.world import NO_VACANCY
from simlib.rules.groups import gathered, group_of, vacancies
from simlib.rules.promotion.excellent_years_then_merit import claim, is_eligible

EXCELLENT_YEARS_THEN_MERIT = 0  # the options of `rules.promotion`
_those_eligible = those_who(is_eligible)


class Candidates(NamedTuple):
    """Everyone with a claim to a higher post, gathered by group and present post. N candidates.

    start    (groups × posts + 1,) int64: those of group g in post q are `order[start[g * posts + q]:]`, up to the next
    order    (N,) int64: the candidates by group and post
    record   (N,) int64: where a candidate's record is
    claim    (N,) float64: how strong the claim is; 0 once it has been met
    """

    start: np.ndarray
    order: np.ndarray
    record: np.ndarray
    claim: np.ndarray


@compiled
def promotion(world, terms):
    """Fill the vacant posts above the entry post, and count those eligible for whom there was none."""
    if terms.rules_promotion != EXCELLENT_YEARS_THEN_MERIT:
        return
    state = world.state[0]
    candidates = _candidates(world.people, len(world.places), terms, state.month)
    waiting = len(candidates.record)
    for post in range(terms.posts - 1):
        waiting -= _fill(world, terms, post, candidates)
    world.years[state.year].blocked[NO_VACANCY] += waiting


@compiled
def _candidates(people, groups, terms, month):
    """Return the candidates, in at most so many groups."""
    record = _those_eligible(people, terms, month)
    group, claims = np.empty(len(record), np.int64), np.empty(len(record))
    for k in range(len(record)):
        person = people[record[k]]
        group[k] = group_of(terms.promotion_scope, person.place, person.unit) * terms.posts + person.post
        claims[k] = claim(person, terms)
    start, order = gathered(group, groups * terms.posts)
    return Candidates(start, order, record, claims)


@lightly_compiled
def _fill(world, terms, post, candidates):
    """Fill every vacancy of one post, place by place, by the strongest claim in reach; return how many wait no more."""
    band, lowest = terms.grades_band[post], min(post + terms.promotion_posts_below, terms.posts - 1)
    content = 0
    for place in range(len(world.places)):
        group = group_of(terms.promotion_scope, place, world.places[place].unit) * terms.posts
        first, stop = candidates.start[group + post + 1], candidates.start[group + lowest + 1]
        for _ in range(vacancies(world.places[place], post)):
            k = _strongest(candidates, first, stop)
            if k < 0:
                break
            candidates.claim[k] = 0.0
            i = candidates.record[k]
            take_post(world, i, place, post, min(max(world.people[i].grade, band[0]), band[1]))
            content += 0 if is_eligible(world.people[i], terms, world.state[0].month) else 1
    return content


@lightly_compiled
def _strongest(candidates, first, stop):
    """Return which of the candidates from `first` to `stop` − 1 has the strongest claim, or −1 where none is left."""
    best, strongest = -1, 0.0
    for k in candidates.order[first:stop]:
        if candidates.claim[k] > strongest:
            best, strongest = k, candidates.claim[k]
    return best
