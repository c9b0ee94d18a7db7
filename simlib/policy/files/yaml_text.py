"""YAML read as texts, each with its line. What the text of a value means, its term says (`values.py`).

A file is plain data: mappings, lists and texts. Anchors, aliases, merge keys, tags, duplicate keys, several
documents and anything over 1 MB are refused, so that what a lawyer reads on a line is what counts.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.reader import ReaderError

from simlib.policy.problems import Fault, PolicyError, Problem, one_problem
from simlib.text import Text

MOST_BYTES = 1_000_000
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe that nobody writes to would wait
_DEEPEST = 12  # a value of two axes stands six deep
_EMPTY = ("", "~", "null", "Null", "NULL")

Where = tuple[str | int, ...]  # keys and list positions from the top of a file
_LOOK = Text("请检查此处的缩进、冒号、引号和括号。", "Look at the indentation, colons, quotes and brackets here.")
_WRITE_OUT = Text("请直接写出值。", "Write the value out.")


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

    def problem(self, where: Where, what: Text, way_out: Text) -> Problem:
        """Return a problem of what stands at `where`."""
        return Problem(self.file, self.line(where), what, way_out)

    def at(self, where: Where, fault: Fault) -> Problem:
        """Return a fault of what stands at `where`, or inside it, as a problem."""
        return fault.at(self.file, self.line((*where, *fault.where)))


def read_document(path: Path) -> Document:
    """Read a file. Raises PolicyError for what is not plain data, all such problems at once."""
    file = path.as_posix()
    return _Builder(file, _text(path, file)).document()


def _text(path: Path, file: str) -> str:
    content = _content(path, file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what, way_out = (
            Text("不是 UTF-8 编码的文本", "is not UTF-8 text"),
            Text("请另存为 UTF-8 编码。", "Save it again with encoding UTF-8."),
        )
        raise one_problem(what, way_out, file, line) from error


def _content(path: Path, file: str) -> bytes:
    """Return what an ordinary file of no more than `MOST_BYTES` holds; nothing else is read, or waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    except OSError as error:
        what, way_out = (
            Text("文件无法读取", "cannot be read"),
            Text("请检查路径和读取权限。", "Check the path, and that it may be read."),
        )
        raise one_problem(what, way_out, file) from error
    try:
        if fault := _unfit(os.fstat(handle)):
            raise PolicyError([fault.at(file)])
        with open(handle, "rb", closefd=False) as opened:
            return opened.read(MOST_BYTES)
    finally:
        os.close(handle)


def _unfit(status: os.stat_result) -> Fault | None:
    if not stat.S_ISREG(status.st_mode):
        what, way_out = (
            Text("不是普通文件", "is no ordinary file"),
            Text("请写一个文本文件；文件夹、管道、设备一律不读。",
                 "Name a text file; folders, pipes and devices are not read."),
        )  # fmt: skip
        return Fault(what, way_out)
    if status.st_size > MOST_BYTES:
        return Fault(
            Text("文件有 {size} 字节，超过 1,000,000", "has {size} bytes, over 1,000,000"),
            Text("政策文件一般几百行，请检查是否写错了文件。", "A policy is some hundred lines: check that it is one."),
        ).filled(size=f"{status.st_size:,}")
    return None


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
            self._refuse(Text("此处有控制字符", "holds a control character"), Text("请删去。", "Delete it."), line)
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            self._refuse(Text("此处不是正确的 YAML", "is not YAML"), _LOOK, mark.line + 1 if mark else 0)
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
                        Text("此处开始了第二份文档（---）", "starts a second document (---)"),
                        Text("一个文件只写一份。", "Write one document a file."),
                        event.start_mark.line + 1,
                    )
                    return
                self.read.data = self._node(next(self.events), ())
        if not starts:
            way_out = Text("请写 format、name、label 和 provisions。", "Write format, name, label and provisions.")
            self._refuse(Text("文件是空的", "is empty"), way_out, 0)

    def _node(self, event: Any, where: Where) -> Any:
        kind, line = type(event).__name__, event.start_mark.line + 1
        self.read.lines.setdefault(where, line)
        if len(where) > _DEEPEST:
            raise one_problem(
                Text("层数太多", "is nested too deep"),
                Text(
                    "政策文件中没有这么多层，请检查缩进和括号。",
                    "No value stands that deep: look at the indentation and brackets.",
                ),
                self.read.file,
                line,
            )
        if kind == "AliasEvent":
            what = Text("引用了别处（*{anchor}）", "uses an alias (*{anchor})").of(anchor=event.anchor)
            self._refuse(what, _WRITE_OUT, line)
            return None
        if event.anchor:
            what = Text("给值起了名（&{anchor}）", "sets an anchor (&{anchor})").of(anchor=event.anchor)
            self._refuse(what, Text("请在用到的地方直接写出值。", "Write the value out where it is needed."), line)
        if event.tag:
            what = Text("写了类型标记（{tag}）", "uses a tag ({tag})").of(tag=event.tag)
            self._refuse(what, Text("请只写值本身。", "Write the plain value."), line)
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
                what = Text("冒号前不是名称", "has a key that is not a plain text")
                self._refuse(what, Text("冒号前请写一个名称。", "Write a name before the colon."), line)
                key = "?"
            elif key == "<<":
                self._refuse(Text("用了合并键（<<）", "uses a merge key (<<)"), _WRITE_OUT, line)
            elif key in items:
                first = self.read.lines[*where, key]
                what = Text("{key} 写了两次（第一次在第 {first} 行）", "writes {key} twice (first in line {first})")
                self._refuse(what.of(key=key, first=first), Text("请只留一个。", "Keep one of the two."), line)
            self.read.lines[*where, key] = line
            items[key] = self._node(next(self.events), (*where, key))
        return items

    def _refuse(self, what: Text, way_out: Text, line: int) -> None:
        self.problems.append(Problem(self.read.file, line, what, way_out))
