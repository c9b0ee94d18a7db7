"""Months as rosters write them: read where they say one month, asked about where they may say two, never guessed.

Read: 1985.07, 1985.7, 1985/7, 1985-07-15, 1985年7月, 198507, 19850715, 一九八五年七月, July 1985, with a time behind,
a date of Excel, its serial number (31229). Asked about: 1985.1 (January, or October that lost its nought), 85-07,
03/04/1985.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from simlib.months import month_number
from simlib.staff.roster.cells import Cell, plain

# what is not read, and why
LOST_NOUGHT, SHORT_YEAR, DAY_OR_MONTH = "lost_nought", "short_year", "day_or_month"  # questions
YEAR_ONLY, NO_SUCH_DAY, NO_MONTH = "year_only", "no_such_day", "no_month"


class Read(NamedTuple):
    """A month that was read, or why not, and the months that it may be.

    month     a month number; None where none was read
    why       of one that was not read: LOST_NOUGHT and the like
    may_be    the months between which a question is: January first, the former century, that of the month first
    """

    month: int | None
    why: str = ""
    may_be: tuple[int, ...] = ()


_SEP = r"[.\-/年、·,_ ]"
_TIME = r"(?:[ t]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_LAST = r"(?:起|始|至今|开始|入职|生)?"
_PARTED = re.compile(rf"(\d{{4}}) ?({_SEP}) ?(\d{{1,2}})(?: ?[.\-/月、·, ] ?(\d{{1,2}}))? ?[日号月.]?{_TIME}{_LAST}")
_RUN_ON = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})?(?:\.0+)?{_TIME}{_LAST}")
_SHORT = re.compile(rf"'?(\d{{2}}) ?{_SEP} ?(\d{{1,2}})(?: ?[.\-/月] ?(\d{{1,2}}))? ?[日号月.]?{_LAST}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}}|\d{{2}}){_TIME}")
_NAMED = re.compile(r"(?:\d{1,2}[ -])?([a-z]{3,9})\.?[ ,-]*(?:\d{1,2},? )?(\d{2}|\d{4})")
_YEAR_ALONE = re.compile(r"(\d{4})年?")
_SERIAL = re.compile(r"\d{4,5}(?:\.\d+)?")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WRITTEN_OUT = re.compile(r"([\d]{4})年(元|正|十[一二]?|\d+)月(?:.*)")
_TENS = {"元": "1", "正": "1", "十": "10", "十1": "11", "十2": "12", "十一": "11", "十二": "12"}
_NAMES = {name.lower(): at for names in (calendar.month_name, calendar.month_abbr) for at, name in enumerate(names)}
_NAMES["sept"] = 9
_BASE = {
    False: dt.date(1899, 12, 30),
    True: dt.date(1904, 1, 1),
}  # of serial numbers: by whether they count from 1904
_SERIALS = range(7306, 73415)  # of the years 1920 to 2100
_YEARS = range(1900, 2101)


def read_month(cell: Cell, from_1904: bool = False) -> Read:
    """Return the month that a cell says, or why none can be read.

    from_1904  whether the book counts its days from 1904, as old ones made on a Mac do
    """
    if isinstance(cell, dt.date):
        return _month(cell.year, cell.month, 1)
    if isinstance(cell, dt.time | dt.timedelta | bool):
        return Read(None, NO_MONTH)
    return _read(plain(cell).lower(), from_1904)


@lru_cache(maxsize=1 << 16)
def _read(text: str, from_1904: bool) -> Read:
    if match := _PARTED.fullmatch(text):
        year, parting, month, day = match.groups()
        if parting == "." and month == "1" and day is None and "月" not in text:
            return Read(None, LOST_NOUGHT, tuple(month_number(int(year), one) for one in (1, 10)))
        return _month(int(year), int(month), int(day or 1))
    if (match := _RUN_ON.fullmatch(text)) and int(match[1]) in _YEARS and 1 <= int(match[2]) <= 12:
        return _month(int(match[1]), int(match[2]), int(match[3] or 1))
    if _YEAR_ALONE.fullmatch(text) and int(text[:4]) in _YEARS:
        return Read(None, YEAR_ONLY)
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        day_read = _BASE[from_1904] + dt.timedelta(int(float(text)))
        return _month(day_read.year, day_read.month, day_read.day)
    return _in_words(text) or _in_doubt(text) or Read(None, NO_MONTH)


def _month(year: int, month: int, day: int) -> Read:
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Read(None, NO_SUCH_DAY)
    return Read(month_number(year, month))


def _in_words(text: str) -> Read | None:
    """Read 一九八五年七月, July 1985."""
    if match := _WRITTEN_OUT.fullmatch(text.translate(_NUMERALS)):
        month = _TENS.get(match[2], match[2])
        return _month(int(match[1]), int(month), 1) if month.isdecimal() else None
    match = _NAMED.fullmatch(text)
    if match is None or match[1] not in _NAMES:
        return None
    month_of_year = _NAMES[match[1]]
    return _month(int(match[2]), month_of_year, 1) if len(match[2]) == 4 else _short(match[2], month_of_year)


def _in_doubt(text: str) -> Read | None:
    """Return the question about a year of two digits, or about which of two numbers is the month."""
    if match := _YEAR_LAST.fullmatch(text):
        one, other, year = match.groups()
        if len(year) == 2:
            return Read(None, SHORT_YEAR)
        months = list(dict.fromkeys(part for part in (int(one), int(other)) if 1 <= part <= 12))
        if len(months) < 2:
            return _month(int(year), months[0], 1) if months else Read(None, NO_SUCH_DAY)
        return Read(None, DAY_OR_MONTH, tuple(month_number(int(year), part) for part in months))
    if match := _SHORT.fullmatch(text):
        return _short(match[1], int(match[2]))
    return None


def _short(year: str, month: int) -> Read:
    if not 1 <= month <= 12:
        return Read(None, NO_SUCH_DAY)
    return Read(None, SHORT_YEAR, tuple(month_number(century + int(year), month) for century in (1900, 2000)))
