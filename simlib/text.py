"""One text in both languages: every label, error and sentence is one, written where it is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from pathlib import Path
from typing import Any, ClassVar, Literal

Code = Literal["zh", "en"]  # the reader's language
CODES: tuple[Code, ...] = ("zh", "en")


@dataclass(frozen=True)
class Text:
    """A text in Chinese and English; `text[code]` is the one that the reader reads.

    >>> Text("年度", "Year")["zh"]
    '年度'
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "json_schema_extra": {"description": "A text in both languages."},
    }

    zh: str
    en: str

    def __getitem__(self, code: Code) -> str:
        """Return the text of a language."""
        return self.en if code == "en" else self.zh

    def __iter__(self) -> Iterator[str]:
        """Yield the Chinese and the English, as where both stand in one line."""
        yield from (self.zh, self.en)

    def of(self, **quoted: object) -> Text:
        """Return the text with every `{name}` filled in: texts in their own language, all else as `shown` writes it.

        >>> Text("没有参数 {name}", "{name} is not a term").of(name="pay.bsae")["en"]
        'pay.bsae is not a term'
        """
        zh, en = ({name: shown(value, code) for name, value in quoted.items()} for code in CODES)
        return Text(self.zh.format(**zh), self.en.format(**en))

    def __add__(self, other: Text) -> Text:
        """Return the two texts one after the other."""
        return Text(self.zh + other.zh, self.en + other.en)

    def __bool__(self) -> bool:
        """Return whether it says anything."""
        return bool(self.zh or self.en)


NOTHING = Text("", "")


def same(text: str) -> Text:
    """Return a text that is the same in both languages: a name, a number, a path."""
    return Text(text, text)


def joined(parts: Iterable[Text], between: Text = Text("、", ", ")) -> Text:
    """Return texts in a row, with a separator of each language between them.

    >>> joined([Text("男", "men"), Text("女", "women")])
    Text(zh='男、女', en='men, women')
    """
    rows = list(parts)
    return Text(between.zh.join(one.zh for one in rows), between.en.join(one.en for one in rows))


class Told(Exception):
    """An error told in both languages: `error[code]` is what the reader is told, `str(error)` is both.

    texts  what is wrong and what to do about it; one a line
    """

    def __init__(self, *texts: Text) -> None:
        super().__init__(*texts)
        self.texts = texts

    def __getitem__(self, code: Code) -> str:
        """Return all of it in a language."""
        return "\n".join(text[code] for text in self.texts)

    def __str__(self) -> str:
        return f"{self['zh']}\n{self['en']}"


class Unusable(Told, ValueError):
    """A value that nothing can be done with: handed over from Python, where no file is at fault."""


_LONGEST, _MOST, _SHORT = 80, 12, 30  # letters of a text; how many of several values; letters a member on average
_LARGE = 10**30
_EMPTY, _NAN = Text("（空）", "(empty)"), Text("（非数）", "(not a number)")
_THING = Text("（某个对象）", "(an object)")


def shown(value: object, code: Code) -> str:
    """Write a value as a message quotes it: never as Python does, on one line, and not at length.

    >>> shown(["head", None, float("nan"), 0.5], "en")
    'head, (empty), (not a number), 0.5'
    """
    if isinstance(value, Text):
        return value[code]
    if isinstance(value, Path):
        return _printable(value.as_posix())
    if hasattr(value, "tolist"):  # of numpy
        value = value.tolist()
    if isinstance(value, Mapping):
        value = [f"{shown(key, code)}: {shown(one, code)}" for key, one in value.items()]
    if isinstance(value, list | tuple | set | frozenset | range):
        listed = [shown(one, code) for one in list(value)[:_MOST]] + ["…"] * (len(value) > _MOST)
        return _short(("、" if code == "zh" else ", ").join(listed), _MOST * _SHORT) or _EMPTY[code]
    if value is None or value == "":
        return _EMPTY[code]
    return _scalar(value, code)


def _scalar(value: object, code: Code) -> str:
    if value != value or value in (inf, -inf):  # NaN too, and a date that is none
        return _NAN[code]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.12g}" if isinstance(value, float) else str(value) if abs(value) < _LARGE else _vast(value)
    if isinstance(value, dt.date):
        return value.strftime("%Y-%m-%d")
    if not isinstance(value, str):
        return _THING[code]
    return _short(_printable(value), _LONGEST)


def _vast(number: int) -> str:
    return f"{Decimal(number):.0e}"  # which Python may refuse to write out


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _printable(text: str) -> str:
    """Return a text with what moves the cursor, or cannot be seen, written as a code."""
    return "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in text)
