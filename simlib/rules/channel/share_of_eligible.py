"""A share of those with enough service and not too old go to the civil service or a public institution.  [channel.*]

Eligible  holders of the posts named (`channel.posts`), with `channel.minimum_service` years of community service, at
          most `channel.highest_age` years old (full years: who is 40 years and 11 months is 40), and rated excellent in
          one of the last `channel.excellent_within` appraisals (0: not asked).
Luck      one draw a year and person against `channel.share`.
"""

from __future__ import annotations

from simlib.compiled import compiled
from simlib.luck import CHANNEL, luck
from simlib.rules.channel.excellence import is_excellent_enough


@compiled
def eligible(person, month, terms):
    """Return whether a person may compete in the channel."""
    enough = month - person.service_from >= 12 * terms.channel_minimum_service
    young = month - person.birth < 12 * (terms.channel_highest_age + 1)
    good = is_excellent_enough(person, terms.channel_excellent_within)
    return enough & young & good & (terms.channel_posts[person.post] == 1)


@compiled
def goes(person, month, terms):
    """Return whether the channel takes a person in its month."""
    return eligible(person, month, terms) & (luck(person, month, CHANNEL) < terms.channel_share)
