"""Post promotion, each January: vacant posts are filled from below, the highest first, or a stated share go up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.compiled import compiled, lightly_compiled
from simlib.policy.terms import each_option
from simlib.population.person import SERVING
from simlib.population.verbs import take_post
from simlib.population.world import NO_VACANCY
from simlib.rules.election.vacancies import wait
from simlib.rules.groups import group_of, most_groups, vacancies
from simlib.rules.promotion.excellent_years_then_merit import claim, is_eligible
from simlib.rules.promotion.stated_rates import pushed_to
from simlib.rules.regrading import grade_on

EXCELLENT_YEARS_THEN_MERIT, STATED_RATES = each_option("rules.promotion", "excellent_years_then_merit", "stated_rates")


class Candidates(NamedTuple):
    """Everyone with a claim to a higher post, by group and present post. N people in post, with or without a claim.

    first, stop  (groups × posts,) int64: those of group g in post q stand from `first[g * posts + q]` to `stop[…]` − 1
    record       (N,) int64: where a candidate's record is
    claim        (N,) float64: how strong the claim is; 0 once it has been met
    """

    first: np.ndarray
    stop: np.ndarray
    record: np.ndarray
    claim: np.ndarray


@compiled
def promotion(world, terms):
    """Promote by the rule in force."""
    if terms.rules_promotion == EXCELLENT_YEARS_THEN_MERIT:
        _fill_vacancies(world, terms)
    elif terms.rules_promotion == STATED_RATES:
        _push(world, terms)


@compiled
def _push(world, terms):
    """Move everybody at the rates of their post; nobody is asked twice."""
    month = world.state[0].month
    for i in range(len(world.people)):
        person = world.people[i]
        if person.state == SERVING:
            post = pushed_to(person, month, terms)
            if post < person.post:
                take_post(world, i, person.place, post, grade_on(person, post, month, terms))
            elif post > person.post:
                take_post(world, i, person.place, post, min(person.grade, terms.grades_band[post, 1]))


@compiled
def _fill_vacancies(world, terms):
    """Fill the vacant posts above the entry post, and count those eligible for whom there was none."""
    state = world.state[0]
    candidates = _candidates(world, terms)
    waiting = (candidates.stop - candidates.first).sum()
    for post in range(terms.posts - 1):
        start, chosen = _chosen(world, terms, post, candidates)
        waiting -= _fill(world, terms, post, candidates, start, chosen)
    world.years[state.year].blocked[NO_VACANCY] += waiting


@compiled
def _candidates(world, terms):
    """Return the candidates; each group has room for everyone in post, and for one more to be put down in vain."""
    people, places, month = world.people, world.places, world.state[0].month
    room = np.ones(most_groups(world) * terms.posts, np.int64)
    for p in range(len(places)):
        for post in range(terms.posts):
            room[_group(p, places[p].unit, post, terms)] += places[p].in_post[post]
    first = np.cumsum(room) - room
    stop, record, claims = first.copy(), np.empty(room.sum(), np.int64), np.empty(room.sum())
    for i in range(len(people)):
        person = people[i]
        if person.state == SERVING:
            group = _group(person.place, person.unit, person.post, terms)
            record[stop[group]], claims[stop[group]] = i, claim(person, terms)
            stop[group] += is_eligible(person, terms, month)  # else the next takes the place: less than a branch
    return Candidates(first, stop, record, claims)


@lightly_compiled
def _group(place, unit, post, terms):
    """Return the number of the group that the holders of a post are candidates in."""
    return group_of(terms.promotion_scope, place, unit) * terms.posts + post


@lightly_compiled
def _fill(world, terms, post, candidates, start, chosen):
    """Fill every vacancy of one post, place by place, by the strongest claim in reach; return how many wait no more."""
    content, month = 0, world.state[0].month
    for place in range(len(world.places)):
        group = group_of(terms.promotion_scope, place, world.places[place].unit)
        for _ in range(_to_fill(world.places[place], post, terms)):
            k = chosen[start[group]]
            if k < 0:
                break
            start[group] += 1
            candidates.claim[k] = 0.0
            i = candidates.record[k]
            take_post(world, i, place, post, grade_on(world.people[i], post, month, terms))
            content += 0 if is_eligible(world.people[i], terms, month) else 1
    return content


@lightly_compiled
def _to_fill(place, post, terms):
    """Return how many of a place's posts are to be filled: none that are left for the election."""
    return 0 if wait(place, post, terms) else max(0, vacancies(place, post))


@compiled
def _chosen(world, terms, post, candidates):
    """Return (start, chosen): which candidates of each group fill its vacancies of a post, the strongest claim first.

    start   (groups,) int64: those of group g begin at `chosen[start[g]]`, as many as there are vacancies
    chosen  (vacancies,) int64, −1 where there are fewer candidates
    """
    wanted, lowest = np.zeros(most_groups(world), np.int64), min(post + terms.promotion_posts_below, terms.posts - 1)
    for p in range(len(world.places)):
        place = world.places[p]
        wanted[group_of(terms.promotion_scope, p, place.unit)] += _to_fill(place, post, terms)
    start, chosen = np.cumsum(wanted) - wanted, np.full(wanted.sum(), -1)
    for g in np.flatnonzero(wanted):
        found, mine = 0, chosen[start[g] : start[g] + wanted[g]]
        for below in range(g * terms.posts + post + 1, g * terms.posts + lowest + 1):
            found = _put_strongest(mine, found, candidates.claim, candidates.first[below], candidates.stop[below])
    return start, chosen


@lightly_compiled
def _put_strongest(chosen, found, claims, first, stop):
    """Put the candidates `first` to `stop` − 1 in the places of `chosen` where their claims are among the strongest.

    The strongest stands first; return how many places are taken, of which `found` were before.
    """
    weakest = claims[chosen[-1]] if found == len(chosen) else 0.0
    for k in range(first, stop):
        if claims[k] > weakest:
            found = min(found + 1, len(chosen))
            at = found - 1  # of the one who falls out, where all places are taken
            while at > 0 and claims[chosen[at - 1]] < claims[k]:
                chosen[at] = chosen[at - 1]
                at -= 1
            chosen[at] = k
            weakest = claims[chosen[-1]] if found == len(chosen) else 0.0
    return found
