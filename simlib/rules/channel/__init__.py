"""The civil-service and public-institution channel: once a year some of those eligible leave upwards."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.person import CIVIL_SERVICE, SERVING
from simlib.population.verbs import leave
from simlib.rules.channel.experienced_heads import is_taken
from simlib.rules.channel.share_of_eligible import goes
from simlib.rules.channel.share_of_posts import bar, claim

SHARE_OF_ELIGIBLE, SHARE_OF_POSTS = 0, 1  # the options of `rules.channel`
EXPERIENCED_HEADS = 1  # of `rules.institution`


@compiled
def channel(world, terms):
    """Let go everyone whom the channel takes this year, then the heads whom the institutions take."""
    if terms.rules_channel == SHARE_OF_ELIGIBLE:
        _share_of_eligible(world, terms)
    elif terms.rules_channel == SHARE_OF_POSTS:
        _share_of_posts(world, terms)
    if terms.rules_institution == EXPERIENCED_HEADS:
        _experienced_heads(world, terms)


@compiled
def _share_of_eligible(world, terms):
    for i in range(len(world.people)):
        if world.people[i].state == SERVING and goes(world.people[i], world.state[0].month, terms):
            leave(world, i, CIVIL_SERVICE)


@compiled
def _share_of_posts(world, terms):
    month = world.state[0].month
    lowest = bar(world.people, month, terms)
    for i in range(len(world.people)):
        if world.people[i].state == SERVING and claim(world.people[i], month, terms) >= lowest:
            leave(world, i, CIVIL_SERVICE)


@compiled
def _experienced_heads(world, terms):
    for i in range(len(world.people)):
        if world.people[i].state == SERVING and is_taken(world.people[i], world.state[0].month, terms):
            leave(world, i, CIVIL_SERVICE)
