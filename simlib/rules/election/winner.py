"""Who of a community's staff is elected: the nearest post first, then standing and luck.      [election.standing_*]

Candidates  holders of lower posts with `election.minimum_service` years of community service, neither voted out in
            this election nor just elected.
Nearest     the nearest lower post that has a candidate comes first.
Within it   the highest of w × standing + (1 − w) × one draw, where w is `election.standing_weight`; of equals the
            smaller identity.
Standing    (x + r + s) / 3. x: years rated excellent of the last `election.standing_years`, over that number; r: 1 for
            an excellent last rating, ½ for satisfactory, else 0; s: years of community service over twenty, at most 1.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.luck import ELECTED_IN, luck
from simlib.months import YEAR
from simlib.population.person import EXCELLENT, SATISFACTORY, SERVING

_LONG = 20 * YEAR  # of service


@lightly_compiled
def winner(world, terms, members, settled, post):
    """Return which member in a lower post is elected, or −1 if there is none."""
    best, votes, month = -1, -1.0, world.state[0].month
    for k in range(len(members)):
        person = world.people[members[k]]
        if not settled[k] and person.state == SERVING and person.post > post and _has_served(person, month, terms):
            mine = votes_of(person, month, terms)
            if best < 0 or _comes_first(person, mine, world.people[members[best]], votes):
                best, votes = k, mine
    return best


@lightly_compiled
def _comes_first(one, votes, other, others):
    """Whether one candidate with so many votes comes before another: by post, then votes, then identity."""
    if one.post != other.post:
        return one.post < other.post
    return votes > others or (votes == others and one.key < other.key)


@lightly_compiled
def votes_of(person, month, terms):
    """Return how well a candidate does, 0 to 1."""
    weight = terms.election_standing_weight
    return weight * standing(person, month, terms) + (1.0 - weight) * luck(person, month, ELECTED_IN)


@lightly_compiled
def standing(person, month, terms):
    """Return how well somebody is thought of, 0 to 1."""
    excellent, years = 0, terms.election_standing_years
    for ago in range(years):
        excellent += person.excellent_history >> ago & 1
    rated = 1.0 if person.rating == EXCELLENT else (0.5 if person.rating == SATISFACTORY else 0.0)
    return (excellent / years + rated + min(1.0, (month - person.service_from) / _LONG)) / 3.0


@lightly_compiled
def _has_served(person, month, terms):
    """Return whether a person has the years of community service that an elected post asks for."""
    return month - person.service_from >= YEAR * terms.election_minimum_service
