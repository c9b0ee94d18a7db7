"""Whole months. A month number is 12 × year + month − 1; ages and lengths of service are differences of month numbers.

Nothing in the lab divides days by 365: 60 years and 3 months is 723 months, exactly.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from simlib.text import Text, Unusable

_WRITTEN = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
YEAR = 12  # months
Month = int | str | dt.date  # as somebody may hand it over: its number, 2026-08 or a date
_TO_READ = (str, dt.date)
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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


def as_month(month: Month) -> int:
    """Return a month number as it is, and of `2026-08` or a date that of its month. Raises ValueError as `parse_month`.

    >>> as_month("2026-08") == as_month(month_number(2026, 8)) == month_number(2026, 8)
    True
    """
    return parse_month(month) if isinstance(month, _TO_READ) else month


def month_text(month: int) -> str:
    """Write a month number as `2026-08`."""
    return f"{year_of(month):04d}-{month_of_year(month):02d}"


def year_of(month: int) -> int:
    """Return the calendar year of a month number."""
    return month // YEAR


def month_of_year(month: int) -> int:
    """Return 1 for January to 12 for December."""
    return month % YEAR + 1


def months_of_run(opening: int, years: int) -> range:
    """Return the months of a run: what is left of the year in which it opens, if it does within one, and whole years.

    >>> months_of_run(month_number(2026, 9), 10) == range(month_number(2026, 9), month_number(2037, 1))
    True
    """
    return range(opening, YEAR * (year_of(opening - 1) + 1 + years))


class Years(tuple[int, ...]):
    """The calendar years that some months in a row touch; the first is a part-year where they begin within it.

    first  the month of the year in which they begin: 1 unless there is a part-year
    """

    first: int

    def __new__(cls, months: range) -> Years:
        """Take the months."""
        years = super().__new__(cls, range(year_of(months[0]), year_of(months[-1]) + 1))
        years.first = month_of_year(months[0])
        return years

    def __reduce__(self) -> tuple[type[Years], tuple[range]]:
        """Let a copy be of the same months."""
        return Years, (range(month_number(self[0], self.first), YEAR * (self[-1] + 1)),)

    @property
    def parts(self) -> int:
        """How many part-years there are: 1 or none. Whole years begin at this place."""
        return int(self.first > 1)

    @property
    def whole(self) -> tuple[int, ...]:
        """The whole years."""
        return self[self.parts :]

    @property
    def decembers(self) -> slice:
        """The places of the Decembers among the months."""
        return slice(YEAR - self.first, None, YEAR)

    def places(self, year: int) -> slice:
        """Return the places of the months of a year, which counts from 0, among the months."""
        return slice(max(0, YEAR * year + 1 - self.first), YEAR * (year + 1) + 1 - self.first)


def year_words(year: int, years: Sequence[int]) -> Text:
    """Name a year of some: 2027年, 2027; a part-year with its months: 2026年9—12月, 2026 (Sep–Dec)."""
    part = _months_of_part(year, years)
    return part or Text(f"{year}年", str(year))


def year_head(year: int, years: Sequence[int]) -> Text:
    """Name a year of some as a column or a row of a table does: 2027, and a part-year with its months."""
    part = _months_of_part(year, years)
    return part or Text(str(year), str(year))


def _months_of_part(year: int, years: Sequence[int]) -> Text | None:
    if not (isinstance(years, Years) and years.parts and year == years[0]):
        return None
    if years.first == YEAR:
        return Text(f"{year}年12月", f"{year} (Dec)")
    return Text(f"{year}年{years.first}—12月", f"{year} ({_SHORT[years.first - 1]}–Dec)")
