"""What is wrong with a pack that a questionnaire describes, told with the row that says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from simlib.policy.files.yaml_text import Where, read_document
from simlib.policy.problems import Problem
from simlib.text import Text


@dataclass(frozen=True)
class PackRead:
    """The files that a questionnaire describes, and the rows that say what: sheet and row, by file and keys."""

    files: Mapping[str, dict[str, Any]]
    places: Mapping[tuple[str, Where], str] = field(default_factory=dict)


def at_cells(problems: Iterable[Problem], found: PackRead, folder: Path) -> list[Problem]:
    """Return the problems of a pack just written, each with its row of the workbook where it has one."""
    lines = {name: _lines(folder / name) for name in found.files}
    return [_at(problem, found, lines.get(Path(problem.file).name, {})) for problem in problems]


def _lines(file: Path) -> dict[int, Where]:
    """Return the deepest place on each line of a file."""
    deepest: dict[int, Where] = {}
    for where, line in read_document(file).lines.items():
        if len(where) > len(deepest.get(line, ())):
            deepest[line] = where
    return deepest


def _at(problem: Problem, found: PackRead, lines: Mapping[int, Where]) -> Problem:
    where, name = lines.get(problem.line, ()), Path(problem.file).name
    while where:
        if place := found.places.get((name, where)):
            return replace(
                problem, what=Text("（工作簿 {place} 行）", "(workbook, row {place}) ").of(place=place) + problem.what
            )
        where = where[:-1]
    return problem
