"""What people read in the terminal: one language at a time, columns that line up, problems on stderr in both."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from simlib.policy.chinese import chinese
from simlib.policy.problems import PolicyError, Problem

if TYPE_CHECKING:
    from simlib.text import Code

Both = tuple[str, str]  # zh, en
LANGUAGES = ("zh", "en")


class Wrong(Exception):
    """The command cannot be carried out as given: why, and what to do, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class Screen:
    """Where a command writes. `language` is zh or en."""

    def __init__(self, language: str = LANGUAGES[0]) -> None:
        self.language = language

    @property
    def code(self) -> Code:
        """The reader's language, as `simlib.report.words` takes it."""
        return "en" if self.language == "en" else "zh"

    def text(self, zh: str, en: str) -> str:
        """Return the text in the reader's language."""
        return zh if self.language == "zh" else en

    def say(self, zh: str = "", en: str = "") -> None:
        """Write a line."""
        print(self.text(zh, en))

    def note(self, zh: str, en: str) -> None:
        """Write what the reader should know, but nothing is wrong."""
        print(self.text(f"注意：{zh}", f"Note: {en}"), file=sys.stderr)

    def refuse(self, zh: str, en: str) -> None:
        """Write why a command was not carried out: in both languages, the reader's own first."""
        lines = [f"错误：{zh}", f"Error: {en}"]
        print("\n".join(lines if self.language == "zh" else reversed(lines)), file=sys.stderr)

    def problems(self, error: PolicyError) -> None:
        """Write everything that is wrong with policy files or values."""
        if len(error.problems) > 1:
            count = len(error.problems)
            self.refuse(f"共 {count} 处有误。", f"{count} problems.")
        for one in error.problems:
            zh = chinese(one)
            print(f"Error: {one}", file=sys.stderr) if zh is None else self.refuse(zh, str(one))

    def warning(self, problem: Problem) -> None:
        """Write what may well be meant, but the reader should see."""
        self.note(chinese(problem) or str(problem), str(problem))

    def table(self, head: Sequence[Both], rows: Iterable[Sequence[str]], left: int = 1) -> None:
        """Write rows under their heads, the first `left` columns to the left, numbers to the right."""
        lines = [[self.text(*one) for one in head], *map(list, rows)]
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


def _padded(text: str, columns: int, left: bool) -> str:
    space = " " * (columns - width(text))
    return text + space if left else space + text
