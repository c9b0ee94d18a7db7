"""The cost of a run by community and by month: every person-month where and when it is paid.

Each part adds up to the budget's own lines to the fen, year by year. What is one amount for all is given to where the
law knows it to be: service money to the unit of its grids; the disability levy, which is a share of last year's wages,
to where they were paid. A guaranteed mean income is one of all staff together, and is nowhere. In time, what is
counted by the year (the reward and all else of year end, severance, the levy, service money) stands in December.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import reduce
from typing import Any

import numpy as np

from simlib.budget.levy import levied
from simlib.budget.lines import Budget, cost, shared
from simlib.budget.person_months import Known, PersonMonths
from simlib.months import YEAR, month_number
from simlib.policy import Policy
from simlib.policy.items import counted
from simlib.projection import Projection
from simlib.simulation.monthly import NOT_COUNTED, MonthOfRun, begun_again, months, opened_alone
from simlib.simulation.plan import Plan
from simlib.simulation.run import RunStopped, each_in_turn

GRIDS, LEVY = "grid_service", "disability_levy"
(_SEVERANCE,) = counted("severance")


@dataclass(frozen=True, eq=False)
class CostByPlaceAndMonth:
    """What some replications cost together, in whole fen: sums over them. Y years, M months, P places, U units.

    replications  how many there are
    places        (Y, P, L) of people, by the place where they work
    units         (Y, U, L) what is of a unit and of no place in it
    rest          (Y, L) what is of no unit
    months        (M, L) all of it by month
    paid          (Y, P) person-months; paid_in (M,) people paid in each month
    at_end        (Y, P) people in post at year end
    """

    replications: int
    places: np.ndarray = field(repr=False)
    units: np.ndarray = field(repr=False)
    rest: np.ndarray = field(repr=False)
    months: np.ndarray = field(repr=False)
    paid: np.ndarray = field(repr=False)
    paid_in: np.ndarray = field(repr=False)
    at_end: np.ndarray = field(repr=False)

    def plus(self, other: CostByPlaceAndMonth) -> CostByPlaceAndMonth:
        """Return both together."""
        return CostByPlaceAndMonth(
            **{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(CostByPlaceAndMonth)}
        )


def spread(projection: Projection, replications: range | None = None, **hooks: Any) -> CostByPlaceAndMonth:
    """Return the cost of a projection by place and by month, its replications (or some) lived once more.

    `hooks`: workers, progress and stop, as `project` takes them. Not for a projection under futures: for one of its
    `parts`.
    """
    plan, policy = projection.plan, projection.policy
    budget, prices = cost(projection), PersonMonths(policy, plan)

    def one(replication: int) -> CostByPlaceAndMonth:
        if stop is not None and stop():
            raise RunStopped
        found = begun_again(lambda: _Sums(policy, plan).lived(prices, replication))
        return found.closed(budget, replication)

    workers, progress, stop = (hooks.get(name) for name in ("workers", "progress", "stop"))
    each = each_in_turn(one, replications or range(projection.replications), workers or 1, progress)
    return reduce(CostByPlaceAndMonth.plus, each)


class _Sums:
    """What one replication comes to, month by month."""

    def __init__(self, policy: Policy, plan: Plan) -> None:
        self._law, self._plan, self._lines = policy, plan, tuple(policy.lines)
        years, places, lines = len(plan.years), len(plan.places.unit), len(policy.lines)
        self._places = np.zeros((years, places, lines), np.int64)
        self._months = np.zeros((len(plan.months), lines), np.int64)
        self._wages = np.zeros((years, places), np.int64)
        self._paid, self._at_end = np.zeros((2, years, places), np.int64)
        self._paid_in = np.zeros(len(plan.months), np.int64)
        self._levied = [np.isin(self._lines, levied(policy, start)) for start in plan.pay.starts]

    def lived(self, prices: PersonMonths, replication: int) -> _Sums:
        """Live a replication. Raises TooSmall."""
        known = Known()
        for month in months(self._plan, opened_alone(self._plan, replication)):
            self._enter(month, prices.cost(month, known))
        return self

    def _enter(self, month: MonthOfRun, fen: np.ndarray) -> None:
        year, place = self._plan.calendar.year[month.at], month.people["place"]
        if not len(place):
            return
        order = np.argsort(place, kind="stable")
        first = np.flatnonzero(np.diff(place[order], prepend=-1))
        here, by_place = place[order][first], np.add.reduceat(fen[order], first, axis=0)
        self._places[year, here] += by_place
        self._months[month.at] = by_place.sum(axis=0)
        self._wages[year, here] += by_place @ self._levied[self._plan.pay.of_month[month.at]]
        self._paid_in[month.at] = len(place)
        self._paid[year] += np.bincount(place, minlength=len(self._paid[year]))
        if month.year_end:
            stays = place[month.year_end.rewarded != NOT_COUNTED]
            self._at_end[year] = np.bincount(stays, minlength=len(self._paid[year]))

    def closed(self, budget: Budget, replication: int) -> CostByPlaceAndMonth:
        """Return it with what is of all: as the budget of the replication has it."""
        total, at = budget.fen[replication], self._lines.index
        units = np.zeros((len(total), len(self._law.axis("unit")), len(self._lines)), np.int64)
        earlier = np.concatenate([self._wages[:1], self._wages[:-1]])
        weights = ((_SEVERANCE, self._places[:, :, at(_SEVERANCE)]), (LEVY, earlier))
        for line, weight in weights:
            self._places[:, :, at(line)] = apportioned(total[:, at(line)], weight)
        units[:, :, at(GRIDS)] = apportioned(total[:, at(GRIDS)], self._grids())
        rest = total - self._places.sum(axis=1) - units.sum(axis=1)
        decembers = self._months[self._plan.years.decembers]
        for line in (*counted("all", self._law.lines), _SEVERANCE):
            decembers[:, at(line)] = total[:, at(line)]
        return CostByPlaceAndMonth(1, self._places, units, rest, self._months, self._paid, self._paid_in, self._at_end)

    def _grids(self) -> np.ndarray:
        """Return the grids of each unit in each December, (Y, U); nothing where there are none."""
        given, units = self._law.provisions.get("establishment.grids"), len(self._law.axis("unit"))
        dated = [given.find(month_number(year, YEAR)) if given else None for year in self._plan.years]
        return np.array([one.value if one else np.zeros(units) for one in dated], float)


def apportioned(total: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return amounts (Y,) by weights (Y, N), whole fen that add up exactly; nothing where all weigh nothing."""
    there = weights.sum(axis=1) > 0
    found = np.zeros(weights.shape, np.int64)
    found[there] = shared(total[there], weights[there].astype(float))
    return found
