"""Everything that users read, with where it stands: the texts of the source, the packs, the notebooks and the pages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.text.sites import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
QUOTED = frozenset({"words", "clause", "says", "title", "issuer", "number"})  # of a YAML file: what documents say
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|<[^>]*>", re.S)  # no prose: code, and where a link leads


class Shown(NamedTuple):
    """A text that users read; English where a page says both, as a page of docs does, is in it too."""

    where: str
    text: str


def shown() -> Iterator[Shown]:
    """Yield every text of the source, of the packs, of the notebooks and of the pages."""
    for room in ("simlib", "dashboards"):
        for file in sorted((ROOT / room).rglob("*.py")):
            yield from _of_python(file)
    for folder in ("scenarios", "simlib/report"):
        for file in sorted((ROOT / folder).rglob("*.yaml")):
            yield from (Shown(_at(file, line), text) for line, text in _scalars(yaml.compose(file.read_text("utf-8"))))
    for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
        yield from (Shown(_at(file), CODE.sub(" ", text)) for text in _markdown(file))
    for file in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        yield from _of_page(file) if file.name != "glossary.md" else ()


def _at(file: Path, line: int = 0) -> str:
    return f"{file.relative_to(ROOT).as_posix()}" + (f":{line}" if line else "")


def _of_python(file: Path) -> Iterator[Shown]:
    """Yield the texts of a file: a call's Chinese, and what follows it, which is the same in English."""
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            said = [_said(part) for part in call.args]
            for zh, en in pairwise([*said, ""]):
                if CHINESE.search(zh):
                    yield Shown(_at(file, call.lineno), zh)
                    yield Shown(_at(file, call.lineno), en)


def _said(node: ast.AST) -> str:
    """Return what is written there, without the values that are filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{\w*\}", " ", node.value)
    inside = [] if isinstance(node, ast.FormattedValue | ast.Call) else ast.iter_child_nodes(node)
    return "".join(map(_said, inside))


def _scalars(node: Any) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in QUOTED:
                yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _scalars(one)
    elif node is not None:
        yield node.start_mark.line + 1, node.value


def _markdown(file: Path) -> Iterator[str]:
    for cell in json.loads(file.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield "".join(cell["source"])


def _of_page(file: Path) -> Iterator[Shown]:
    text = CODE.sub(lambda code: "\n" * code[0].count("\n"), file.read_text("utf-8"))
    for number, line in enumerate(text.splitlines(), 1):
        yield Shown(_at(file, number), line)
