"""A share of those with enough service and not too old go to the civil service or a public institution.  [channel.*]

Eligible  `channel.minimum_service` years of community service, at most `channel.highest_age` years old.
Luck      one draw a year and person against `channel.share`.
"""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.luck import CHANNEL, luck


@compiled
def goes(person, month, terms):
    """Return whether the channel takes a person in its month."""
    enough = month - person.service_from >= 12 * terms.channel_minimum_service
    young = month - person.birth < 12 * (terms.channel_highest_age + 1)
    return enough and young and luck(person, month, CHANNEL) < terms.channel_share
