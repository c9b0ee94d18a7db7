"""Whether somebody has lately been excellent, where a channel asks for it.  [channel, institution .excellent_within]

Lately  rated excellent in at least one of so many last appraisals, those without a rating counted too; where the number
        is 0 nothing is asked.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled


@lightly_compiled
def is_excellent_enough(person, appraisals):
    """Return whether a person was excellent in one of so many last appraisals, or need not have been."""
    return (appraisals == 0) | (person.excellent_history & ((1 << appraisals) - 1) > 0)
