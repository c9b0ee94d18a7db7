"""Push promotion: each year a stated share of those in a post move to others, vacant posts or not.   [promotion.rate]

Who      everybody in post, once each January after progression, by the post held before.
Where    one draw, and the rates to the other posts laid end to end, the highest post first: the post in whose stretch
         the draw falls; beyond all of them, one stays. A rate to a lower post is a move down.
Place    the same as before: the establishment is not asked, and may be exceeded.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.luck import PROMOTED_AT_RATE, luck


@lightly_compiled
def pushed_to(person, month, terms):
    """Return the post to which a person moves in a January; the present one if to none."""
    drawn = luck(person, month, PROMOTED_AT_RATE)
    for post in range(terms.posts):
        drawn -= terms.promotion_rate[person.post, post]
        if drawn < 0.0:
            return post
    return person.post
