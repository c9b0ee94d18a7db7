"""The heading of a column: which field it means, by the dictionary or by likeness, and why."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from simlib.staff.roster.cells import Cell, joined_up
from simlib.staff.roster.fields import FIELDS, NOT_READ, RATING
from simlib.text import Text

LIKE = 78.0  # of 100: from here on a heading is taken to be like one of the dictionary
EXACT = 100.0
_BRACKETED = re.compile(r"[(\[【《<].*?[)\]】》>]")
_MARKS = re.compile(r"[\s:：;；,，.。、*★☆＊_\-—·|]+")
_YEAR = re.compile(r"((?:19|20)\d{2})")
_RATED = re.compile("考核|考评|等次|rating|appraisal", re.IGNORECASE)
_NOT_RATED_BUT = re.compile("时间|日期|分数|得分|系数|奖")


class Meaning(NamedTuple):
    """What a heading means.

    field   a field of `FIELDS`, or `rating:2023`; empty: none that is read
    likeness  of 100
    rank    how likely among the field's own headings, 0 first
    reason  why
    """

    field: str
    likeness: float
    rank: int
    reason: Text


_NONE = Meaning("", 0.0, 0, Text("不认识，不读", "not known, not read"))
_KNOWN_UNREAD = Meaning("", EXACT, 0, Text("用不着，不读", "not needed, not read"))


def heading_key(text: str) -> str:
    """Return a heading as it is compared: lower case, without spaces and marks."""
    return _MARKS.sub("", text).lower()


# fmt: off
_DICTIONARY: dict[str, tuple[str, int]] = {
    key: (name, rank)
    for name, field in reversed(FIELDS.items())
    for rank, heading in reversed([*enumerate(field.headings)])
    for key in (heading_key(heading),)
}
# fmt: on
_UNREAD = frozenset(map(heading_key, NOT_READ))
_WORDS = [*_DICTIONARY, *_UNREAD]


def meaning(parts: tuple[str, ...]) -> Meaning:
    """Return what a heading means: its parts are those of a header of several rows, from above."""
    return _meaning(tuple(part for part in parts if part))


@lru_cache(maxsize=4096)
def _meaning(parts: tuple[str, ...]) -> Meaning:
    if not parts:
        return _NONE
    whole, last = "".join(parts), parts[-1]
    if (year := _YEAR.search(whole)) and _RATED.search(whole) and not _NOT_RATED_BUT.search(whole):
        return Meaning(f"{RATING}:{year[1]}", EXACT, 0, Text("年度考核", "a year's rating"))
    tried = [whole, _BRACKETED.sub("", whole), last, _BRACKETED.sub("", last)]
    tried += [part for part in reversed(parts[:-1])] if heading_key(last) in _HALVES else []
    for key in dict.fromkeys(heading_key(one) for one in tried):
        if key in _DICTIONARY:
            name, rank = _DICTIONARY[key]
            return Meaning(name, EXACT, rank, Text("词表", "dictionary"))
        if key in _UNREAD:
            return _KNOWN_UNREAD
    return max((_likeness(heading_key(_BRACKETED.sub("", one))) for one in {whole, last}), key=lambda one: one.likeness)


_HALVES = frozenset(map(heading_key, ("全日制", "在职", "全日制教育", "在职教育", "最高", "第一", "非全日制")))


def _likeness(key: str) -> Meaning:
    found = process.extractOne(key, _WORDS, scorer=fuzz.ratio, score_cutoff=LIKE) if len(key) > 1 else None
    if found is None or found[0] not in _DICTIONARY:
        return _NONE
    name, rank = _DICTIONARY[found[0]]
    like = Text("与“{word}”相似 {likeness}%", "like “{word}”, {likeness} %").of(word=found[0], likeness=round(found[1]))
    return Meaning(name, float(found[1]), rank, like)


def is_data(cell: Cell) -> bool:
    """Return whether a cell cannot be a heading: a number that is no year, a date, a long row of digits."""
    text = joined_up(cell)
    if not text or (isinstance(cell, str) and not any(letter.isdecimal() for letter in text)):
        return False
    return (
        (not isinstance(cell, str) and not _YEAR.fullmatch(text))
        or bool(_LONG.search(text))
        or (text.isdecimal() and not _YEAR.fullmatch(text))
    )


_LONG = re.compile(r"\d{5}|\d{4}[./-]\d")
