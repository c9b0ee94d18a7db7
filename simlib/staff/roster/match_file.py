"""`roster.yaml`: how a bureau's rosters are read, confirmed once and kept in the city's folder for next year's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from simlib.months import month_text, parse_month
from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.files.schema import FORMAT
from simlib.policy.files.yaml_text import Document, read_document
from simlib.policy.problems import nearest
from simlib.staff.roster.fields import FIELDS, WHO
from simlib.staff.roster.kinds import ANSWERS, KINDS
from simlib.staff.roster.words import MEMBERS, known_members
from simlib.text import Text

ROSTER = "roster.yaml"
_KEYS = ("format", "month", "person", "columns", "words", "units", "places", "answers", "leave_out")
_UNKNOWN = Text("没有 {key} 这一项", "unknown key {key}")


@dataclass(frozen=True)
class Reading:
    """How rosters are to be read.

    columns    headings by field; None: to be proposed
    month      of the roster; None: as the file says
    person     what says who a person is: number, id or name; empty: the first of them that there is
    words      by field, the member that a word means
    units      by what a roster calls it, the unit
    places     by unit, by what a roster calls it, the place (community_2)
    answers    to questions, by kind
    leave_out  kinds of problems whose rows are left out
    file       where it is from, or would be
    """

    columns: Mapping[str, list[str]] | None = None
    month: int | None = None
    person: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    file: str = ROSTER


def reading_of(policy: Policy, path: Path | None) -> Reading:
    """Return how rosters of a policy are read: as `path` says, else roster.yaml beside the pack, if there is one.

    Raises PolicyError with everything that is wrong with the file.
    """
    file = path or policy.path.parent / ROSTER
    if not os.path.lexists(file):
        return Reading(file=file.as_posix() if path else ROSTER)
    return _Reader(policy, read_document(file)).reading()


class _Reader:
    def __init__(self, policy: Policy, document: Document) -> None:
        self._policy, self._document = policy, document
        self._problems: list[Problem] = []

    def reading(self) -> Reading:
        data = self._document.data if isinstance(self._document.data, dict) else {}
        for key in data:
            if key not in _KEYS:
                self._wrong((key,), _UNKNOWN.of(key=key), nearest(key, _KEYS))
        if str(data.get("format")) != str(FORMAT):
            self._wrong(("format",), Text("format 应是 {own}", "format is to be {own}").of(own=FORMAT), _ANEW)
        read = Reading(
            columns=self._columns() if "columns" in data else None,
            month=self._month(data),
            person=self._person(data),
            words=self._words(),
            units=self._members("units", self._policy.axis("unit")),
            places=self._places(),
            answers=self._answers(),
            leave_out=self._leave_out(data),
            file=self._document.file,
        )
        if self._problems:
            raise PolicyError(self._problems)
        return read

    def _wrong(self, where: tuple[str | int, ...], what: Text, way_out: Text) -> None:
        self._problems.append(self._document.problem(where, what, way_out))

    def _part(self, key: str) -> dict[str, Any]:
        return dict(self._document.part(key))

    def _columns(self) -> dict[str, list[str]]:
        found = {}
        for name, headings in self._part("columns").items():
            base, _, year = name.partition(":")
            if base not in FIELDS or (year and (base != "rating" or not year.isdecimal())):
                self._wrong(("columns", name), _UNKNOWN.of(key=name), nearest(name, FIELDS))
            found[name] = [str(one) for one in (headings if isinstance(headings, list) else [headings])]
        return found

    def _month(self, data: dict[str, Any]) -> int | None:
        if "month" not in data:
            return None
        try:
            return parse_month(data["month"])
        except ValueError:
            way_out = Text("请写名册的年月，如 2026-12。", "Write the month of the roster, as 2026-12.")
            self._wrong(("month",), Text("month 不是年月", "month is not a month"), way_out)
            return None

    def _person(self, data: dict[str, Any]) -> str:
        person = str(data.get("person", ""))
        if person and person not in WHO:
            self._wrong(("person",), _UNKNOWN.of(key=person), nearest(person, WHO))
        return person

    def _words(self) -> dict[str, dict[str, str]]:
        found = {}
        for name, words in self._part("words").items():
            if name != "post" and name not in MEMBERS:
                self._wrong(("words", name), _UNKNOWN.of(key=name), nearest(name, ("post", *MEMBERS)))
                continue
            found[name] = self._each(("words", name), words, known_members(self._policy, name))
        return found

    def _members(self, key: str, known: tuple[str, ...]) -> dict[str, str]:
        return self._each((key,), self._part(key), known)

    def _places(self) -> dict[str, dict[str, str]]:
        found = {}
        for unit, places in self._part("places").items():
            if unit not in self._policy.axis("unit"):
                self._wrong(("places", unit), _UNKNOWN.of(key=unit), nearest(unit, self._policy.axis("unit")))
            found[unit] = {str(one): str(place) for one, place in dict(places or {}).items()}
        return found

    def _answers(self) -> dict[str, str]:
        found = {}
        for kind, answer in self._part("answers").items():
            if kind not in ANSWERS:
                self._wrong(("answers", kind), _UNKNOWN.of(key=kind), nearest(kind, ANSWERS))
            elif str(answer) not in ANSWERS[kind]:
                self._wrong(("answers", kind), _NOT_ONE.of(text=answer), nearest(answer, ANSWERS[kind]))
            found[kind] = str(answer)
        return found

    def _leave_out(self, data: dict[str, Any]) -> tuple[str, ...]:
        kinds = [str(one) for one in data.get("leave_out") or ()]
        for kind in kinds:
            if kind not in KINDS:
                self._wrong(("leave_out",), _UNKNOWN.of(key=kind), nearest(kind, KINDS))
        return tuple(kinds)

    def _each(self, where: tuple[str, ...], words: Any, known: tuple[str, ...]) -> dict[str, str]:
        found = {}
        for word, member in dict(words or {}).items():
            if str(member) not in known:
                self._wrong((*where, str(word)), _NOT_ONE.of(text=member), nearest(member, known))
            found[str(word)] = str(member)
        return found


_ANEW = Text("请用 --accept 重新写一份。", "Write it anew with --accept.")
_NOT_ONE = Text("没有 {text} 这一选项", "{text} is no option")


def written(reading: Reading, columns: Mapping[str, list[str]], month: int | None, person: str) -> str:
    """Return the text of a roster.yaml that says how a roster was read."""
    data: dict[str, Any] = {"format": FORMAT}
    if month is not None:
        data["month"] = month_text(month)
    data |= {"person": person, "columns": dict(columns)}
    for key in ("words", "units", "places", "answers"):
        if found := getattr(reading, key):
            data[key] = {one: dict(value) if isinstance(value, Mapping) else value for one, value in found.items()}
    if reading.leave_out:
        data["leave_out"] = list(reading.leave_out)
    yaml, text = YAML(), StringIO()
    yaml.allow_unicode, yaml.width = True, 120
    yaml.dump(data, text)
    return _HEAD + text.getvalue()


_HEAD = """\
# 名册怎样读：各列对应哪一项，用词、街道社区对应政策包的哪一个，疑问怎样答。明年的名册照此读。
# How rosters are read: which column is what, what words, streets and communities mean, answers.
"""
