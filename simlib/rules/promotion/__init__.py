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
        start, chosen = _chosen(world.places, terms, post, candidates)
        waiting -= _fill(world, terms, post, candidates, start, chosen)
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
def _fill(world, terms, post, candidates, start, chosen):
    """Fill every vacancy of one post, place by place, by the strongest claim in reach; return how many wait no more."""
    band, content = terms.grades_band[post], 0
    for place in range(len(world.places)):
        group = group_of(terms.promotion_scope, place, world.places[place].unit)
        for _ in range(vacancies(world.places[place], post)):
            k = chosen[start[group]]
            if k < 0:
                break
            start[group] += 1
            candidates.claim[k] = 0.0
            i = candidates.record[k]
            take_post(world, i, place, post, min(max(world.people[i].grade, band[0]), band[1]))
            content += 0 if is_eligible(world.people[i], terms, world.state[0].month) else 1
    return content


@compiled
def _chosen(places, terms, post, candidates):
    """Return (start, chosen): which candidates of each group fill its vacancies of a post, the strongest claim first.

    start   (groups,) int64: those of group g begin at `chosen[start[g]]`, as many as there are vacancies
    chosen  (vacancies,) int64, −1 where there are fewer candidates
    """
    wanted, lowest = np.zeros(len(places), np.int64), min(post + terms.promotion_posts_below, terms.posts - 1)
    for p in range(len(places)):
        wanted[group_of(terms.promotion_scope, p, places[p].unit)] += max(0, vacancies(places[p], post))
    start, chosen = np.cumsum(wanted) - wanted, np.full(wanted.sum(), -1)
    for g in np.flatnonzero(wanted):
        first, stop = candidates.start[g * terms.posts + post + 1], candidates.start[g * terms.posts + lowest + 1]
        _put_strongest(chosen[start[g] : start[g] + wanted[g]], candidates.order[first:stop], candidates.claim)
    return start, chosen


@lightly_compiled
def _put_strongest(chosen, order, claims):
    """Put those of some candidates with the strongest claims in the places of `chosen`, the strongest first."""
    found, weakest = 0, 0.0
    for k in order:
        if claims[k] > weakest:
            found = min(found + 1, len(chosen))
            at = found - 1  # of the one who falls out, where all places are taken
            while at > 0 and claims[chosen[at - 1]] < claims[k]:
                chosen[at] = chosen[at - 1]
                at -= 1
            chosen[at] = k
            weakest = claims[chosen[found - 1]] if found == len(chosen) else 0.0
