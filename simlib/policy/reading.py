"""YAML read as texts, each with its line. What the text of a value means, its term says (`values.py`).

A file is plain data: mappings, lists and texts. Anchors, aliases, merge keys, tags, duplicate keys, several
documents and anything over 1 MB are refused, so that what a lawyer reads on a line is what counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from simlib.policy.problems import PolicyError, Problem, one_problem

MOST_BYTES = 1_000_000
_DEEPEST = 12  # a value of two axes stands six deep
_EMPTY = ("", "~", "null", "Null", "NULL")

Where = tuple[str | int, ...]  # keys and list positions from the top of a file


@dataclass
class Document:
    """The content of one file.

    data   mappings, lists, texts; None where nothing is written
    lines  the line of each key and list element, counted from 1
    """

    file: str
    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)

    def part(self, key: str) -> dict[str, Any]:
        """Return a mapping of the file as written; empty where there is none."""
        part = self.data.get(key) if isinstance(self.data, dict) else None
        return part if isinstance(part, dict) else {}

    def line(self, where: Where) -> int:
        """Return the line of what stands at `where`, or of the nearest thing around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 0)

    def problem(self, where: Where, what: str, way_out: str) -> Problem:
        """Return a problem of what stands at `where`."""
        return Problem(self.file, self.line(where), what, way_out)


def read_document(path: Path) -> Document:
    """Read a file. Raises PolicyError for what is not plain data, all such problems at once."""
    file = path.as_posix()
    return _Builder(file, _text(path, file)).document()


def _text(path: Path, file: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise one_problem(f"cannot be read: {error.strerror}", "Check the path.", file) from error
    if len(content) > MOST_BYTES:
        raise one_problem(f"has {len(content):,} bytes, over {MOST_BYTES:,}", "A policy is some hundred lines.", file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise one_problem("is not UTF-8 text", "Save it again with encoding UTF-8.", file, line) from error


class _Builder:
    """Turns the parser's events into data, noting lines and refusals."""

    def __init__(self, file: str, text: str) -> None:
        self.read = Document(file)
        self.text = text
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = YAML(typ="safe").parse(text)

    def document(self) -> Document:
        try:
            self._documents()
        except ReaderError as error:
            line = self.text.count("\n", 0, error.position) + 1
            self._refuse("holds a control character", "Delete it.", line)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._refuse(
                f"is not YAML: {error.problem}",
                "Look at the indentation, colons and brackets here.",
                mark.line + 1 if mark else 0,
            )
        except YAMLError as error:
            self._refuse(f"is not YAML: {error}", "Look at the indentation, colons and brackets.", 0)
        if self.problems:
            raise PolicyError(self.problems)
        return self.read

    def _documents(self) -> None:
        starts = 0
        for event in self.events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                starts += 1
                if starts > 1:
                    self._refuse(
                        "starts a second document (---)",
                        "Write one document a file.",
                        event.start_mark.line + 1,
                    )
                    return
                self.read.data = self._node(next(self.events), ())
        if not starts:
            self._refuse("is empty", "Write format, name, label and provisions.", 0)

    def _node(self, event: Any, where: Where) -> Any:
        kind, line = type(event).__name__, event.start_mark.line + 1
        self.read.lines.setdefault(where, line)
        if len(where) > _DEEPEST:
            raise one_problem("is nested too deep", "No value stands that deep.", self.read.file, line)
        if kind == "AliasEvent":
            self._refuse(f"uses an alias (*{event.anchor})", "Write the value out.", line)
            return None
        if event.anchor:
            self._refuse(f"sets an anchor (&{event.anchor})", "Write the value out where it is needed.", line)
        if event.tag:
            self._refuse(f"uses a tag ({event.tag})", "Write the plain value.", line)
        if kind == "ScalarEvent":
            return None if event.implicit[0] and event.value in _EMPTY else event.value
        return self._mapping(where) if kind == "MappingStartEvent" else self._sequence(where)

    def _sequence(self, where: Where) -> list[Any]:
        items: list[Any] = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            items.append(self._node(event, (*where, len(items))))
        return items

    def _mapping(self, where: Where) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            line, key = event.start_mark.line + 1, self._node(event, (*where, "?"))
            if not isinstance(key, str):
                self._refuse("has a key that is not a plain text", "Write a name before the colon.", line)
                key = "?"
            elif key == "<<":
                self._refuse("uses a merge key (<<)", "Write the values out.", line)
            elif key in items:
                first = self.read.lines[*where, key]
                self._refuse(f"writes {key} twice (first in line {first})", "Keep one of the two.", line)
            self.read.lines[*where, key] = line
            items[key] = self._node(next(self.events), (*where, key))
        return items

    def _refuse(self, what: str, way_out: str, line: int) -> None:
        self.problems.append(Problem(self.read.file, line, what, way_out))
