"""Economic compensation by length of service.       [severance.*; Labour Contract Law (劳动合同法), Arts. 46 and 47]

A month's pay for each full year; six months or more count as a year, less than six months as half a month's pay.
Counted in half months; what a month's pay comes to, and whether it is above the cap, is the budget's affair. Where it
is, years beyond the first so many (`severance.cap_years`) do not count: both numbers are kept.
Due to whoever has a labour contract; to elected members without one only where the policy says so.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.population.person import ELECTED


@lightly_compiled
def is_due(person, terms):
    """Return whether a person is compensated on dismissal."""
    return person.contract != ELECTED or terms.severance_elected == 1


@lightly_compiled
def half_months(service):
    """Return the half months of pay due for a number of months of service."""
    years, rest = service // 12, service % 12
    return 2 * years + (2 if rest >= 6 else (1 if rest > 0 else 0))
