"""A share of those with enough service and not too old go to the civil service or a public institution.  [channel.*]

Eligible  holders of the posts named (`channel.posts`), with `channel.minimum_service` years of community service, at
          most `channel.highest_age` years old (full years: who is 40 years and 11 months is 40).
Luck      one draw a year and person against `channel.share`.
"""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.luck import CHANNEL, luck


@compiled
def eligible(person, month, terms):
    """Return whether a person may compete in the channel."""
    enough = month - person.service_from >= 12 * terms.channel_minimum_service
    young = month - person.birth < 12 * (terms.channel_highest_age + 1)
    return enough & young & (terms.channel_posts[person.post] == 1)


@compiled
def goes(person, month, terms):
    """Return whether the channel takes a person in its month."""
    return eligible(person, month, terms) & (luck(person, month, CHANNEL) < terms.channel_share)
