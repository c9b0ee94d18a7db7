"""What people read in the terminal: one language at a time, columns that line up, what is wrong on stderr."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from simlib.policy.problems import Problem
from simlib.text import CODES, NOTHING, Code, Text, Told

COLUMNS = 100  # of a terminal
_UNBROKEN = re.compile(r"[（“]?[\u2e80-\u9fff][，。；：、）”]*|[^\s\u2e80-\u9fff]+\s*|\s+")
_WRONG, _NOTE = Text("错误：", "Error: "), Text("注意：", "Note: ")


class Wrong(Told):
    """The command cannot be carried out as given: why, and what to do."""


class Screen:
    """Where a command writes.

    asked  the language asked for; None where nobody said: then Chinese, and what is wrong in both languages
    """

    def __init__(self, asked: Code | None = None) -> None:
        self.asked = asked

    @property
    def code(self) -> Code:
        """The reader's language."""
        return self.asked or CODES[0]

    def text(self, text: Text) -> str:
        """Return the text in the reader's language."""
        return text[self.code]

    def say(self, text: Text = NOTHING) -> None:
        """Write a line."""
        print(text[self.code])

    def small(self, text: Text) -> None:
        """Write a long line in as many as it takes."""
        for line in wrapped(text[self.code]):
            print(line)

    def note(self, text: Text) -> None:
        """Write what the reader should know, but nothing is wrong."""
        print((_NOTE + text)[self.code], file=sys.stderr)

    def refuse(self, why: Told) -> None:
        """Write why a command was not carried out."""
        many = len(why.texts)
        heads = [Text("共 {many} 处有误。", "{many} problems.").of(many=many)] if many > 1 else []
        for text in (*heads, *why.texts):
            for code in (self.asked,) if self.asked else CODES:
                print((_WRONG + text)[code], file=sys.stderr)

    def warning(self, problem: Problem) -> None:
        """Write what may well be meant, but the reader should see."""
        self.note(problem.text)

    def table(self, head: Sequence[Text], rows: Iterable[Sequence[str]], left: int = 1) -> None:
        """Write rows under their heads, the first `left` columns to the left, numbers to the right.

        A head may have several lines; all end on the same.
        """
        heads = [self.text(one).split("\n") for one in head]
        tall = max(map(len, heads))
        above = [[""] * (tall - len(one)) + one for one in heads]
        lines = [*map(list, zip(*above, strict=True)), *map(list, rows)]
        widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = [_padded(cell, widths[at], at < left) for at, cell in enumerate(line)]
            print("  ".join(cells).rstrip())


def width(text: str) -> int:
    """Return how many columns a text takes in a terminal: Chinese characters take two.

    >>> width("晋级 1")
    6
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, columns: int = COLUMNS) -> list[str]:
    """Return a text in lines: broken at spaces, and between Chinese characters but never before a stop."""
    lines = [""]
    for part in _UNBROKEN.findall(text):
        if lines[-1] and width(lines[-1] + part.rstrip()) > columns:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _padded(text: str, columns: int, left: bool) -> str:
    space = " " * (columns - width(text))
    return text + space if left else space + text
