"""What is wrong in a policy file, where, and the way out; all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_SHOWN = 12  # names listed where none is near


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    file     as the caller wrote it; empty where no file is at fault
    line     counted from 1; 0 for the whole file
    what     what is wrong, without the full stop
    way_out  what to do about it, one sentence or two
    """

    file: str
    line: int
    what: str
    way_out: str

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, str(self.line or "")) if part)
        return f"{where + ': ' if where else ''}{self.what}. {self.way_out}"


class PolicyError(ValueError):
    """A policy that cannot be used, with every problem found (`problems`), one a line when printed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def one_problem(what: str, way_out: str, file: str = "", line: int = 0) -> PolicyError:
    """Return the error of a single problem, ready to raise."""
    return PolicyError([Problem(file, line, what, way_out)])


def meant(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to an unknown one, None where none is near."""
    return next(iter(get_close_matches(name, list(known), 1)), None)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the way out of an unknown name: the nearest known one, or the known ones."""
    names = list(known)
    if near := meant(name, names):
        return f"Did you mean {near}?"
    if not names:
        return "This policy declares none."
    return f"Known: {', '.join(names[:_SHOWN])}{', …' if len(names) > _SHOWN else ''}."
