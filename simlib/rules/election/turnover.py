"""Some incumbents of elected posts are not returned.                                   [election.*]

Replaced   each incumbent of an elected post at `election.turnover_share`: one draw.
By whom    an outsider at `election.outsider_share`, else the winner among the community's staff in lower posts. An
           outsider is graded by the rule of entry; one of the staff is promoted.
Then       the one replaced by an outsider leaves. Replaced by one of the staff, they leave at `election.leave_share`,
           else take over the winner's former post, at the old grade or that band's highest if it is lower.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.luck import ELECTED_OUT, OUTSIDER, STEPS_DOWN, luck, recruit_key
from simlib.population.person import ELECTED as BY_ELECTION
from simlib.population.verbs import approve
from simlib.rules.recruitment.entry_mix import draw_traits


@lightly_compiled
def is_not_returned(person, month, terms):
    """Return whether the holder of an elected post is not returned, where there is an election."""
    drawn = luck(person, month, ELECTED_OUT)
    return (terms.election_posts[person.post] == 1) & (drawn < terms.election_turnover_share)


@lightly_compiled
def replaced(people, members, out, settled):
    """Return the next member to be replaced (highest post, then identity) of those who are out, or −1."""
    found = -1
    for k in range(len(members)):
        falls = out[members[k]] and not settled[k]
        if falls and (found < 0 or _before(people[members[k]], people[members[found]])):
            found = k
    return found


@lightly_compiled
def _before(one, other):
    """Whether one person's case comes before another's: by post, then by identity."""
    return one.post < other.post or (one.post == other.post and one.key < other.key)


@lightly_compiled
def newcomer(world, terms, i):
    """Return the record of an outsider elected in place of `i`, ready to join, or −1 where it is one of the staff."""
    person, month = world.people[i], world.state[0].month
    if luck(person, month, OUTSIDER) >= terms.election_outsider_share:
        return -1
    return comes(world, terms, recruit_key(person.key, month, 0), person.place)


@lightly_compiled
def comes(world, terms, key, place):
    """Return the record of an outsider elected in a place, ready to join."""
    outsider = approve(world, key, place, world.state[0].month, BY_ELECTION)
    draw_traits(world.people[outsider], terms)
    return outsider


@lightly_compiled
def steps_down(world, terms, i):
    """Return whether a replaced incumbent stays on in a lower post."""
    return luck(world.people[i], world.state[0].month, STEPS_DOWN) >= terms.election_leave_share
