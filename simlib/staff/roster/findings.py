"""What is found in a roster: each kind with what is wrong, why it matters and what to do, in both languages.

A finding names the sheet, the row of the file and the column, and never what stands in the cell: only its shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as member
from enum import Enum

from simlib.staff.roster.cells import Cell, masked
from simlib.text import NOTHING, Text


class Weight(Enum):
    """What becomes of a roster with such a finding."""

    PROBLEM = Text("错误", "Problem")  # it is not imported, unless these rows are left out
    QUESTION = Text("待确认", "Question")  # it is not imported until roster.yaml answers
    NOTICE = Text("提示", "Notice")  # to be known, though nothing is wrong
    READ = Text("读法", "How it was read")  # of the file: what was left out, filled in, taken for granted


PROBLEM, QUESTION, NOTICE, READ = Weight


@dataclass(frozen=True)
class Kind:
    """A kind of finding: `what` is wrong, `why` it matters, the `way_out`."""

    weight: Weight
    what: Text
    why: Text
    way_out: Text


@dataclass(frozen=True)
class Finding:
    """One finding.

    kind    its name in `simlib.staff.roster.kinds.KINDS`
    sheet   counted from 1; 0: of the file
    row     the row in the file, counted from 1; 0: of no row
    field   what it is about; empty: the row
    shape   that of the value, as `masked` gives it
    filled  what its texts are filled with
    """

    kind: str
    sheet: int = 0
    row: int = 0
    field: str = ""
    column: str = ""
    shape: str = ""
    filled: Mapping[str, object] = member(default_factory=dict, hash=False, compare=False)


class Findings:
    """All that is found in a roster, in the order in which it is."""

    def __init__(self) -> None:
        self.all: list[Finding] = []
        self._seen: set[Finding] = set()

    def add(
        self,
        kind: str,
        where: tuple[int, int] = (0, 0),
        field: str = "",
        column: str = "",
        cell: Cell = None,
        /,
        **filled: object,
    ) -> None:
        """Note a finding; the same one is noted once."""
        found = Finding(kind, *where, field, column, masked(cell), filled)
        if found not in self._seen:
            self._seen.add(found)
            self.all.append(found)

    def rows(self, kinds: Iterable[str]) -> set[tuple[int, int]]:
        """Return sheet and row of every finding of some kinds."""
        wanted = set(kinds)
        return {(one.sheet, one.row) for one in self.all if one.kind in wanted and one.row}

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)


def column_letters(index: int) -> str:
    """Return the letters of a column, which counts from 0, as Excel heads it.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, at = divmod(index - 1, 26)
        letters = chr(65 + at) + letters
    return letters


def row_words(rows: Iterable[int]) -> Text:
    """Write rows of a file, those in a row as from – to.

    >>> row_words([3, 4, 5, 9])["zh"]
    '第3–5、9行'
    """
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    if not spans:
        return NOTHING
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    many = len(parts) > 1 or "–" in parts[0]
    return Text(f"第{'、'.join(parts)}行", f"row{'s' if many else ''} {', '.join(parts)}")
