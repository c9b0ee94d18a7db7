"""What a written value means: the term's unit and shape turn texts into checked numbers and arrays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

import numpy as np

from simlib.months import month_text, parse_month
from simlib.policy.axes import FIXED
from simlib.policy.files.yaml_text import Where
from simlib.policy.problems import Fault, ends, nearest, outside
from simlib.policy.provision import Value
from simlib.policy.term import FEN, NEVER, UNIT_LABELS, Term
from simlib.text import NOTHING, Text, joined, same, shown

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_YES_NO = {"no": 0, "false": 0, "yes": 1, "true": 1}
OTHERS = "others"  # in a mapping: every member of the axis that it does not name
Axes = Mapping[str, tuple[str, ...]]
Quoted = Mapping[str, object]  # what a message fills in: the name of the value, and its text
MemberParts = dict[str, tuple[str | int, Any]]  # member of an axis -> key or place in the file, what is written


class _Wrong(Exception):
    """Raised with the fault of a single value."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


def dtype_of(term: Term) -> type[np.int64] | type[np.float64]:
    """Return how the values of a term are held: whole units and money (fen) as int64, others as float64."""
    return np.int64 if term.whole or term.money else np.float64


def read_value(term: Term, written: Any, axes: Axes, called: Text | None = None) -> tuple[Value, list[Fault]]:
    """Turn what is written into the value, whole; where faults are returned the value means nothing.

    written  texts of a file, or Python numbers; mappings by member, lists in axis order, one for all members
    axes     the members of the policy's own axes
    called   what faults call the value; by default the name of the term
    """
    reader = _Reader(term, {**FIXED, **axes}, called or same(term.name))
    value = reader.shaped(_plain(written), (), term.shape)
    if term.shape:
        array = np.array(value, dtype_of(term)).reshape([len(reader.axes[axis]) for axis in term.shape])
        array.setflags(write=False)
        return array, reader.faults
    return value, reader.faults


def _plain(written: Any) -> Any:
    return written.tolist() if isinstance(written, np.ndarray | np.generic) else written


class _Reader:
    def __init__(self, term: Term, axes: Axes, called: Text) -> None:
        self.term, self.axes, self.called = term, axes, called
        self.faults: list[Fault] = []

    def shaped(self, written: Any, where: Where, shape: tuple[str, ...]) -> Any:
        """Return nested lists of numbers in axis order."""
        if not shape:
            return self.one(written, where)
        sizes = [len(self.axes[axis]) for axis in shape]
        if isinstance(written, dict):
            parts = self.by_member(written, shape[0], where)
        elif isinstance(written, list | tuple):
            parts = self.in_order(list(written), shape[0], where)
        else:
            return np.full(sizes, self.one(written, where)).tolist()
        nothing = np.zeros(sizes[1:], int).tolist()
        return [
            self.shaped(parts[name][1], (*where, parts[name][0]), shape[1:]) if name in parts else nothing
            for name in self.axes[shape[0]]
        ]

    def by_member(self, written: dict[Any, Any], axis: str, where: Where) -> MemberParts:
        members = self.axes[axis]
        parts: MemberParts = {str(name): (str(name), part) for name, part in written.items()}
        if OTHERS in parts and OTHERS not in members:
            rest = parts.pop(OTHERS)
            parts |= {name: rest for name in members if name not in parts}
        for name in parts:
            if name not in members:
                self.wrong(
                    (*where, name),
                    Text("{value} 不是本政策的 {axis}", "{value} is no {axis} of this policy"),
                    nearest(name, members),
                    axis=axis,
                )
        if missing := [name for name in members if name not in parts]:
            self.wrong(
                where,
                Text("{value} 缺少 {missing}", "{value} leaves out {missing}"),
                Text("请给每个 {axis} 写值，或全部共用一个值。", "Give every {axis} a value, or one value for all."),
                missing=joined(map(same, missing)),
                axis=axis,
            )
        return parts

    def in_order(self, written: list[Any], axis: str, where: Where) -> MemberParts:
        members = self.axes[axis]
        if len(written) != len(members):
            self.wrong(
                where,
                Text(
                    "{value} 写了 {many} 个值，而 {axis} 有 {wanted} 个",
                    "{value} lists {many} values where {axis} has {wanted}",
                ),
                Text("请给每一个都写上：{members}。", "Give one for each of {members}."),
                many=len(written),
                axis=axis,
                wanted=len(members),
                members=joined(map(same, members)),
            )
        return {name: (place, part) for place, (name, part) in enumerate(zip(members, written))}

    def one(self, written: Any, where: Where) -> int | float:
        try:
            return _read(self.term, written, self.axes, self.name(where))
        except _Wrong as wrong:
            self.faults.append(replace(wrong.fault, where=where))
            return 0

    def wrong(self, where: Where, what: Text, way_out: Text, **quoted: object) -> None:
        quoted = {"value": self.name(where), **quoted}
        self.faults.append(Fault(what.of(**quoted), way_out.of(**quoted), where))

    def name(self, where: Where) -> Text:
        """Return what a message calls the value at a place."""
        return self.called + Text("（{where}）", " ({where})").of(where=where) if where else self.called


