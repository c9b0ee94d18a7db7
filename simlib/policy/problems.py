"""What is wrong in a policy file, where, and the way out, in both languages; all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import numpy as np

from simlib.text import Code, Text, Told, same, shown


@dataclass(frozen=True)
class Fault:
    """What is wrong and the way out, as whoever finds it says it; where in what file, a `Problem` says.

    what     what is wrong, without the full stop
    way_out  what to do about it, one sentence or two
    where    keys and list positions inside what was looked at
    """

    what: Text
    way_out: Text
    where: tuple[str | int, ...] = ()

    def filled(self, **quoted: object) -> Fault:
        """Return the fault with every `{name}` of its texts filled in."""
        return replace(self, what=self.what.of(**quoted), way_out=self.way_out.of(**quoted))

    def at(self, file: str, line: int = 0) -> Problem:
        """Return the problem that it is at a line of a file."""
        return Problem(file, line, self.what, self.way_out)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `problem[code]` is all of it in a language.

    file     as the caller wrote it; empty where no file is at fault
    line     counted from 1; 0 for the whole file
    what, way_out  as of a fault
    """

    file: str
    line: int
    what: Text
    way_out: Text

    @property
    def text(self) -> Text:
        """Where, what and the way out."""
        where = ":".join(part for part in (self.file, str(self.line or "")) if part)
        return same(f"{where}: ") + self.bare if where else self.bare

    @property
    def bare(self) -> Text:
        """What and the way out, without the place."""
        return self.what + Text("。", ". ") + self.way_out

    def __getitem__(self, code: Code) -> str:
        return self.text[code]


class PolicyError(Told, ValueError):
    """A policy that cannot be used, with every problem found (`problems`), one a line when printed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line)))
        super().__init__(*(problem.text for problem in self.problems))
        self.args = (self.problems,)  # which it is made of again in another process


def one_problem(what: Text, way_out: Text, file: str = "", line: int = 0) -> PolicyError:
    """Return the error of a single problem, ready to raise."""
    return PolicyError([Problem(file, line, what, way_out)])


NATIONAL = Text("请用城市的政策包：这一份是国家规定。", "Take a city's pack; this one is national law.")


def outside(name: str | Text, text: object, limits: Text) -> Fault:
    """Return the fault of a value beyond its limits (see `ends`)."""
    what = Text("{name} 是 {text}，超出 {limits} 的范围", "{name} is {text}, outside {limits}")
    way_out = Text("请写范围以内的值。", "Give a value inside these limits.")
    return Fault(what.of(name=name, text=text, limits=limits), way_out)


def ends(lowest: object, highest: object) -> Text:
    """Write limits, both included."""
    return Text("{lowest} 到 {highest}", "{lowest} to {highest}").of(lowest=lowest, highest=highest)


def unopened(policy: str) -> Text:
    """Return what is wrong with a policy that is national law alone, where one to project is wanted."""
    return Text("{policy} 没有期初年月", "{policy} has no opening month").of(policy=policy)


def check_whole(name: str, number: Any, lowest: int, highest: int) -> None:
    """Raise PolicyError where a number is not whole, or outside `lowest` to `highest`."""
    if isinstance(number, bool) or not isinstance(number, int | np.integer) or not lowest <= number <= highest:
        what = Text("{name} 不能是 {number}", "{name} is {number}").of(name=name, number=number)
        way_out = Text("请写 {lowest} 到 {highest} 的整数。", "Give a whole number from {lowest} to {highest}.")
        raise one_problem(what, way_out.of(lowest=lowest, highest=f"{highest:,}"))


def outside_run(year: int, years: Sequence[int]) -> PolicyError:
    """Return the error of naming a year that was not projected."""
    what = Text("{year} 年不在测算的 {first} 至 {last} 年之内", "{year} is outside the run, {first} to {last}")
    way_out = Text("请写测算期内的年份，或加大年数。", "Name a year of the run, or project more years.")
    return one_problem(what.of(year=year, first=years[0], last=years[-1]), way_out)


def meant(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to an unknown one, None where none is near."""
    return next(iter(get_close_matches(name, list(known), 1)), None)


def nearest(name: object, known: Iterable[str]) -> Text:
    """Return the way out of an unknown name: the nearest known one, or the known ones."""
    names = list(known)
    if near := meant(shown(name, "en"), names):
        return Text("是否应为 {near}？", "Did you mean {near}?").of(near=near)
    if not names:
        return Text("本政策没有列出任何一个。", "This policy declares none.")
    return Text("可以写：{names}。", "Known: {names}.").of(names=names)
