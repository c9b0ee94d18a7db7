"""The civil-service and public-institution channel: once a year a share of those eligible leave upwards."""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.population.person import CIVIL_SERVICE, SERVING
from simlib.population.verbs import leave
from simlib.rules.channel.share_of_eligible import goes


@compiled
def channel(world, terms):
    """Let go everyone whom the channel takes this year."""
    for i in range(len(world.people)):
        if world.people[i].state == SERVING and goes(world.people[i], world.state[0].month, terms):
            leave(world, i, CIVIL_SERVICE)
