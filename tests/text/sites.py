"""Where a message is written: every such call in the source, and every one that a run of code came by."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from simlib.policy.problems import Fault, Problem
from simlib.text import Text, Told

ROOT = Path(__file__).resolve().parents[2]
MAKERS = frozenset(  # what a message is handed to; those in small letters are helpers that only hand it on
    {"Fault", "Problem", "Told", "Wrong", "Unusable", "FolderRefused", "Refused", "RosterRefused"}
    | {"problem", "one_problem", "wrong", "_wrong", "_refuse"}
)
PASSING = MAKERS | {"at", "filled"}  # functions that hand a message on: what stands in them is no message of their own


class Site(NamedTuple):
    """A call that writes a message."""

    file: str
    first: int
    last: int


class Said(NamedTuple):
    """A message as it was made, and the lines that led there, by file."""

    text: Text
    lines: frozenset[tuple[str, int]]


def sites() -> set[Site]:
    """Return every call of the source that writes a message."""
    return {
        site
        for room in ("simlib", "dashboards")
        for file in sorted((ROOT / room).rglob("*.py"))
        for site in _sites_of(file)
    }


def _sites_of(file: Path) -> Iterator[Site]:
    for call in _calls(ast.parse(file.read_text("utf-8"))):
        inside = [part for one in (*call.args, *call.keywords) for part in ast.walk(one)]
        if _name(call) in MAKERS and not any(isinstance(part, ast.Call) and _name(part) in MAKERS for part in inside):
            yield Site(file.relative_to(ROOT).as_posix(), call.lineno, call.end_lineno or call.lineno)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls below a node, but for those in functions that hand a message on."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.FunctionDef) and part.name in PASSING:
            continue
        if isinstance(part, ast.Call):
            yield part
        yield from _calls(part)


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


@contextmanager
def listening() -> Iterator[list[Said]]:
    """Yield a list to which every message that is made meanwhile is added."""
    heard: list[Said] = []
    with (
        patch.object(Fault, "__init__", _noting(Fault, heard)),
        patch.object(Problem, "__init__", _noting(Problem, heard)),
        patch.object(Told, "__init__", _noting(Told, heard)),
    ):
        yield heard


def _noting(kind: type, heard: list[Said]) -> Callable[..., None]:
    made: Callable[..., None] = kind.__init__

    def init(self: Any, *args: Any, **named: Any) -> None:
        made(self, *args, **named)
        texts = self.texts if isinstance(self, Told) else (self.what + Text("。", ". ") + self.way_out,)
        lines = frozenset(_lines_above(inspect.currentframe()))
        heard.extend(Said(text, lines) for text in texts)

    return init


def _lines_above(frame: Any) -> Iterator[tuple[str, int]]:
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(ROOT / "simlib") or file.is_relative_to(ROOT / "dashboards"):
            yield file.relative_to(ROOT).as_posix(), frame.f_lineno
        frame = frame.f_back


def reached(site: Site, heard: list[Said]) -> bool:
    """Return whether a message came by a site."""
    return any(file == site.file and site.first <= line <= site.last for one in heard for file, line in one.lines)
