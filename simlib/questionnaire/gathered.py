"""Rows of values put together: the numbers of a value from all its rows, and what stands beside its first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simlib.policy.problems import Fault, Problem
from simlib.policy.term import Term
from simlib.questionnaire.cells import cell_text, since, written
from simlib.questionnaire.layout import MEMBER, OF, ONE
from simlib.questionnaire.values import SINCE
from simlib.text import Text

Row = Mapping[str, Any]
Members = tuple[str, ...]


@dataclass
class _Value:
    """One value of a term: its numbers by members in the order of the axes, and its first row."""

    row: Row
    numbers: dict[Members, str] = field(default_factory=dict)


@dataclass
class Gathered:
    """The values of many rows, by term and date. What is said twice goes to `problems`."""

    file: str
    classes: Mapping[str, Text]
    problems: list[Problem]
    places: dict[tuple[str, str], str] = field(default_factory=dict)  # the first row of each value
    _terms: dict[str, Term] = field(default_factory=dict)
    _values: dict[str, dict[str, _Value]] = field(default_factory=dict)

    def add(self, term: Term, row: Row, place: str) -> None:
        """Take a row of a term."""
        start = since(row.get(SINCE))
        numbers = self._numbers(term, row)
        self._terms[term.name] = term
        self.places.setdefault((term.name, start), place)
        values = self._values.setdefault(term.name, {})
        value = values.setdefault(start, _Value(row))
        for members, number in numbers.items():
            if members in value.numbers:
                self._twice(term, start, place)
                return
            value.numbers[members] = number

    def _numbers(self, term: Term, row: Row) -> dict[Members, str]:
        down = {key[1:]: cell_text(text) for key, text in row.items() if key.startswith(OF)}
        numbers = {}
        for key, cell in row.items():
            if key.startswith(MEMBER) and (number := written(term, cell, self.classes)) is not None:
                numbers[_members(term, down, key[1:] if key != ONE else None)] = number
        return numbers

    def _twice(self, term: Term, start: str, place: str) -> None:
        what = Text("{place} 行：{name} 自 {since} 起的值写了两次", "row {place}: {name} is given twice from {since}")
        way_out = Text("请只留一行，或改写起始年月。", "Keep one row, or correct the month.")
        fault = Fault(what, way_out).filled(place=place, name=term.name, since=start)
        self.problems.append(fault.at(self.file))

    def provisions(self, details: Callable[[Row], dict[str, Any]]) -> dict[str, Any]:
        """Return the provisions by term as a file has them; a value without any number and detail is left out."""
        found = {}
        for name, values in self._values.items():
            term = self._terms[name]
            kept = {start: self._value(term, value, details) for start, value in values.items()}
            kept = {start: value for start, value in kept.items() if "value" in value}
            if kept:
                found[name] = {"values": kept, **_of_all(term, values)}
        return found

    def _value(self, term: Term, value: _Value, details: Callable[[Row], dict[str, Any]]) -> dict[str, Any]:
        beside = details(value.row)
        if not value.numbers:
            return beside
        return {"value": _nested(value.numbers) if term.shape else value.numbers[()], **beside}


def _members(term: Term, down: Mapping[str, str], side: str | None) -> Members:
    """Return the members of a number in the order of the term's axes; the one axis left is that across."""
    left, members = dict(down), []
    for place, axis in enumerate(term.shape):
        last_of_its_kind = axis not in term.shape[place + 1 :]
        if axis in left and not (side is not None and last_of_its_kind and term.shape.count(axis) > 1):
            members.append(left[axis])
        elif side is not None:
            members.append(side)
    return tuple(members)


def _nested(numbers: Mapping[Members, str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for members, number in numbers.items():
        inner = data
        for name in members[:-1]:
            inner = inner.setdefault(name, {})
        inner[members[-1]] = number
    return data


def _of_all(term: Term, values: Mapping[str, _Value]) -> dict[str, Any]:
    """Return what all values of a term share: the first range and note that any of its rows has."""
    found: dict[str, Any] = {}
    for value in values.values():
        ends = [written(term, value.row.get(key), {}) for key in ("range.low", "range.high")]
        if any(end is not None for end in ends):
            found.setdefault("range", [end or "" for end in ends])
        if note := cell_text(value.row.get("note_of_all")):
            found.setdefault("note", note)
    return found
