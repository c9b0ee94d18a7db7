"""What was spent this year by budget line (执行数), out of a file: a column of lines and a column of amounts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simlib.policy import Policy
from simlib.staff.roster.cells import Cell, joined_up
from simlib.staff.roster.files import RosterRefused, Sheet, read_file
from simlib.staff.roster.numbers import read_fen
from simlib.text import Text

_WAN = 10_000


@dataclass(frozen=True)
class Executed:
    """What was spent, in fen by budget line, and the rows of amounts whose line nobody knows."""

    fen: dict[str, int]
    unknown: tuple[int, ...]


def read_executed(policy: Policy, path: str | Path) -> Executed:
    """Read the first sheet of a file: in each row a line's name or code, and the last amount in it.

    Amounts are yuan, or 10,000 yuan where 万元 stands above them. Raises RosterRefused where there is no line.
    """
    sheet = read_file(path).sheets[0]
    names = {joined_up(text).lower(): key for key, item in policy.lines.items() for text in (key, *item.label)}
    times = _WAN if any("万元" in joined_up(cell) for row in sheet.rows for cell in row) else 1
    found: dict[str, int] = {}
    unknown = []
    for number, row in _with_amounts(sheet):
        line = next((names[key] for cell in row if (key := joined_up(cell).lower()) in names), None)
        amount = next(fen for cell in reversed(row) if (fen := read_fen(cell)) is not None)
        if line is None:
            unknown.append(number)
        else:
            found[line] = found.get(line, 0) + amount * times
    if not found:
        what = Text(
            "{file} 里没有认得的支出项目。请每行写一个项目（如 {line}）和金额。",
            "{file} has no budget line that is known. Write a line (as {line}) and its amount in each row.",
        )
        raise RosterRefused(what.of(file=path, line=next(iter(policy.lines.values())).label))
    return Executed(found, tuple(unknown))


def _with_amounts(sheet: Sheet) -> list[tuple[int, list[Cell]]]:
    rows = enumerate(sheet.rows, 1)
    return [(number, row) for number, row in rows if any(read_fen(cell) is not None for cell in row)]
