"""A share of the posts offered is kept for community workers, and the best of those eligible take them.  [channel.*]

Places    `channel.posts_offered` × `channel.posts_share`, to the nearest whole, for the whole district.
Eligible  as in `share_of_eligible`, and rated satisfactory or better last year.
Order     excellent years in a row, then lasting merit and the examination's luck in equal parts.
"""

from __future__ import annotations

import numpy as np

from simlib.compiled import compiled
from simlib.luck import CHANNEL, luck
from simlib.population.person import SATISFACTORY, SERVING
from simlib.rules.channel.share_of_eligible import eligible
from simlib.rules.groups import NEAREST, bar_for, rounded


@compiled
def claim(person, month, terms):
    """Return how well a person does in the competition, above 0; 0 for whoever may not compete."""
    if person.rating < SATISFACTORY or not eligible(person, month, terms):
        return 0.0
    return 1.0 + person.excellent_run + (person.merit + luck(person, month, CHANNEL)) / 2.0


@compiled
def bar(people, month, terms):
    """Return the lowest claim that takes a place (infinite where there is none)."""
    claims = np.zeros(len(people))
    for i in range(len(people)):
        if people[i].state == SERVING:
            claims[i] = claim(people[i], month, terms)
    candidates = claims[claims > 0.0]
    places = min(rounded(terms.channel_posts_offered * terms.channel_posts_share, NEAREST), len(candidates))
    return bar_for(candidates, places) if places > 0 else np.inf


@compiled
def is_within(person, lowest, month, terms):
    """Return whether a person's claim takes a place."""
    return claim(person, month, terms) >= lowest