def _read(term: Term, written: Any, axes: Axes, name: Text) -> int | float:
    written = _plain(written)
    if isinstance(written, dict | list | tuple | set):
        raise _Wrong(Fault(_SEVERAL.of(name=name), Text("请只写一个值。", "Write a single value.")))
    text = "" if written is None else str(written).strip() if not isinstance(written, int) else shown(written, "en")
    quoted = {"name": name, "text": text if isinstance(written, str) else written}
    if not text:
        raise _Wrong(
            Fault(
                Text("{name} 的值是空的", "{name} has an empty value").of(name=name),
                Text("请写出值，或去掉这一行。", "Write the value, or leave the line out."),
            )
        )
    if term.unit == "choice":
        return _option(text, term.choices, quoted)
    if term.unit == "yes_no":
        return _yes_no(text, quoted)
    if term.unit == "month":
        return _month(term, text, quoted)
    if term.unit == "code" and not text.isdecimal():
        return 1 + _option(text, axes.get("unit_class", ()), quoted)
    return _number(term, text, quoted)


_SEVERAL = Text("{name} 只应有一个值，却写了几个", "{name} is one value, not several")


def _option(text: str, options: tuple[str, ...], quoted: Quoted) -> int:
    if text not in options:
        what = Text("{name} 没有选项 {text}", "{name} has no option {text}").of(**quoted)
        raise _Wrong(Fault(what, nearest(text, options)))
    return options.index(text)


def _yes_no(text: str, quoted: Quoted) -> int:
    if text.lower() not in _YES_NO:
        what = Text("{name} 只能是 yes 或 no，不能是 {text}", "{name} is yes or no, not {text}").of(**quoted)
        raise _Wrong(Fault(what, Text("请写 yes 或 no。", "Write yes or no.")))
    return _YES_NO[text.lower()]


def _month(term: Term, text: str, quoted: Quoted) -> int:
    if term.never and text in (NEVER[0], "0"):
        return 0
    try:
        month = parse_month(text)
    except ValueError:
        what = Text("{name} 应是年月，不能是 {text}", "{name} is a month, not {text}").of(**quoted)
        raise _Wrong(Fault(what, Text("请写作 2031-01。", "Write it as 2031-01."))) from None
    return _inside(term, month, text, quoted)


def _inside(term: Term, number: Any, text: str, quoted: Quoted) -> Any:
    lowest, highest = (Decimal(str(end)) for end in term.limits)  # 0.1 as written, not its nearest float
    if not lowest <= number <= highest:
        raise _Wrong(outside(cast(Text, quoted["name"]), quoted["text"], limits_of(term)))
    return number


def _number(term: Term, text: str, quoted: Quoted) -> int | float:
    if not _NUMBER.fullmatch(text):
        what = Text("{name} 应是数字，不能是 {text}", "{name} is a number, not {text}").of(**quoted)
        raise _Wrong(Fault(what, _DIGITS + (_PERCENT if text.endswith(("%", "％")) else NOTHING)))
    number = _inside(term, Decimal(text), text, quoted)
    if term.money:
        if number * FEN % 1:
            what = Text("{name} 是 {text} 元，金额最多到分", "{name} is {text} yuan, finer than a fen").of(**quoted)
            raise _Wrong(Fault(what, Text("请最多写两位小数。", "Give at most two decimals.")))
        return int(number * FEN)
    if term.whole:
        if number % 1:
            what = Text("{name} 是 {text}，不是整数", "{name} is {text}, not a whole number").of(**quoted)
            way_out = Text("此项按整数计（单位：{unit}）。", "It is counted in whole {unit}.")
            raise _Wrong(Fault(what, way_out.of(unit=Text(*UNIT_LABELS[term.unit]))))
        return int(number)
    return float(number)


_DIGITS = Text("请只写数字，不写单位、逗号或算式。", "Write digits only: no unit, comma or expression.")
_PERCENT = Text("20% 写作 0.2。", " 20% is written 0.2.")


def limits_of(term: Term) -> Text:
    """Return the limits of a term, both ends included."""
    return ends(*(month_text(int(end)) if term.unit == "month" else f"{end:g}" for end in term.limits))
