"""Elected posts that fall vacant between elections: appointed to, or left to wait.       [election.vacancies_between]

Appointed  by the rule of promotion, as any other vacant post.
Wait       promotion leaves them alone in places that elect. The election fills them after the incumbents, the highest
           post first, as they are vacant when a post's turn comes: each by an outsider at `election.outsider_share`,
           else by the winner among the staff; where nobody is fit it stays vacant.
Identity   an outsider's is (place, month, ordinal), the vacancies of a place counted from its highest post; the draw
           whether there is one is of that identity.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.luck import OUTSIDER, luck_by, personal, recruit_key
from simlib.policy.terms import option
from simlib.rules.groups import vacancies

WAIT = option("election.vacancies_between", "wait_for_election")


@lightly_compiled
def wait(place, post, terms):
    """Return whether the vacancies of a post are left for the election."""
    elected = (place.elects == 1) & (terms.election_posts[post] == 1)
    return elected & (terms.election_vacancies_between == WAIT)


@lightly_compiled
def left_open(place, post, terms):
    """Return how many posts of a place the election is to fill: none of those for which somebody has been approved."""
    if not wait(place, post, terms):
        return 0
    coming = place.approved if post == terms.posts - 1 else 0
    return max(0, vacancies(place, post) - coming)


@lightly_compiled
def key_of_vacancy(world, place, ordinal):
    """Return the identity of whoever comes from outside for one of the vacancies of a place."""
    return recruit_key(world.places[place].key, world.state[0].month, ordinal)


@lightly_compiled
def goes_outside(world, key, terms):
    """Return whether an outsider is elected to a vacant post."""
    own = personal(world.state[0].stream, key)
    return luck_by(own, world.state[0].month, OUTSIDER) < terms.election_outsider_share
