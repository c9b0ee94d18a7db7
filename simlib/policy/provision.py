"""A provision: the dated values of one term, each with the clause that gives it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from simlib.months import Month, as_month, month_number, month_text
from simlib.policy.problems import Fault, PolicyError, ends, one_problem, outside
from simlib.policy.term import Term
from simlib.text import Text

FIRST, LAST = month_number(1990, 1), month_number(2100, 12)  # every value starts within these
YEARS = ends(month_text(FIRST), month_text(LAST))
Value = int | float | np.ndarray
Evidence = Literal["published", "reported", "computed", "assumed", "proposed"]


def opening_fault(name: str | Text, month: int) -> Fault | None:
    """Return why nothing can open in a month, called `name`; None where it can: any month that values may start in.

    The longest run from the last of them ends in 2140.
    """
    return None if FIRST <= month <= LAST else outside(name, month_text(month), YEARS)


def check_opening(policy: str, month: int) -> None:
    """Raise PolicyError where nothing can open in a month."""
    if fault := opening_fault(Text("{policy} 的期初", "the opening of {policy}").of(policy=policy), month):
        raise PolicyError([fault.at("")])


@dataclass(frozen=True)
class Member:
    """A post, unit, place type or unit class of a policy."""

    name: str
    label: Text


@dataclass(frozen=True, eq=False)
class Dated:
    """One value from one month on.

    month    from which it counts; `since` is the date as written
    value    whole units int, money int fen, others float; choices and yes_no the number of the option; arrays
             (read-only) in the order of the term's axes
    written  as the file has it, for display
    source   name in the policy's sources; empty where none is named
    typed    what somebody typed of a change of what was in force: +10%; empty where the value itself was written
    file, line  where it stands; empty and 0 where set from Python
    """

    month: int
    since: str
    value: Value
    written: object
    evidence: Evidence
    source: str = ""
    clause: str = ""
    words: str = ""
    reason: Text | None = None
    basis: str = ""
    note: str = ""
    checked_on: str = ""
    prevails: bool = False
    typed: str = ""
    file: str = ""
    line: int = 0

    @property
    def plain(self) -> Any:
        """The value as a file would have it: lists in place of arrays."""
        return _plain(self.written)


def _plain(written: Any) -> Any:
    if isinstance(written, Mapping):
        return {str(name): _plain(part) for name, part in written.items()}
    return written.tolist() if isinstance(written, np.ndarray | np.generic) else written


@dataclass(frozen=True, eq=False)
class Provision:
    """The values of one term, by month.

    values  sorted by month, at least one, no two in one month
    range   lowest and highest value that a slider may offer, in the unit of the file (yuan, not fen)
    """

    term: Term
    values: tuple[Dated, ...]
    range: tuple[float, float] | None = None
    _months: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_months", tuple(dated.month for dated in self.values))

    def find(self, month: Month) -> Dated | None:
        """Return the value given for a month, None before the first."""
        place = bisect_right(self._months, as_month(month))
        return self.values[place - 1] if place else None

    def at(self, month: Month) -> Dated:
        """Return the value given for a month: an amount may have grown since. Raises PolicyError before the first."""
        dated = self.find(month)
        if dated is None:
            first = self.values[0]
            what = Text(
                "{name} 在 {month} 没有值：第一个值从 {since} 起",
                "{name} has no value in {month}: its first value starts {since}",
            ).of(name=self.term.name, month=month_text(as_month(month)), since=first.since)
            way_out = Text("请补上此前的值，或推迟起始年月。", "Add the value in force before then, or start later.")
            raise one_problem(what, way_out, first.file, first.line)
        return dated


@dataclass(frozen=True, eq=False)
class Override:
    """A value set aside by another from a month on: a city's by higher law, or higher law's by a proposal."""

    term: Term
    month: int
    set_aside: Dated
    in_force: Dated
