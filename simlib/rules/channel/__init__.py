"""The civil-service and public-institution channel: once a year some of those eligible leave upwards."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.policy.terms import each_option
from simlib.population.person import CIVIL_SERVICE
from simlib.population.those_who import those_who
from simlib.population.verbs import leave
from simlib.rules.channel.experienced_heads import is_taken
from simlib.rules.channel.share_of_eligible import goes
from simlib.rules.channel.share_of_posts import bar, is_within

SHARE_OF_ELIGIBLE, SHARE_OF_POSTS = each_option("rules.channel", "share_of_eligible", "share_of_posts")
(EXPERIENCED_HEADS,) = each_option("rules.institution", "experienced_heads")

_those_who_go, _those_within, _those_taken = those_who(goes), those_who(is_within), those_who(is_taken)


@compiled
def channel(world, terms):
    """Let go everyone whom the channel takes this year, then the heads whom the institutions take."""
    people, month = world.people, world.state[0].month
    if terms.rules_channel == SHARE_OF_ELIGIBLE:
        _let_go(world, _those_who_go(people, month, terms))
    elif terms.rules_channel == SHARE_OF_POSTS:
        _let_go(world, _those_within(people, bar(people, month, terms), month, terms))
    if terms.rules_institution == EXPERIENCED_HEADS:
        _let_go(world, _those_taken(people, month, terms))


@compiled
def _let_go(world, those):
    for i in those:
        leave(world, i, CIVIL_SERVICE)
