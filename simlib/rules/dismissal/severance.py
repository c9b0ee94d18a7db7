"""Economic compensation by length of service.                       [Labour Contract Law (劳动合同法), Art. 47]

A month's pay for each full year; six months or more count as a year, less than six months as half a month's pay.
Counted in half months; what a month's pay comes to is the budget's affair, as is whether it is due at all.
The cap at twelve years where pay exceeds three times the local average is left out: no grade here comes near it.
"""

from __future__ import annotations

from simlib.compiled import compiled


@compiled
def half_months(service):
    """Return the half months of pay due for a number of months of service."""
    years, rest = service // 12, service % 12
    return 2 * years + (2 if rest >= 6 else (1 if rest > 0 else 0))
