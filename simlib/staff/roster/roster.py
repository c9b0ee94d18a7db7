"""A roster read whole: its sheets as tables, their columns matched, its people read and checked, and what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from simlib.months import month_text, parse_month
from simlib.policy import Policy
from simlib.policy.problems import NATIONAL, one_problem, unopened
from simlib.staff.roster.checks import check
from simlib.staff.roster.files import File, RosterRefused, read_content, read_file
from simlib.staff.roster.findings import PROBLEM, QUESTION, Finding, Findings
from simlib.staff.roster.kinds import KINDS
from simlib.staff.roster.match_file import Reading, reading_of, written
from simlib.staff.roster.matching import Match, match
from simlib.staff.roster.people import People, people_of
from simlib.staff.roster.places import Whereabouts
from simlib.staff.roster.tables import Table, month_above, table_of
from simlib.text import Text


@dataclass(frozen=True, eq=False)
class Roster:
    """A roster as it was read.

    month     at whose end it was taken
    people    all rows that are people, those left out among them
    kept      (N,) bool: who is not left out
    findings  all that was found
    left_out  how many rows were left out, by kind of problem
    digest    sha256 of the file
    """

    policy: Policy
    month: int
    tables: tuple[Table, ...] = field(repr=False)
    match: Match = field(repr=False)
    people: People = field(repr=False)
    kept: np.ndarray = field(repr=False)
    findings: Findings = field(repr=False)
    reading: Reading = field(repr=False)
    where: Whereabouts = field(repr=False)
    left_out: dict[str, int]
    digest: str

    @property
    def unsettled(self) -> list[Finding]:
        """The problems that are not left out, and the questions."""
        settled = {*self.left_out, *({"same_person"} & self.reading.answers.keys())}
        return [
            one for one in self.findings if KINDS[one.kind].weight in (PROBLEM, QUESTION) and one.kind not in settled
        ]

    def as_yaml(self) -> str:
        """Return the roster.yaml that says how it was read."""
        places = {unit: {**words} for unit, words in self.reading.places.items()}
        for unit, words in self.where.said_places().items():
            places[unit] = {**places.get(unit, {}), **words}
        return written(
            replace(self.reading, places=places), self.match.headings(), self.reading.month, self.reading.person
        )


def read_roster(
    policy: Policy,
    source: str | Path | bytes,
    reading: Reading | None = None,
    *,
    month: int | None = None,
    accept: bool = False,
    name: str = "",
) -> Roster:
    """Read a roster of a policy's people.

    source   a file, or the content of one, called `name`
    reading  how it is to be read; None: as roster.yaml beside the pack says, if there is one
    month    at whose end it was taken; None: as roster.yaml or the file says, else the month before the opening
    accept   take what is proposed, where roster.yaml says nothing
    Raises RosterRefused for what is no roster, PolicyError for a wrong roster.yaml.
    """
    if policy.opening is None:
        raise one_problem(unopened(policy.name), NATIONAL)
    reading = reading_of(policy, None) if reading is None else reading
    file = read_content(source, name) if isinstance(source, bytes) else read_file(source)
    digest = hashlib.sha256(source if isinstance(source, bytes) else Path(source).read_bytes()).hexdigest()
    findings = Findings()
    tables = _tables(file, findings)
    matched = match(tables, reading.columns)
    if not (matched.said or accept):
        findings.add("not_confirmed", map=reading.file)
    taken_at = _month(policy, tables, reading, month, findings)
    if taken_at < policy.opening - 1:
        opening, after = month_text(policy.opening), month_text(taken_at + 1)
        findings.add("earlier_roster", month=month_text(taken_at), opening=opening, next=after)
    where = Whereabouts(policy, taken_at, reading, findings)
    people = people_of(policy, tables, matched, reading, where, findings)
    if not accept:
        where.told()
    check(policy, taken_at, people, where, findings, reading.file)
    kept, left_out = _left_out(people, reading, findings)
    return Roster(policy, taken_at, tuple(tables), matched, people, kept, findings, reading, where, left_out, digest)


def _tables(file: File, findings: Findings) -> list[Table]:
    """Return the tables of the sheets that have one. Raises RosterRefused where none has."""
    for number in file.hidden_sheets:
        findings.add("hidden_sheet", (number, 0), number=number)
    found = []
    for sheet in file.sheets:
        table = table_of(sheet)
        if table is not None and table.rows:
            found.append(table)
        elif any(any(row) for row in sheet.rows):
            findings.add("no_sheet", (sheet.number, 0), number=sheet.number)
    if not found:
        what = Text(
            "没有找到表头：至少要有姓名、出生年月、入职时间、岗位等几列的名称在同一行。请核对文件，或在第一行写上列名。",
            "No header was found: a row that names columns, as name, month of birth, joined, post. "
            "Check the file, or write one.",
        )
        raise RosterRefused(what)
    return found


def _month(policy: Policy, tables: Sequence[Table], reading: Reading, asked: int | None, findings: Findings) -> int:
    assert policy.opening is not None
    if asked is not None or reading.month is not None:
        return asked if asked is not None else int(reading.month or 0)
    said = [parse_month(text) for table in tables if (text := month_above(table))]
    if said and said[0] < policy.opening:
        return said[0]
    findings.add("month_taken", month=month_text(policy.opening - 1), map=reading.file)
    return policy.opening - 1


def _left_out(people: People, reading: Reading, findings: Findings) -> tuple[np.ndarray, dict[str, int]]:
    """Return who is kept, and how many rows each kind of problem that roster.yaml lets go leaves out."""
    kept, left = np.ones(len(people), bool), {}
    for kind in reading.leave_out:
        out = people.at(findings.rows([kind]))
        left[kind] = int((out & kept).sum())
        kept &= ~out
    return kept, left
