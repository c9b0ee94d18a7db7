"""Level, mass and carry-over of what is paid, in fen: rates of pay, allowances and contributions, staff apart.

A year's changes of standard come to three sums, of the same staff (the year's own, by pay period):

    level    December's standards all year, above those of last December all year: what was decided, in a full year
    mass     what of that falls within the year itself
    ahead    the rest, which falls in the next year: level = mass + ahead, and ahead is the next year's carry-over

They are the French payroll's *effet de niveau*, *effet de masse* and *effet de report*, and 翘尾 of a Chinese budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simlib.analysis import carried_causes
from simlib.analysis.causes import CauseParts, add, of_prices, unit_cost
from simlib.analysis.explained_counts import ExplainedCounts
from simlib.months import YEAR
from simlib.text import Text

STANDARDS = Text("薪酬、津贴和缴费标准的调整", "Changes of pay, allowances and contributions")
EFFECTS: dict[str, Text] = {
    "carried": Text("上年翘尾", "Carried over from last year"),
    "mass": Text("当年增支", "Within the year (mass)"),
    "ahead": Text("翘入下年", "Carried over to the next"),
    "level": Text("全年增支（当年增支＋翘入下年）", "In a full year (level: mass and carry-over)"),
}


class Standards(NamedTuple):
    """Some years' changes of standard, each (replication, year) int64 fen; `carried` is what last year's add."""

    carried: np.ndarray
    mass: np.ndarray
    ahead: np.ndarray

    @property
    def level(self) -> np.ndarray:
        """What they come to in a full year."""
        return self.mass + self.ahead

    @classmethod
    def together(cls, parts: Sequence[Standards]) -> Standards:
        """Return those of some replications after each other."""
        return cls(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def carried(books: ExplainedCounts, y: int) -> np.ndarray:
    """Return what a year's staff would cost more all year at its December's standards, (R,)."""
    old, periods = books.december(y), books.periods(y)
    staff = books.counts([*periods], np.zeros_like(books.risen[:, y]), YEAR, True)
    more = staff.at(unit_cost(books.layout, old, old, old)) - books.unit[:, y]
    return np.asarray(more + sum(carried_causes.carried(book, periods) for book in books.contributed))


def new_prices(books: ExplainedCounts, y: int) -> CauseParts:
    """Return what each part of a year's standards adds for its staff to those of last December."""
    parts: CauseParts = {}
    old, none = books.december(y - 1), np.zeros_like(books.risen[:, y])
    for period in books.periods(y):
        staff = books.counts([period], none, 0, False)
        add(parts, of_prices(staff, books.layout, old, books.moment(period)))
    for book in books.contributed:
        add(parts, carried_causes.new_prices(book, books.periods(y - 1), books.periods(y)))
    return parts
