"""ID numbers (GB 11643): of 18 characters by python-stdnum, of 15 digits by our own reader; nothing of them is kept.

An ID gives the month of birth and the sex, and, as its first 17 digits, who a person is (`simlib.staff.roster.key`).
Excel keeps fifteen digits of a number: an ID kept as one is damaged for good, and named as that.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from stdnum import numdb
from stdnum.cn import ric

from simlib.months import month_number
from simlib.population.person import FEMALE, MALE
from simlib.staff.roster.cells import Cell, joined_up

DAMAGED, HIDDEN, LENGTH, BIRTH, CHECK = "id_damaged", "id_hidden", "id_length", "id_birth", "id_check"
OLD, UNKNOWN_PLACE = "id_old", "id_unknown_place"  # to be known, though the ID is read
_POWER = re.compile(r"\d(?:\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
_STARRED = re.compile(r"\d{2,17}[*x×●•○?]{2,}[\dx*]*", re.IGNORECASE)
_KEPT_BY_EXCEL = 10**15


class Identity(NamedTuple):
    """What an ID says, or why it is not read.

    digits     its 17 digits without the check character; empty where it is not read
    birth      a month number
    why        why it is not read: DAMAGED and the like; of one that is read OLD, UNKNOWN_PLACE or nothing
    """

    digits: str = ""
    birth: int = 0
    sex: int = MALE
    why: str = ""


def read_id(cell: Cell) -> Identity:
    """Return what an ID number says."""
    if isinstance(cell, float) and cell >= _KEPT_BY_EXCEL:
        return Identity(why=DAMAGED)
    text = joined_up(cell).upper().strip("'\"`")
    if _POWER.fullmatch(text):
        return Identity(why=DAMAGED)
    if _STARRED.fullmatch(text):
        return Identity(why=HIDDEN)
    if len(text) == 18 and text[:17].isdecimal() and (text[17].isdecimal() or text[17] == "X"):
        return _of_18(text)
    if len(text) == 15 and text.isdecimal():
        read = _read(f"{text[:6]}19{text[6:]}")
        return read._replace(why=OLD) if read.digits else read
    return Identity(why=LENGTH)


def _of_18(text: str) -> Identity:
    read = _read(text[:17])
    if not read.digits:
        return Identity(why=DAMAGED) if text.endswith("000") else read
    if ric.calc_check_digit(text) != text[17]:
        return Identity(why=DAMAGED if text.endswith("000") else CHECK)
    return read


def _read(digits: str) -> Identity:
    """Read the 17 digits: place, day of birth, number of that day."""
    try:
        born = dt.date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return Identity(why=BIRTH)
    sex = MALE if int(digits[16]) % 2 else FEMALE
    return Identity(digits, month_number(born.year, born.month), sex, "" if _known(digits[:6]) else UNKNOWN_PLACE)


@cache
def _known(place: str) -> bool:
    """Return whether a place code is, or ever was, in the list of python-stdnum."""
    return any(found for _, found in numdb.get("cn/loc").info(place))
