"""What stands in a cell of a file, as text: full-width characters made plain, what cannot be seen taken out."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta | None  # a dt.datetime is a date too

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_AS_TEXT = re.compile(r'="(.*)"')  # ="3401…": how some systems keep a number from becoming one
_NOTHING = frozenset(
    {"", "-", "--", "---", "—", "——", "–", "/", "\\", "//", "*", ".", "。", "n/a", "na", "nan", "null", "none", "nil"}
    | {"#n/a", "#value!", "#ref!", "#name?", "#div/0!", "#null!", "#num!", "空", "未填", "暂无", "不详", "未知", "待定"}
)
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")


def plain(cell: Cell) -> str:
    """Return the text of a cell: full-width characters as plain ones, no unseen ones, one space between words."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _plain(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


@lru_cache(maxsize=1 << 16)
def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    text = _SPACES.sub(" ", text).strip()
    if inner := _AS_TEXT.fullmatch(text):
        text = inner[1].strip()
    return text.removeprefix("'").strip()


def joined_up(cell: Cell) -> str:
    """Return the text of a cell without any spaces: a heading, an ID, a Chinese word.

    >>> joined_up("  姓　名\\n")
    '姓名'
    """
    return plain(cell).replace(" ", "")


def is_blank(cell: Cell) -> bool:
    """Return whether a cell says nothing: empty, a dash, 不详, an error of a formula."""
    if cell is None:
        return True
    return isinstance(cell, str) and _plain(cell).lower() in _NOTHING


def masked(cell: Cell) -> str:
    """Return the shape of a value and nothing of what it says: a digit is 9, a letter or character ○.

    >>> masked("1985.1"), masked("张三")
    ('9999.9', '○○')
    """
    shape = _LETTER.sub("○", _DIGIT.sub("9", plain(cell)))
    return shape if len(shape) <= _LONGEST else f"{shape[:_LONGEST]}…"


_LONGEST = 24
