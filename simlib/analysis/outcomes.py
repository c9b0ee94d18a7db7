"""Outcomes, declared once each: label, unit, how they add over years, which way is better, and how they are read off.

An outcome is an array (replication, year). Stocks are at year end; flows and money are of the whole year, or of what
months of it a part-year has. What is reckoned by head and year, a part-year has not: NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from simlib.analysis import service
from simlib.analysis.widths import Widths, widths
from simlib.budget import Budget, cost
from simlib.policy import Policy
from simlib.population.person import LEAVING_FLOWS
from simlib.projection import Projection
from simlib.text import Text


class OutcomeUnit(NamedTuple):
    """What a figure is counted in: its name, and how much makes one as it is shown."""

    label: Text
    one: float


UNITS: dict[str, OutcomeUnit] = {
    "people": OutcomeUnit(Text("人", "people"), 1),
    "times": OutcomeUnit(Text("人次", "times"), 1),  # of people, each as often as it happens
    "posts": OutcomeUnit(Text("个", "posts"), 1),
    "people_each": OutcomeUnit(Text("人", "people"), 1),  # for each of something: a small number
    "grade": OutcomeUnit(Text("级", "grades"), 1),
    "yuan": OutcomeUnit(Text("万元", "10,000 yuan"), 10_000),
    "yuan_a_head": OutcomeUnit(Text("元", "yuan"), 1),
    "share": OutcomeUnit(Text("%", "%"), 0.01),
    "hours": OutcomeUnit(Text("学时", "hours"), 1),
}
COUNTED = frozenset({"people", "times", "posts"})  # units that are whole, and whose mean is not


@dataclass(frozen=True)
class Costed:
    """A projection with its budget.

    wide  the same policy, staff and luck with each replication in a future of its own; None where that was not run
    """

    projection: Projection
    budget: Budget
    wide: Costed | None = None
    _read: dict[str, np.ndarray] = field(default_factory=dict, repr=False, compare=False)

    def read(self, outcome: Outcome) -> np.ndarray:
        """Return an outcome by replication and year, (R, Y); read off once."""
        if outcome.name not in self._read:
            self._read[outcome.name] = outcome.values(self)
        return self._read[outcome.name]


def costed(projection: Projection, wide: Projection | None = None) -> Costed:
    """Return a projection with its budget, and with the same under futures where that was run."""
    return Costed(projection, cost(projection), costed(wide) if wide is not None else None)


@dataclass(frozen=True)
class Outcome:
    """One figure that readers ask for.

    unit      one of `UNITS`
    over_years  how years are put together: `sum` for flows and money, `last` for stocks
    applies   whether a policy has the figure at all: there are grids to cover, residents are counted …
    better    +1 more is better, −1 less is better, 0 neither: a matter of judgement
    """

    name: str
    label: Text
    unit: str
    over_years: Literal["sum", "last"]
    better: int
    values: Callable[[Costed], np.ndarray]
    applies: Callable[[Policy], bool] = lambda policy: True


def _in_post(run: Costed) -> np.ndarray:
    return run.projection.books.in_post[:, 1:].sum(axis=(2, 3))


def _vacancies(run: Costed) -> np.ndarray:
    return np.asarray(run.projection.authorised.sum(axis=-1) - _in_post(run))


def _mean_grade(run: Costed) -> np.ndarray:
    people = run.projection.books.in_post[:, 1:].sum(axis=2)
    grades = np.arange(1, people.shape[2] + 1)
    return np.asarray((people * grades).sum(axis=2) / np.maximum(people.sum(axis=2), 1))


def _graded(policy: Policy) -> bool:
    """Return whether there are grades to rise through."""
    return policy.grades > 1


def _flow(*names: str) -> Callable[[Costed], np.ndarray]:
    def values(run: Costed) -> np.ndarray:
        return run.projection.data["flows"].sel(flow=list(names)).sum(["flow", "post"]).values

    return values


def _blocked(why: str) -> Callable[[Costed], np.ndarray]:
    def values(run: Costed) -> np.ndarray:
        return run.projection.data["blocked"].sel(why=why).values

    return values


def _cost(run: Costed) -> np.ndarray:
    return run.budget.total.values


def _in_first_years_money(rate: str) -> Callable[[Costed], np.ndarray]:
    def values(run: Costed) -> np.ndarray:
        parts = run.projection.parts if run.projection.differs_in(rate) else (run.projection,)
        policies = [part.policy for part in parts]
        rates = np.array([float(policy.value(rate, policy.opening or 0)) for policy in policies])
        return run.budget.in_first_years_money(rates).values

    return values


def _cost_per_head(run: Costed) -> np.ndarray:
    books = run.projection.books.in_post.sum(axis=(2, 3))
    average = (books[:, 1:] + books[:, :-1]) / 2
    each = np.asarray(run.budget.of_people.values / np.maximum(average, 1))
    each[:, : run.projection.years.parts] = np.nan
    return each


def _cost_of_places(run: Costed) -> np.ndarray:
    return np.asarray(run.budget.total.values - run.budget.of_people.values)


def _of(figure: Callable[[Projection], np.ndarray], *terms: str) -> Callable[[Costed], np.ndarray]:
    """Return how a figure is read off a projection: part by part where the terms it counts by are the futures' own."""

    def values(run: Costed) -> np.ndarray:
        parts = run.projection.parts if run.projection.differs_in(*terms) else (run.projection,)
        return np.concatenate([figure(part) for part in parts])

    return values


OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in (
        Outcome("cost", Text("人员经费", "Cost"), "yuan", "sum", 0, _cost),
        Outcome("cost_per_head", Text("人均经费", "Cost per head"), "yuan_a_head", "last", 0, _cost_per_head),
        Outcome("cost_of_places", Text("网格服务经费", "Grid service money"), "yuan", "sum", 0, _cost_of_places,
                service.pays_grids),
        Outcome("cost_real", Text("人员经费（首年不变价）", "Cost at the first year's prices"), "yuan", "sum", 0,
                _in_first_years_money("prices.inflation")),
        Outcome("cost_present", Text("人员经费（折现到首年）", "Cost discounted to the first year"), "yuan", "sum", 0,
                _in_first_years_money("prices.discount_rate")),
        Outcome("in_post", Text("在岗人数", "People in post"), "people", "last", 0, _in_post),
        Outcome("vacancies", Text("空岗", "Vacancies"), "posts", "last", -1, _vacancies),
        Outcome("mean_grade", Text("平均等级", "Mean grade"), "grade", "last", 0, _mean_grade, _graded),
        Outcome("joined", Text("新进", "Joined"), "people", "sum", 0, _flow("joined")),
        Outcome("left", Text("退出", "Left"), "people", "sum", -1, _flow(*LEAVING_FLOWS)),
        Outcome("retired", Text("退休", "Retired"), "people", "sum", 0, _flow("retired")),
        Outcome("resigned", Text("辞职", "Resigned"), "people", "sum", -1, _flow("resigned")),
        Outcome("promoted", Text("岗位晋升", "Promoted"), "times", "sum", 1, _flow("promoted")),
        Outcome("graded_up", Text("等级晋升", "Grade increments"), "times", "sum", 1, _flow("graded_up"), _graded),
        Outcome("at_ceiling", Text("已到本岗最高级", "At top grade"), "people", "last", -1,
                _blocked("at_ceiling"), _graded),
        Outcome("no_vacancy", Text("符合条件但无空岗", "Eligible, no vacancy"), "people", "last", -1,
                _blocked("no_vacancy")),
        Outcome("workers_per_10000", Text("每万人社区工作者", "Workers per 10,000 residents"), "people_each", "last", 1,
                _of(service.workers_per_10000, "establishment.residents", "establishment.residents_growth"),
                service.has_residents),
        Outcome("workers_per_grid", Text("每网格人数", "Workers per grid"), "people_each", "last", 1,
                _of(service.workers_per_grid, "establishment.grids"), service.has_grids),
        Outcome("grids_with_own_worker", Text("有专人的网格", "Grids with a worker of their own"), "share", "last", 1,
                _of(service.grids_with_own_worker, "establishment.grids"), service.has_grids),
        Outcome("training_hours", Text("培训学时", "Hours of training"), "hours", "sum", 1,
                _of(service.training_hours, "training.hours", "training.entry_hours"), service.trains),
    )
}  # fmt: skip


def outcomes_of(*policies: Policy) -> dict[str, Outcome]:
    """Return the outcomes that all of the policies have, and that mean the same in each.

    Grades of scales that differ in length do not.
    """
    one_scale = len({policy.grades for policy in policies}) <= 1
    had = {name: one for name, one in OUTCOMES.items() if all(map(one.applies, policies))}
    return {name: one for name, one in had.items() if one_scale or one.unit != "grade"}


def whole(outcome: Outcome, run: Costed) -> np.ndarray:
    """Return an outcome over all years for each replication: the sum, or the last year."""
    values = run.read(outcome)
    return np.asarray(values.sum(axis=1) if outcome.over_years == "sum" else values[:, -1])


def level_widths(outcome: Outcome, run: Costed, year: int | None = None) -> Widths:
    """Return how wide an outcome is, of a year or (None) over all: see `widths`."""

    def of(one: Costed) -> np.ndarray:
        if year is None:
            return whole(outcome, one)
        return np.asarray(one.read(outcome)[:, one.projection.years.index(year)])

    return widths(of(run), of(run.wide) if run.wide else None)
