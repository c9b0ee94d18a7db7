"""What a written value means: the term's unit and shape turn texts into checked numbers and arrays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from simlib.months import month_text, parse_month
from simlib.policy.axes import FIXED
from simlib.policy.problems import nearest
from simlib.policy.provision import Value
from simlib.policy.reading import Where
from simlib.policy.term import FEN, Term

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_YES_NO = {"no": 0, "false": 0, "yes": 1, "true": 1}
OTHERS = "others"  # in a mapping: every member of the axis that it does not name
Axes = Mapping[str, tuple[str, ...]]
Parts = dict[str, tuple[str | int, Any]]  # member of an axis -> key or place in the file, what is written


@dataclass(frozen=True)
class Fault:
    """What is wrong with a written value, where inside it, and the way out."""

    where: Where
    what: str
    way_out: str


class _Wrong(Exception):
    def __init__(self, what: str, way_out: str) -> None:
        self.what, self.way_out = what, way_out


def dtype_of(term: Term) -> type[np.int64] | type[np.float64]:
    """Return how the values of a term are held: whole units and money (fen) as int64, others as float64."""
    return np.int64 if term.whole or term.money else np.float64


def read_value(term: Term, written: Any, axes: Axes) -> tuple[Value, list[Fault]]:
    """Turn what is written into the value, whole; where faults are returned the value means nothing.

    written  texts of a file, or Python numbers; mappings by member, lists in axis order, one for all members
    axes     the members of the policy's own axes
    """
    reader = _Reader(term, {**FIXED, **axes})
    value = reader.shaped(_plain(written), (), term.shape)
    if term.shape:
        array = np.array(value, dtype_of(term)).reshape([len(reader.axes[axis]) for axis in term.shape])
        array.setflags(write=False)
        return array, reader.faults
    return value, reader.faults


def _plain(written: Any) -> Any:
    return written.tolist() if isinstance(written, np.ndarray | np.generic) else written


class _Reader:
    def __init__(self, term: Term, axes: Axes) -> None:
        self.term, self.axes = term, axes
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

    def by_member(self, written: dict[Any, Any], axis: str, where: Where) -> Parts:
        members = self.axes[axis]
        parts: Parts = {str(name): (str(name), part) for name, part in written.items()}
        if OTHERS in parts and OTHERS not in members:
            rest = parts.pop(OTHERS)
            parts |= {name: rest for name in members if name not in parts}
        for name in parts:
            if name not in members:
                self.fault((*where, name), f"is no {axis} of this policy", nearest(name, members))
        if missing := [name for name in members if name not in parts]:
            self.fault(where, f"leaves out {', '.join(missing)}", f"Give every {axis} a value, or one value for all.")
        return parts

    def in_order(self, written: list[Any], axis: str, where: Where) -> Parts:
        members = self.axes[axis]
        if len(written) != len(members):
            self.fault(
                where,
                f"lists {len(written)} values where {axis} has {len(members)}",
                f"Give one for each of {', '.join(members)}.",
            )
        return {name: (place, part) for place, (name, part) in enumerate(zip(members, written))}

    def one(self, written: Any, where: Where) -> int | float:
        try:
            return _read(self.term, written, self.axes)
        except _Wrong as wrong:
            self.fault(where, wrong.what, wrong.way_out)
            return 0

    def fault(self, where: Where, what: str, way_out: str) -> None:
        inside = f" ({', '.join(map(str, where))})" if where else ""
        self.faults.append(Fault(where, f"{self.term.name}{inside} {what}", way_out))


def _read(term: Term, written: Any, axes: Axes) -> int | float:
    written = _plain(written)
    if isinstance(written, dict | list | tuple):
        raise _Wrong("is one value, not several", "Write a single value.")
    if written is None or not str(written).strip():
        raise _Wrong("has an empty value", "Write the value, or leave the line out.")
    text = str(written).strip()
    if term.unit == "choice":
        return _option(text, term.choices)
    if term.unit == "yes_no":
        return _yes_no(text)
    if term.unit == "month":
        return _month(term, text)
    if term.unit == "code" and not text.isdecimal():
        return 1 + _option(text, axes.get("unit_class", ()))
    return _number(term, text)


def _option(text: str, options: tuple[str, ...]) -> int:
    if text not in options:
        raise _Wrong(f"has no option {text}", nearest(text, options))
    return options.index(text)


def _yes_no(text: str) -> int:
    if text.lower() not in _YES_NO:
        raise _Wrong(f"is yes or no, not {text}", "Write yes or no.")
    return _YES_NO[text.lower()]


def _month(term: Term, text: str) -> int:
    try:
        month = parse_month(text)
    except ValueError:
        raise _Wrong(f"is a month, not {text}", "Write it as 2031-01.") from None
    return _inside(term, month, text)


def _inside(term: Term, number: Any, text: str) -> Any:
    lowest, highest = (Decimal(str(end)) for end in term.limits)  # 0.1 as written, not its nearest float
    if not lowest <= number <= highest:
        raise _Wrong(f"is {text}, outside {limits_text(term)}", "Give a value inside these limits.")
    return number


def _number(term: Term, text: str) -> int | float:
    if not _NUMBER.fullmatch(text):
        hint = " 20% is written 0.2." if text.endswith(("%", "％")) else ""
        raise _Wrong(f"is a number, not {text}", f"Write digits only: no unit, comma or expression.{hint}")
    number = _inside(term, Decimal(text), text)
    if term.money:
        if number * FEN % 1:
            raise _Wrong(f"is {text} yuan, finer than a fen", "Give at most two decimals.")
        return int(number * FEN)
    if term.whole:
        if number % 1:
            raise _Wrong(f"is {text}, not a whole number", f"It is counted in whole {term.unit}.")
        return int(number)
    return float(number)


def limits_text(term: Term) -> str:
    """Write the limits of a term, both ends included."""
    lowest, highest = term.limits
    if term.unit == "month":
        return f"{month_text(int(lowest))} to {month_text(int(highest))}"
    return f"{lowest:g} to {highest:g}"
