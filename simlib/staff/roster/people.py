"""The tables of a roster put together: who each is, their months and words, where they work; then all of it checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from simlib.policy import Policy
from simlib.staff.roster.cells import joined_up, plain
from simlib.staff.roster.fields import FIELDS, MONTH, NEEDED, SEVERAL, label_of
from simlib.staff.roster.findings import Findings, row_words
from simlib.staff.roster.identity import Identity
from simlib.staff.roster.known import UNKNOWN
from simlib.staff.roster.match_file import Reading
from simlib.staff.roster.matching import Match, Matched
from simlib.staff.roster.places import Whereabouts, whereabouts
from simlib.staff.roster.reading import Columns, Values
from simlib.staff.roster.tables import Table
from simlib.staff.roster.words import Words
from simlib.text import joined, same


@dataclass(eq=False)
class People:
    """The people of a roster, N of them, as they were read; who they are is in `who`, and nowhere else.

    sheet, row  (N,) int64: where each stands in the file
    values      by field, (N,) int64, UNKNOWN where nothing is said
    who         by number, id (its 17 digits) and name, what each row says
    columns     by field, what the reader finds it by, of the first table that has it
    """

    sheet: np.ndarray
    row: np.ndarray
    values: Values = field(repr=False)
    who: dict[str, list[str]] = field(repr=False)
    columns: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.row)

    def get(self, name: str) -> np.ndarray:
        """Return a field's values, all UNKNOWN where no column has it."""
        return self.values.get(name, np.full(len(self), UNKNOWN, np.int64))

    def at(self, places: set[tuple[int, int]]) -> np.ndarray:
        """Return (N,) bool: whose sheet and row are among these."""
        return np.array([one in places for one in zip(self.sheet.tolist(), self.row.tolist(), strict=True)], bool)

    def where(self, at: int) -> tuple[int, int]:
        """Return the sheet and the row of a person."""
        return int(self.sheet[at]), int(self.row[at])


def people_of(
    policy: Policy, tables: Sequence[Table], match: Match, reading: Reading, where: Whereabouts, findings: Findings
) -> People:
    """Read the matched columns of every table."""
    words = Words(policy, reading.words)
    parts = [
        _of_table(policy, table, matched, words, reading, where, findings)
        for table, matched in zip(tables, match.tables, strict=True)
    ]
    names = dict.fromkeys(name for part in parts for name in part.values)
    who = dict.fromkeys(name for part in parts for name in part.who)
    columns = {name: column for part in reversed(parts) for name, column in part.columns.items()}
    return People(
        np.concatenate([part.sheet for part in parts]),
        np.concatenate([part.row for part in parts]),
        {name: np.concatenate([part.get(name) for part in parts]) for name in names},
        {name: [one for part in parts for one in part.who.get(name, [""] * len(part))] for name in who},
        columns,
    )


def _of_table(
    policy: Policy,
    table: Table,
    matched: Mapping[str, tuple[Matched, ...]],
    words: Words,
    reading: Reading,
    where: Whereabouts,
    findings: Findings,
) -> People:
    columns = Columns(policy, table, words, reading, findings)
    _fill_down(table, matched, findings)
    columns.read(matched)
    _two_columns(table, matched, columns, findings)
    _by_id(columns, matched)
    for name in matched:
        if FIELDS[name.partition(":")[0]].read_as == MONTH:
            columns.settle(name)
    _degrees(columns.values)
    _where_they_work(table, matched, columns, where)
    _missing(columns, matched)
    for row in table.sheet.hidden:
        if row in columns.rows:
            findings.add("hidden_row", (table.sheet.number, row))
    if table.left_out:
        number = table.sheet.number
        findings.add("left_out", (number, 0), number=number, rows=row_words(table.left_out))
    sheet = np.full(len(columns.rows), table.sheet.number, np.int64)
    names = {name: found[0].column.name for name, found in matched.items()}
    return People(sheet, columns.rows, columns.values, columns.who, names)


def _fill_down(table: Table, matched: Mapping[str, tuple[Matched, ...]], findings: Findings) -> None:
    """Fill blank streets and communities from above, where the format cannot say what is merged."""
    if table.sheet.merged:
        return
    for name in ("unit", "place"):
        for one in matched.get(name, ()):
            above, filled = None, table.filled.setdefault(one.column.index, [])
            for row, cells in table.rows:
                if plain(cells[one.column.index]):
                    above = cells[one.column.index]
                elif above is not None:
                    cells[one.column.index] = above
                    filled.append(row)


