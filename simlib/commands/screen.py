"""What people read in the terminal: one language at a time, columns that line up, what is wrong on stderr."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len as width
from rich.table import Table
from rich.text import Text as Styled

from simlib.policy.problems import Problem
from simlib.terminal import console, stderr_console
from simlib.text import CODES, NOTHING, Code, Text, Told

COLUMNS = 100  # of a terminal, at most
_FOLDED, _BETWEEN = 16, 2  # columns of a text that is folded, at least; between two columns of a table
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
        for line in wrapped(text[self.code], self.columns):
            print(line)

    @property
    def columns(self) -> int:
        """How wide a text may be: as the terminal, and no wider than is easily read."""
        return min(COLUMNS, console().width) if console().is_terminal else COLUMNS

    def note(self, text: Text) -> None:
        """Write what the reader should know, but nothing is wrong."""
        _tell(_NOTE, text, self.code, "bold")

    def refuse(self, why: Told) -> None:
        """Write why a command was not carried out."""
        many = len(why.texts)
        heads = [Text("共 {many} 处有误。", "{many} problems.").of(many=many)] if many > 1 else []
        for text in (*heads, *why.texts):
            for code in (self.asked,) if self.asked else CODES:
                _tell(_WRONG, text, code, "bold red")

    def warning(self, problem: Problem) -> None:
        """Write what may well be meant, but the reader should see."""
        self.note(problem.text)

    def table(self, head: Sequence[Text], rows: Iterable[Sequence[str]], left: int = 1) -> None:
        """Write rows under their heads, the first `left` columns to the left, numbers to the right.

        A head may have several lines; all end on the same. Where a terminal is too narrow the columns on the left are
        folded, and no number is ever cut; where nobody watches every row is one line.
        """
        heads, rows = [self.text(one) for one in head], list(rows)
        tall = max(one.count("\n") for one in heads)
        table = Table(box=None, pad_edge=False, padding=(0, _BETWEEN, 0, 0), header_style="bold")
        for at, one in enumerate(heads):
            above = "\n" * (tall - one.count("\n"))
            table.add_column(above + one, justify="left" if at < left else "right", no_wrap=at >= left, overflow="fold")
        for row in rows:
            table.add_row(*row)
        widths = [max(width(line) for cell in column for line in cell.splitlines() or [""])
                  for column in zip(heads, *rows, strict=True)]  # fmt: skip
        _print(table, widths, left)


def _print(table: Table, widths: list[int], left: int) -> None:
    """Print a table as wide as the terminal if it must be folded, and without spaces at the end of a piped line."""
    between = _BETWEEN * (len(widths) - 1)
    whole, least = sum(widths), sum(min(one, _FOLDED) for one in widths[:left]) + sum(widths[left:])
    if console().is_terminal:
        console(width=max(console().width, least + between)).print(table)
        return
    plain = console(width=whole + between)
    with plain.capture() as said:
        plain.print(table)
    print("\n".join(line.rstrip() for line in said.get().splitlines()))


def _tell(head: Text, text: Text, code: Code, style: str) -> None:
    """Write a line on stderr, its head set off in a terminal."""
    stderr_console().print(Styled.assemble((head[code], style), text[code]), soft_wrap=True)


def wrapped(text: str, columns: int = COLUMNS) -> list[str]:
    """Return a text in lines: broken at spaces, and between Chinese characters but never before a stop."""
    lines = [""]
    for part in _UNBROKEN.findall(text):
        if lines[-1] and width(lines[-1] + part.rstrip()) > columns:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]
