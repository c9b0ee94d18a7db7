"""Whole months. A month number is 12 × year + month − 1; ages and lengths of service are differences of month numbers.

Nothing in the lab divides days by 365: 60 years and 3 months is 723 months, exactly.
"""

from __future__ import annotations

import datetime as dt
import re

from simlib.text import Text, Unusable

_WRITTEN = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
YEAR = 12  # months


def month_number(year: int, month: int) -> int:
    """Return the month number of a calendar month (1 is January).

    >>> month_number(2026, 8) - month_number(1971, 4)
    664
    """
    if not 1 <= month <= YEAR:
        raise Unusable(Text("月份是 1 到 12，不能是 {month}。", "A month is 1 to 12, not {month}.").of(month=month))
    return YEAR * year + month - 1


def parse_month(text: object) -> int:
    """Read `2026-08`, or the month of `2026-08-14` (also as a date), as a month number.

    Raises ValueError, saying how a month is written, for anything else.
    """
    if isinstance(text, dt.date):
        return month_number(text.year, text.month)
    match = _WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise Unusable(
            Text("{text} 不是年月。请写作 2027-01。", "{text} is not a month. Write it as 2027-01.").of(text=text)
        )
    year, month, day = match.groups()
    if day is not None:
        dt.date(int(year), int(month), int(day))  # a day that exists
    return month_number(int(year), int(month))


def month_text(month: int) -> str:
    """Write a month number as `2026-08`."""
    return f"{year_of(month):04d}-{month_of_year(month):02d}"


def year_of(month: int) -> int:
    """Return the calendar year of a month number."""
    return month // YEAR


def month_of_year(month: int) -> int:
    """Return 1 for January to 12 for December."""
    return month % YEAR + 1
