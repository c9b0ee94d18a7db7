"""What costing shows besides an answer, and how the visitor looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import nan
from typing import Any, Literal, TypeVar

from dashboards.shell.request import Answer, Request
from simlib.analysis.compare import Difference
from simlib.analysis.cost_by_place import Placed
from simlib.analysis.explain import WHOLE_RUN, Explanation
from simlib.analysis.gains import Gains
from simlib.analysis.goal_seek.search import Found
from simlib.careers.career import Career
from simlib.careers.typical import Typical
from simlib.conversion.inversions import Inversions
from simlib.conversion.study import Study
from simlib.months import Years
from simlib.text import Text

Measure = Literal["expected", "low", "high"]
BreakdownKind = Literal["place", "month", "gains", "conversion"]
PriceLevel = Literal["nominal", "constant", "present"]


@dataclass(frozen=True)
class Side:
    """One proposal of the pack beside the others: differences from the policy in force, over all years or at the end.

    refused  what is wrong with it, where it cannot be laid over the pack; then there are no figures
    """

    name: str
    label: Text
    headline: Mapping[str, Difference] = field(default_factory=dict)
    refused: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Sides:
    """All proposals of a pack, as far as they are costed."""

    sides: tuple[Side, ...]
    total: int

    @cached_property
    def complete(self) -> bool:
        """Whether every proposal of the pack has been costed."""
        return len(self.sides) == self.total


@dataclass(frozen=True)
class Reasons:
    """Why an answer's cost changes.

    rise     from year to year; None for a single year
    against  against the policy in force; None until it is in full, and where nothing differs
    full     whether both are there, with their range with the assumptions
    """

    answer: Answer
    rise: Explanation | None
    against: Explanation | None
    full: bool


@dataclass(frozen=True)
class Ceiling:
    """What must not be passed, in yuan.

    first   of the first whole year; it grows by `growth` a year
    whole   of all years together
    """

    first: float
    growth: float
    whole: float

    def of_year(self, place: int) -> float:
        """The ceiling of a year, counted from 0 for the first whole one; a part-year before it has none."""
        return self.first * (1 + self.growth) ** place if place >= 0 else nan

    def of_years(self, years: Years) -> list[float]:
        """The ceiling of each year of a run."""
        return [self.of_year(place - years.parts) for place in range(len(years))]


@dataclass(frozen=True)
class Seek:
    """Which value of a pay term keeps a cost at or under a limit (yuan): of a year, or of all (None)."""

    term: str
    year: int | None
    limit: float


@dataclass(frozen=True)
class Sought:
    """What a goal seek found."""

    answer: Answer
    question: Seek
    found: Found


@dataclass(frozen=True)
class Lives:
    """The typical careers of a pack (none where it has none), and the one chosen.

    before, after   it under the policy in force, and under the one asked for where that differs
    refused         what is wrong with the pack's careers, and what to do, line by line; then there are none
    """

    request: Request
    offered: tuple[Typical, ...]
    chosen: Typical | None = None
    before: Career | None = None
    after: Career | None = None
    refused: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Converted:
    """What a conversion does to everybody in post; nothing where there is none.

    protected   whether those who would lose keep what they had
    """

    study: Study | None = None
    inverted: Inversions | None = None
    protected: bool = False


Extra = TypeVar("Extra", Sides, Reasons, Sought, Lives, Placed, Gains, Converted)


@dataclass(frozen=True)
class View:
    """An answer, and how it is looked at.

    base, year  of the causes: from year to year or against the policy in force, and of which year
    extras      what is worked out besides, by its type
    """

    answer: Answer
    prices: PriceLevel
    measure: Measure
    ceiling: Ceiling
    base: Literal["year", "law"] = "year"
    year: int | str = WHOLE_RUN
    extras: Mapping[type, Any] = field(default_factory=dict)

    def extra(self, kind: type[Extra]) -> Extra | None:
        """Return what is worked out besides, None while it is not there."""
        return self.extras.get(kind)
