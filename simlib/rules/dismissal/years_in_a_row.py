"""So many failed years in a row, or basic years in a row, and out.      [dismissal.failed_years, dismissal.basic_years]

A year below satisfactory that is not of the same kind breaks the run. 0 years means the text has no such rule.
No draw.
"""

from __future__ import annotations

from simlib.compiled import compiled


@compiled
def is_dismissed(person, terms):
    """Return whether a person's run of poor ratings is long enough."""
    failed, basic = terms.dismissal_failed_years, terms.dismissal_basic_years
    return (0 < failed <= person.failed_run) or (0 < basic <= person.basic_run)
