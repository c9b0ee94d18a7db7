"""Budget lines in the government's classification: a table that a finance bureau edits (`budget_lines.yaml`).

The table of a pack lies over those of the packs it extends, line by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.chain import CODES
from simlib.policy.items import ITEMS, Item
from simlib.policy.parsing import parse
from simlib.policy.problems import nearest, one_problem
from simlib.policy.reading import Document
from simlib.policy.schema import Bilingual, Format, Written, WrittenCode
from simlib.text import Text


class CodeFile(Written):
    """A table of codes."""

    format: Format
    about: Bilingual | None = Field(None, description="{zh: …, en: …}")
    function: WrittenCode | None = Field(None, description="function of all the lines (支出功能分类)")
    lines: dict[str, Any] = Field({}, description="economic category by budget line (支出经济分类)")


@dataclass(frozen=True)
class Code:
    """An item of a classification: its digits and name, and how sure it is that the line goes there."""

    code: str
    name: Text
    evidence: str


@dataclass(frozen=True)
class Codes:
    """The economic category of every budget line, and the function they all serve."""

    function: Code
    lines: Mapping[str, Code]


def budget_codes(policy: Policy) -> Codes:
    """Return the codes of a policy's budget lines, as its tables had them when it was loaded.

    Raises PolicyError with everything that is wrong with the tables, or that they leave out.
    """
    problems: list[Problem] = []
    functions: list[Code] = []
    lines = {item.key: _code(item.code) for item in policy.own_items if item.code}
    for document in policy.code_tables:
        data = {**document.data, "lines": {}} if document.part("lines") else document.data
        table = parse(CodeFile, document, (), data, problems)
        lines |= _lines(document, policy.lines, problems)
        functions += [_code(table.function)] if table and table.function else []
    missing = [line for line in policy.lines if line not in lines]
    if problems:
        raise PolicyError(problems)
    if missing or not functions:
        what = Text(
            "{policy} 及其所引用政策包的 {file} 都没有写 {missing}",
            "no {file} of {policy} or the packs it extends gives {missing}",
        ).of(policy=policy.name, file=CODES, missing=missing or "function")
        way_out = Text(
            "请补入国家政策包旁的编码表，或本地的编码表。",
            "Add the lines to the table beside the national pack, or to the city's own.",
        )
        if policy.lines.keys() - ITEMS.keys() >= {*missing} and functions:
            way_out = Text(
                "请在项目里写 code，或在 {file} 里写这一行。", "Write code: beside the item, or its line in {file}."
            ).of(file=CODES)
        raise one_problem(what, way_out)
    return Codes(functions[-1], {line: lines[line] for line in policy.lines})


def _lines(document: Document, items: Mapping[str, Item], problems: list[Problem]) -> dict[str, Code]:
    codes: dict[str, Code] = {}
    for line, data in document.part("lines").items():
        if line not in items:
            what = Text("没有支出项目 {line}", "unknown budget line {line}").of(line=line)
            problems.append(document.problem(("lines", line), what, nearest(line, items)))
        elif written := parse(WrittenCode, document, ("lines", line), data, problems):
            codes[line] = _code(written)
    return codes


def _code(written: WrittenCode) -> Code:
    return Code(written.code, Text(written.zh, written.en), written.evidence)
