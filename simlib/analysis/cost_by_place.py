"""The cost of a run by street and community, and month by month: means of its replications that add up to the fen.

A mean of many replications is no whole number of fen. Along the communities of a year, and along its months, sums so
far are rounded and not each part, line by line: every part is within a fen of its mean, and parts make the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from simlib.budget.place_and_month import CostByPlaceAndMonth, apportioned, spread
from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.items import Item
from simlib.policy.term import FEN
from simlib.projection import Projection
from simlib.simulation.plan import Plan
from simlib.text import Code, Text

_WAN, _LARGE = 10_000, 100_000_000  # yuan
OF_NO_STREET = Text("不分到街道的支出", "Of no street or unit")
OF_NO_COMMUNITY = Text("不分到社区的支出", "Of no community")
KINDS: dict[str, Text] = {  # of spending, as it falls due
    "monthly": Text("按月报酬", "Monthly pay"),
    "contributions": Text("单位缴费", "Employer contributions"),
    "yearly": Text("年度一次", "Once a year"),
    "others": Text("其他", "Other"),
}


@dataclass(frozen=True, eq=False)
class Placed:
    """What a run costs where and when, mean over its replications. Y years, M months, P places, U units, L lines.

    where   (Y, P + U + 1, L) int64 fen: places, what is of a unit and no place, what is of no unit
    when    (M, L) int64 fen; both add up to the same lines of each year
    sums    what they are the means of, to which further replications may be added
    at_end  (Y, P) people in post at year end, and `paid` (Y, P) person-months, means
    people  (M,) people paid in a month, mean
    """

    plan: Plan = field(repr=False)
    sums: CostByPlaceAndMonth = field(repr=False)
    where: np.ndarray = field(repr=False)
    when: np.ndarray = field(repr=False)
    at_end: np.ndarray = field(repr=False)
    paid: np.ndarray = field(repr=False)
    people: np.ndarray = field(repr=False)

    @property
    def replications(self) -> int:
        """How many there are."""
        return self.sums.replications

    @property
    def policy(self) -> Policy:
        """The policy that was projected."""
        return self.plan.policy

    @cached_property
    def unit(self) -> np.ndarray:
        """The unit of each row of `where`, (P + U + 1,); U for what is of none."""
        units = len(self.policy.axis("unit"))
        return np.concatenate([self.plan.places.unit, np.arange(units + 1)])

    @property
    def streets(self) -> np.ndarray:
        """The cost by unit, and last what is of none, (Y, U + 1, L) int64 fen."""
        found = np.zeros((self.where.shape[0], self.unit.max() + 1, self.where.shape[2]), np.int64)
        for row, unit in enumerate(self.unit):
            found[:, unit] += self.where[:, row]
        return found

    @property
    def people_by_street(self) -> np.ndarray:
        """People in post at year end by unit, (Y, U)."""
        units = len(self.policy.axis("unit"))
        return np.stack([np.bincount(self.plan.places.unit, year, units) for year in self.at_end])

    def street(self, unit: int) -> Text:
        """Return the name of a unit, or of what is of none."""
        units = self.policy.units
        return units[unit].label if unit < len(units) else OF_NO_STREET

    def community(self, row: int) -> Text:
        """Return the name of a row of `where` within its unit."""
        places = self.plan.places
        if row >= len(places.unit):
            return OF_NO_COMMUNITY
        label, number = self.policy.place_types[places.kind[row]].label, places.ordinal[row] + 1
        return Text(f"{label.zh}{number}", f"{label.en} {number}")

    @cached_property
    def kinds(self) -> np.ndarray:
        """The place of each line on `KINDS`, (L,)."""
        return np.array([[*KINDS].index(kind_of(item)) for item in self.policy.lines.values()])

    def by_place(self, code: Code) -> pd.DataFrame:
        """Return a row a year and community: names, people in post at its end, person-months, yuan in all and by line.

        unit and place are empty for what is of none of them; street and community say them in one language.
        """
        names, lines, places = self.plan.places.names(self.policy), [*self.policy.lines], len(self.plan.places.unit)
        rows: list[dict[str, Any]] = []
        for y, year in enumerate(self.plan.years):
            for row, fen in enumerate(self.where[y]):
                inside = row < places
                if not inside and not fen.any():
                    continue
                unit = self.unit[row]
                head = {"year": year, "unit": self.policy.axis("unit")[unit] if unit < len(self.policy.units) else "",
                        "place": names[row] if inside else "", "street": self.street(unit)[code],
                        "community": self.community(row)[code]}  # fmt: skip
                people = {"in_post": self.at_end[y, row] if inside else 0,
                          "person_months": self.paid[y, row] if inside else 0}  # fmt: skip
                rows.append({**head, **people, "total": fen.sum() / FEN, **dict(zip(lines, fen / FEN, strict=True))})
        return pd.DataFrame(rows)

    @property
    def by_month(self) -> pd.DataFrame:
        """A row a month: people paid, and yuan by line."""
        lines = [*self.policy.lines]
        table = pd.DataFrame(self.when / FEN, columns=lines)
        table.insert(0, "total", self.when.sum(axis=1) / FEN)
        table.insert(0, "people_paid", self.people)
        table.insert(0, "month", [month_text(month) for month in self.plan.months])
        return table


def placed(projection: Projection, **hooks: Any) -> Placed:
    """Return what a projection costs where and when. `hooks`: workers, progress and stop, as `project` takes them."""
    return means(projection.plan, spread(projection, **hooks))


def means(plan: Plan, found: CostByPlaceAndMonth) -> Placed:
    """Return the means of what some replications come to together."""
    many, years = found.replications, plan.years
    where = np.concatenate([found.places, found.units, found.rest[:, None]], axis=1)
    months = [evened(found.months[years.places(y)], many, axis=0) for y in range(len(years))]
    return Placed(
        plan, found, evened(where, many, axis=1), np.concatenate(months),
        found.at_end / many, found.paid / many, found.paid_in / many,
    )  # fmt: skip


def evened(parts: np.ndarray, unit: int, axis: int = -1) -> np.ndarray:
    """Return whole numbers of parts ÷ unit that add up along an axis: sums so far are rounded, halves up.

    >>> evened(np.array([1, 1, 1]), 3)
    array([0, 1, 0])
    """
    so_far = np.cumsum(parts, axis=axis)
    return np.diff((2 * so_far + unit) // (2 * unit), axis=axis, prepend=0)


def in_units(parts: np.ndarray, unit: int) -> np.ndarray:
    """Return a table (N, K) of whole units for one (N, K) of fen: each column adds up to its own sum, rounded.

    >>> in_units(np.array([[4, 4], [4, 3]]), 10)
    array([[1, 1],
           [0, 0]])
    """
    return apportioned((2 * parts.sum(axis=0) + unit) // (2 * unit), parts.T).T


def shown_unit(fen: np.ndarray) -> int:
    """Return the unit in fen that a table (N, K) of amounts is shown in: 10,000 yuan, of small ones a tenth of it."""
    return _WAN * FEN // (1 if fen.sum(axis=0).max(initial=0) >= _LARGE * FEN else 10)


def kind_of(item: Item) -> str:
    """Return of which of `KINDS` a line is."""
    if item.rate_of or item.key == "protected_contributions":
        return "contributions"
    if {"month", "converted"} & {*item.counted}:
        return "monthly"
    return "others" if {"recruit", "severance"} & {*item.counted} else "yearly"
