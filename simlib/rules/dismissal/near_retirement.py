"""Who has served long and is close to retirement is not dismissed.       [dismissal.protects_near_retirement]

Labour Contract Law (劳动合同法), Art. 42 item 5: nobody with a labour contract who has worked for this employer for
fifteen years without a break and has less than five years to the statutory age is dismissed under Art. 40. The age is
that of the person's own track as the law stands, reached in its month; who is past it is not protected any more.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.months import YEAR
from simlib.population.person import ELECTED
from simlib.rules.retirement import statutory_age, track_of

LONG_SERVICE, CLOSE = 15 * YEAR, 5 * YEAR


@lightly_compiled
def is_protected(person, month, terms):
    """Return whether a person cannot be dismissed after the appraisal at the end of a month."""
    if terms.dismissal_protects_near_retirement == 0 or person.contract == ELECTED:
        return False
    if month + 1 - person.joined < LONG_SERVICE:
        return False
    left = person.birth + statutory_age(person.birth, track_of(person, terms), terms) - (month + 1)
    return 0 <= left < CLOSE