def _two_columns(table: Table, matched: Mapping[str, tuple[Matched, ...]], read: Columns, findings: Findings) -> None:
    """Ask where a field stands in two columns that differ in some row."""
    for name, found in matched.items():
        others = found[0].besides if name not in SEVERAL else ()
        if not others or FIELDS[name.partition(":")[0]].read_as != MONTH:
            continue
        second = Columns(read.policy, table, read.words, read.reading, Findings())
        second.read({name: (Matched(name, others[0], found[0].reason, True),)})
        one, other = read.values[name], second.values[name]
        if ((one != other) & (one != UNKNOWN) & (other != UNKNOWN)).any():
            columns = joined([same(column.name) for column in (found[0].column, others[0])])
            findings.add(
                "two_columns",
                (table.sheet.number, 0),
                name,
                found[0].column.name,
                label=label_of(name),
                columns=columns,
                map=read.reading.file,
            )


def _by_id(columns: Columns, matched: Mapping[str, tuple[Matched, ...]]) -> None:
    """Take birth and sex from IDs where their columns say nothing, and tell where they say something else."""
    ids = columns.ids or [Identity()] * len(columns.rows)
    columns.who["id"] = [one.digits for one in ids]
    birth = np.array([one.birth if one.digits else UNKNOWN for one in ids], np.int64)
    sex = np.array([one.sex if one.digits else UNKNOWN for one in ids], np.int64)
    if "birth" in matched:
        columns.settle("birth", birth)
    for name, told, kind in (("birth", birth, "id_not_birth"), ("sex", sex, "id_not_sex")):
        said = columns.values.setdefault(name, np.full(len(ids), UNKNOWN, np.int64))
        apart = (said != told) & (said != UNKNOWN) & (told != UNKNOWN)
        for at in np.flatnonzero(apart):
            columns.tell(kind, int(at), matched[name][0])
        unread = {row for _, row in columns.told_of(name)}
        blank = (said == UNKNOWN) & ~np.isin(columns.rows, list(unread))
        said[blank] = told[blank]


def _degrees(values: Values) -> None:
    """Let a degree speak for the education where nothing else does."""
    degree = values.pop("degree", None)
    if degree is not None:
        said = values.setdefault("education", np.full(len(degree), UNKNOWN, np.int64))
        values["education"] = np.where((said == UNKNOWN) & (degree > 0), degree, said)


def _where_they_work(
    table: Table, matched: Mapping[str, tuple[Matched, ...]], columns: Columns, where: Whereabouts
) -> None:
    texts = columns.texts
    units, places = texts.get("unit"), texts.get("place")
    if units is None and places and sum(map(where.is_unit, places)) > len(places) / 2:
        units, places = places, None  # where the communities themselves are the units
        matched = {**matched, "unit": matched["place"]}
    else_units = [joined_up(table.under.get(int(row)) or table.sheet.name) for row in columns.rows]
    unit, place = whereabouts(where, units, places, else_units)
    columns.values["unit"], columns.values["place"] = unit, place
    for at in range(len(unit)):
        if units and units[at] and unit[at] == UNKNOWN:
            columns.tell("unit_unknown", at, matched["unit"][0], units[at], known=where.known)
        elif places and places[at] and place[at] == UNKNOWN and unit[at] != UNKNOWN:
            columns.tell("place_unknown", at, matched["place"][0], places[at])


def _missing(columns: Columns, matched: Mapping[str, tuple[Matched, ...]]) -> None:
    """Tell who lacks what is needed, or a grade where there is a column of grades."""
    needed = [name for any_of in NEEDED[1:] for name in any_of[:1]] + ["grade"] * ("grade" in matched)
    for name in needed:
        said = columns.values.get(name)
        one = next(iter(matched.get(name) or matched.get("id") or ()), None)
        if said is None or one is None:
            continue
        told = {row for _, row in columns.told_of(name, "id")}
        for at in np.flatnonzero(said == UNKNOWN):
            if int(columns.rows[at]) not in told:
                columns.tell("missing", int(at), Matched(name, one.column, one.reason, True))
