"""The cells of matched columns read as values; whatever cannot be read is told, with its row, and is UNKNOWN."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simlib.policy import Policy
from simlib.staff.roster import fields
from simlib.staff.roster.cells import Cell, is_blank, joined_up, plain
from simlib.staff.roster.fields import label_of
from simlib.staff.roster.findings import Findings, row_words
from simlib.staff.roster.identity import Identity, read_id
from simlib.staff.roster.kinds import ANSWERS
from simlib.staff.roster.known import UNKNOWN
from simlib.staff.roster.match_file import Reading
from simlib.staff.roster.matching import Matched
from simlib.staff.roster.months import Read, read_month
from simlib.staff.roster.numbers import read_fen, read_grade, read_number
from simlib.staff.roster.tables import Table
from simlib.staff.roster.words import SOME, Words, known_members
from simlib.text import joined, same

Values = dict[str, np.ndarray]
_MOST_KNOWN = 12
_YEAR = re.compile(r"20[0-5]\d")
FIRST_YEAR = 2000  # of years kept as bits


class Columns:
    """Reads the columns of one table.

    values  by field, (N,) int64, UNKNOWN where nothing is said
    doubtful  by field, months that may be two
    ids     what each ID says
    who     by field, what says who each is: kept until it is hashed
    texts   by field, what cells say of street and community
    """

    def __init__(self, policy: Policy, table: Table, words: Words, reading: Reading, findings: Findings) -> None:
        self.policy, self._table, self.words, self.reading, self._findings = policy, table, words, reading, findings
        self._sheet = table.sheet.number
        self._answered = {kind: ANSWERS[kind].index(one) for kind, one in reading.answers.items() if kind in ANSWERS}
        self.rows = np.array([row for row, _ in table.rows], np.int64)
        self.values: Values = {}
        self.doubtful: dict[str, list[tuple[int, Read, Matched, Cell]]] = {}
        self.ids: list[Identity] = []
        self.who: dict[str, list[str]] = {}
        self.texts: dict[str, list[str]] = {}

    def read(self, matched: Mapping[str, Sequence[Matched]]) -> None:
        """Read every matched column."""
        how: dict[str, Callable[[Matched], None]] = {
            fields.MONTH: self._months,
            fields.WORD: self._word,
            fields.GRADE: self._grades,
            fields.AMOUNT: self._amounts,
            fields.NUMBER: self._numbers,
            fields.ID: self._ids,
            fields.NAME: self._texts,
            fields.YEARS: self._years,
            fields.PLACE: self._texts,
            fields.KEY: self._texts,
        }
        for field, columns in matched.items():
            for one in columns:
                how[fields.read_as(field)](one)
        for field, columns in matched.items():
            rows = [row for one in columns for row in self._table.filled.get(one.column.index, ())]
            if rows:
                self._findings.add("filled_down", (self._sheet, 0), field, label=label_of(field), rows=row_words(rows))

    def tell(self, kind: str, at: int, one: Matched, cell: Cell = None, **filled: object) -> None:
        """Note a finding about a cell."""
        where = (self._sheet, int(self.rows[at]))
        filled = {"label": label_of(one.field), "map": self.reading.file, **filled}
        self._findings.add(kind, where, one.field, one.column.name, cell, **filled)

    def told_of(self, *names: str) -> set[tuple[int, int]]:
        """Return sheet and row of what is told of some fields in this table."""
        return {(one.sheet, one.row) for one in self._findings if one.field in names and one.sheet == self._sheet}

    def settle(self, field: str, by_id: np.ndarray | None = None) -> None:
        """Decide months that may be two by the ID or by what roster.yaml answers; ask about the others."""
        for at, read, one, cell in self.doubtful.pop(field, ()):
            if by_id is not None and by_id[at] != UNKNOWN and (by_id[at] in read.may_be):
                self.values[field][at] = by_id[at]
            elif read.why in self._answered and read.may_be:
                self.values[field][at] = read.may_be[self._answered[read.why]]
            else:
                self.tell(read.why, at, one, cell)

    def _cells(self, one: Matched) -> list[Cell]:
        at = one.column.index
        return [cells[at] if at < len(cells) else None for _, cells in self._table.rows]

    def _column(self, field: str) -> np.ndarray:
        return self.values.setdefault(field, np.full(len(self.rows), UNKNOWN, np.int64))

    def _months(self, one: Matched) -> None:
        values = self._column(one.field)
        for at, cell in enumerate(self._cells(one)):
            if is_blank(cell):
                continue
            read = read_month(cell, self._table.sheet.from_1904)
            if read.month is not None:
                values[at] = read.month
            elif read.why in ANSWERS:
                self.doubtful.setdefault(one.field, []).append((at, read, one, cell))
            else:
                self.tell(read.why, at, one, cell)

    def _word(self, one: Matched) -> None:
        base = one.field.partition(":")[0]
        members = known_members(self.policy, base)
        values = self._column(one.field)
        for at, cell in enumerate(self._cells(one)):
            if is_blank(cell):
                continue
            member = self.words.member(base, cell)
            if member in members:
                values[at] = max(values[at], members.index(member))  # of several columns the highest
            elif member is not None:
                values[at] = self._certificate(member, at, one, cell)
            else:
                known = joined([same(name) for name in members[:_MOST_KNOWN]])
                self.tell("word", at, one, cell, known=known)
        if base == "certificate":
            self._none_where_blank(one)

    def _none_where_blank(self, one: Matched) -> None:
        blank = np.array([is_blank(cell) for cell in self._cells(one)], bool)
        if blank.any() and not blank.all():
            self.values[one.field][blank] = 0
            rows = row_words(self.rows[blank].tolist())
            self._findings.add("no_certificate", (self._sheet, 0), one.field, label=label_of(one.field), rows=rows)

    def _certificate(self, member: str, at: int, one: Matched, cell: Cell) -> int:
        assert member == SOME
        answer = self.reading.answers.get("certificate_level")
        if answer is None:
            self.tell("certificate_level", at, one, cell)
            return UNKNOWN
        return known_members(self.policy, "certificate").index(answer)

    def _grades(self, one: Matched) -> None:
        self._each(one, read_grade, "grade_unread")

    def _amounts(self, one: Matched) -> None:
        self._each(one, read_fen, "amount_unread")

    def _numbers(self, one: Matched) -> None:
        if one.field == "number":
            self._texts(one)
        else:
            self._each(
                one, lambda cell: None if (number := read_number(cell)) is None else int(number), "amount_unread"
            )

    def _each(self, one: Matched, read: Callable[[Cell], int | None], unread: str) -> None:
        values = self._column(one.field)
        for at, cell in enumerate(self._cells(one)):
            if is_blank(cell):
                continue
            value = read(cell)
            if value is None:
                self.tell(unread, at, one, cell)
            else:
                values[at] = value

    def _years(self, one: Matched) -> None:
        """Read years, each as a bit; a blank cell says that there are none."""
        values = self._column(one.field)
        for at, cell in enumerate(self._cells(one)):
            values[at] = sum(1 << int(year) - FIRST_YEAR for year in set(_YEAR.findall(plain(cell))))

    def _ids(self, one: Matched) -> None:
        for at, cell in enumerate(self._cells(one)):
            read = Identity() if is_blank(cell) else read_id(cell)
            self.ids.append(read)
            if read.why:
                self.tell(read.why, at, one, cell)

    def _texts(self, one: Matched) -> None:
        kept = self.who if one.field in fields.WHO else self.texts
        kept[one.field] = ["" if is_blank(cell) else joined_up(cell) for cell in self._cells(one)]
