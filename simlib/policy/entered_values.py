"""Values as somebody types them, one or by member, turned into what a file writes: amounts, each in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simlib.policy.entered_numbers import Typed, read_typed
from simlib.policy.files.values import OTHERS, Axes
from simlib.policy.files.yaml_text import Where
from simlib.policy.problems import Fault, PolicyError
from simlib.policy.provision import Value
from simlib.policy.term import Term
from simlib.text import NOTHING, Text, same

_NO_NUMBER = ("choice", "yes_no", "month", "code")


@dataclass
class Settled:
    """What was typed for a term.

    written  as a file writes it: a change of what is in force is an amount, for each member where they differ
    spread   what was typed, where it was a spread
    changed  what was typed, where it was a change of what is in force: +10%
    """

    written: Any
    spread: Typed | None = None
    changed: str = ""
    faults: list[Fault] = field(default_factory=list)


def settled(term: Term, typed: Any, axes: Axes, in_force: Value | None) -> Settled:
    """Return what is meant by what was typed; texts that are no numbers, and numbers of Python, stay as they are.

    axes      members of every axis
    in_force  what a change counts from, as it is held; None where nothing is in force
    """
    found = Settled(typed)
    if term.unit not in _NO_NUMBER:
        now = None if in_force is None else np.asarray(in_force, float) / term.parts
        found.written = _Settling(term, axes, found).of(typed, term.shape, now, ())
    return found


@dataclass
class _Settling:
    term: Term
    axes: Axes
    found: Settled

    def of(self, typed: Any, shape: tuple[str, ...], now: Any, where: Where) -> Any:
        """Return what is typed at a place as a file writes it; `now` is what is in force there."""
        if isinstance(typed, Mapping) and shape:
            return dict(self._by_member({str(name): part for name, part in typed.items()}, shape, now, where))
        if isinstance(typed, list | tuple) and shape and len(typed) == len(self.axes[shape[0]]):
            return [self.of(part, shape[1:], _of(now, at), (*where, at)) for at, part in enumerate(typed)]
        if not isinstance(typed, str) or not typed.strip() or self.found.faults:
            return typed
        if not shape:
            return self._one(typed, now, where)
        return _alike(self._for_each(typed, self.axes[shape[0]], shape, now, where))

    def _by_member(self, typed: Mapping[str, Any], shape: tuple[str, ...], now: Any, where: Where) -> Iterator[Any]:
        members = self.axes[shape[0]]
        for name, part in typed.items():
            if name == OTHERS and name not in members:
                rest = self._for_each(part, [one for one in members if one not in typed], shape, now, (*where, name))
                one = _alike(rest)
                yield from rest.items() if one is rest else [(name, one)]
            else:
                known = name in members
                yield name, self.of(part, shape[1:], _of(now, members.index(name)) if known else None, (*where, name))

    def _for_each(
        self, typed: Any, names: Iterable[str], shape: tuple[str, ...], now: Any, where: Where
    ) -> dict[str, Any]:
        members = self.axes[shape[0]]
        return {name: self.of(typed, shape[1:], _of(now, members.index(name)), where) for name in names}

    def _one(self, text: str, now: Any, where: Where) -> Any:
        called = same(self.term.name) + (Text("（{where}）", " ({where})").of(where=where) if where else NOTHING)
        try:
            read = read_typed(self.term, text, None if now is None else float(now), called=called)
        except PolicyError as error:
            self.found.faults += [Fault(one.what, one.way_out, where) for one in error.problems]
            return text
        if read.shape and self.term.shape:
            what = Text("{name} 不能写成范围 {text}", "{name} cannot be a spread, {text}").of(name=called, text=text)
            self.found.faults.append(Fault(what, Text("请写一个值。", "Write one value."), where))
        if not where:
            self.found.spread, self.found.changed = read if read.shape else None, read.relative
        return read.value


def _of(now: Any, place: int) -> Any:
    return None if now is None else now[place]


def _alike(parts: dict[str, Any]) -> Any:
    """Return what all members have, once; all of them where they differ."""
    every = list(parts.values())
    return every[0] if every and all(part == every[0] for part in every) else parts
