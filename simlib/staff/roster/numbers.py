"""Numbers as rosters write them: amounts with 元, 万元, ¥ and commas; percentages; grades as 4, 4级, 四级, 第十二级."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from simlib.staff.roster.cells import Cell, plain

_NUMBER = re.compile(r"(?:rmb|cny|[¥￥$])?(-?\d+(?:\.\d+)?)(万|千|%)?(?:元|rmb|yuan)?(?:整|/月|每月)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[,'](?=\d{3}(?!\d))")
_TIMES = {None: Decimal(1), "万": Decimal(10_000), "千": Decimal(1_000), "%": Decimal("0.01")}
_FEN = 100
_GRADE = re.compile(
    r"(?:[^\d一二三四五六七八九十]*)(\d{1,2}|[一二三四五六七八九十]{1,3})(?:\.0+)?(?:级|档|等|级别)?(?:\(.*\))?"
)
_ONES = {name: at for at, name in enumerate("一二三四五六七八九", 1)}


def read_number(cell: Cell) -> Decimal | None:
    """Return the number that a cell says, None where it says none.

    >>> read_number("4,800.50元"), read_number("0.48万元"), read_number("12%")
    (Decimal('4800.50'), Decimal('4800.00'), Decimal('0.12'))
    """
    if isinstance(cell, bool):
        return None
    return _read(plain(cell).replace(" ", ""))


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(_THOUSANDS.sub("", text))
    return Decimal(match[1]) * _TIMES[match[2]] if match else None


def read_fen(cell: Cell) -> int | None:
    """Return an amount of yuan in fen, None where the cell says none."""
    number = read_number(cell)
    return None if number is None else int((number * _FEN).to_integral_value())


def read_grade(cell: Cell) -> int | None:
    """Return the grade that a cell says, None where it says none.

    >>> read_grade("四级"), read_grade("助理12级"), read_grade(4.0)
    (4, 12, 4)
    """
    return _grade(plain(cell).replace(" ", ""))


@lru_cache(maxsize=1 << 12)
def _grade(text: str) -> int | None:
    match = _GRADE.fullmatch(text)
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else _chinese(match[1])


def _chinese(text: str) -> int | None:
    """Read 十二, 二十 or 九."""
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or (not ten and len(text) > 1):
        return None
    return (10 * _ONES.get(tens, 1) if ten else 0) + _ONES.get(ones, 0)
