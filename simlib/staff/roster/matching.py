"""Which column of a roster is which field: proposed with its reason, held against what roster.yaml says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simlib.staff.roster.fields import FIELDS, NEEDED, RATING, SEVERAL, label_of
from simlib.staff.roster.files import RosterRefused
from simlib.staff.roster.headings import EXACT, Meaning, heading_key, meaning
from simlib.staff.roster.tables import Column, Table
from simlib.text import NOTHING, Text, joined, same

_SAID = Text("roster.yaml 所写", "as roster.yaml says")


@dataclass(frozen=True)
class Matched:
    """A column that a field is read from, and why."""

    field: str
    column: Column
    reason: Text
    sure: bool
    besides: tuple[Column, ...] = ()  # other columns that might be it as well


@dataclass(frozen=True)
class Match:
    """The match of a roster.

    tables  for each table the columns that are read, by field; several of a field that may have several
    unread  headings of columns that are not read
    said    whether roster.yaml said it
    """

    tables: tuple[Mapping[str, tuple[Matched, ...]], ...]
    unread: tuple[str, ...]
    said: bool

    @property
    def sure(self) -> bool:
        """Whether every column is known by its very heading."""
        return all(one.sure for table in self.tables for columns in table.values() for one in columns)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that are read from any table."""
        return frozenset(field for table in self.tables for field in table)

    def headings(self) -> dict[str, list[str]]:
        """Return the headings of each field, as roster.yaml has them."""
        found: dict[str, list[str]] = {}
        for field in (*FIELDS, *sorted(one for one in self.fields if ":" in one)):
            names = [one.column.heading for table in self.tables for one in table.get(field, ())]
            if names:
                found[field] = list(dict.fromkeys(names))
        return found


def match(tables: Sequence[Table], said: Mapping[str, Sequence[str]] | None) -> Match:
    """Return the match of the tables of a file.

    said  headings by field, as roster.yaml has them; None where there is none
    Raises RosterRefused where a needed field has no column, with both lists.
    """
    matched = [_said(table, said) if said is not None else _proposed(table) for table in tables]
    read = {one.column.heading for table in matched for columns in table.values() for one in columns}
    all_headings = dict.fromkeys(column.heading for table in tables for column in table.columns)
    unread = tuple(heading for heading in all_headings if heading not in read)
    for table, columns in zip(tables, matched, strict=True):
        _refuse_missing(table, columns, unread)
    return Match(tuple(matched), unread, said is not None)


def _said(table: Table, said: Mapping[str, Sequence[str]]) -> dict[str, tuple[Matched, ...]]:
    by_heading = {heading_key(column.heading): column for column in reversed(table.columns)}
    found = {}
    for field, headings in said.items():
        columns = [by_heading[key] for one in headings if (key := heading_key(one)) in by_heading]
        if columns:
            many = columns if field in SEVERAL else columns[:1]
            found[field] = tuple(Matched(field, column, _SAID, True) for column in many)
    for column in table.columns:  # next year's file has a rating more
        means = meaning(column.parts)
        if means.field.startswith(f"{RATING}:") and means.field not in found and means.likeness == EXACT:
            found[means.field] = (Matched(means.field, column, means.reason, True),)
    return found


def _proposed(table: Table) -> dict[str, tuple[Matched, ...]]:
    """Return the likeliest column of each field; the leftmost of several that are as likely."""
    found: dict[str, list[tuple[Meaning, Column]]] = {}
    for column in table.columns:
        means = meaning(column.parts)
        if means.field:
            found.setdefault(means.field, []).append((means, column))
    proposed = {}
    for field, columns in found.items():
        columns.sort(key=lambda one: (-one[0].likeness, one[0].rank))
        many = [one for one in columns if one[0].likeness == EXACT] or columns[:1]
        chosen = many if field in SEVERAL else columns[:1]
        others = tuple(at for _, at in many if (_, at) not in chosen)
        proposed[field] = tuple(
            Matched(field, at, means.reason, means.likeness == EXACT, others) for means, at in chosen
        )
    return proposed


def _refuse_missing(table: Table, columns: Mapping[str, object], unread: Sequence[str]) -> None:
    missing = [any_of for any_of in NEEDED if not any(field in columns for field in any_of)]
    if not missing:
        return
    lacking = joined(
        [joined([label_of(one) for one in any_of if one != "key"], Text("或", " or ")) for any_of in missing]
    )
    have = joined([label_of(field) for field in columns]) or _NONE
    left = joined([same(_safe(heading)) for heading in unread]) or _NONE
    what = Text(
        "第{number}张表缺少需要的列：{lacking}。已对应：{have}；没有对应的列：{left}。"
        "请在 roster.yaml 的 columns 中写明是哪一列，或补上。",
        "sheet {number} lacks columns that are needed: {lacking}. Matched: {have}; not matched: {left}. "
        "Say in roster.yaml, under columns, which it is, or add it.",
    )
    raise RosterRefused(what.of(number=table.sheet.number, lacking=lacking, have=have, left=left))


_NONE = Text("无", "none")


def _safe(heading: str) -> str:
    """Return a heading short, and without a long row of digits: what looks like one may be a person's."""
    return Column(0, (heading,)).name.split(" ", 1)[1]


def described(match: Match, tables: Sequence[Table]) -> list[tuple[Text, Text, Text, Text]]:
    """Return a row for each column read: sheet, field, column, reason."""
    rows = []
    for table, columns in zip(tables, match.tables, strict=True):
        sheet = same(str(table.sheet.number)) if len(tables) > 1 else NOTHING
        for field, found in sorted(columns.items(), key=lambda one: one[1][0].column.index):
            rows += [(sheet, label_of(field), same(one.column.name), one.reason) for one in found]
    return rows
