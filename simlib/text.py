"""One text in both languages: every label, error and sentence is one, written where it is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
