"""What `explain` takes apart: a projection's counts, year by year and period by period, with what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np

from simlib.analysis.carried_causes import CarriedContributions
from simlib.analysis.causes import CauseCounts
from simlib.budget import cost
from simlib.budget.terms_by_month import TermsByMonth
from simlib.budget.wage_year_contributions import counted_in
from simlib.months import YEAR, Years
from simlib.policy import Policy
from simlib.policy.items import Item
from simlib.policy.problems import one_problem
from simlib.population.world import MONTHS, REWARDED
from simlib.projection import Projection
from simlib.simulation.pay_layout import PayLayout
from simlib.simulation.run import Books
from simlib.text import Text

_AT_ONCE = 100  # replications: what is worked out on the way is large


def counted(projection: Projection) -> ExplainedCounts:
    """Return the counts of a projection, with what it costs."""
    if projection.parts[0] is not projection:
        what = Text("各次模拟的情景不同，没有一套标准能解释全部", "each replication had a future of its own")
        raise one_problem(what, Text("请分解不含情景的模拟。", "Explain the projection without futures."))
    plan = projection.plan
    return ExplainedCounts(projection.policy, plan.pay, plan.months, projection.books, cost(projection).fen)


@dataclass(frozen=True)
class ExplainedCounts:
    """A projection's counts, year by year and period by period; `fen` is what it costs."""

    policy: Policy
    layout: PayLayout
    months: range
    books: Books
    fen: np.ndarray

    @property
    def parts(self) -> Iterator[ExplainedCounts]:
        """Some of the replications, and then the next, until there are no more."""
        for start in range(0, len(self.fen), _AT_ONCE):
            stop = start + _AT_ONCE
            yield replace(self, books=self.books.part(start, stop), fen=self.fen[start:stop])

    @cached_property
    def risen(self) -> np.ndarray:
        """Of the twelve months after each change of grade those of each year, (R, Y, P, G)."""
        return self.books.risen.astype(np.int64)

    @cached_property
    def total(self) -> np.ndarray:
        """All lines, (R, Y)."""
        return np.asarray(self.fen.sum(axis=2))

    @cached_property
    def unit(self) -> np.ndarray:
        """The lines that go by pay cell, (R, Y): contributions where they are on the month's own wages."""
        return np.asarray(_of_cause(self.fen, self.policy.lines, "") - self.on_last_year)

    @cached_property
    def contributed(self) -> tuple[CarriedContributions, ...]:
        """The contributions on last year's wages, book by book."""
        return self.contributed_in(len(self.books.contributed))

    def contributed_in(self, many: int) -> tuple[CarriedContributions, ...]:
        """Return them in `many` books: one in which all go together is looked at for each part of them."""
        kept = self.books.contributed
        counts = kept if len(kept) == many else [kept[0]] * many
        return tuple(
            CarriedContributions(self.policy, self.layout, self.months, self.books, one, items)
            for one, items in zip(counts, counted_in(many), strict=True)
        )

    @cached_property
    def on_last_year(self) -> np.ndarray:
        """What they come to, (R, Y)."""
        found = np.zeros_like(self.total)
        for y, book in product(range(found.shape[1]), self.contributed):
            staff = book.staff([*self.periods(y)])
            found[:, y] += staff.total(book.cost(staff))
        return found

    @cached_property
    def conversion(self) -> np.ndarray:
        """The lines of protected pay, (R, Y)."""
        return _of_cause(self.fen, self.policy.lines, "conversion")

    @cached_property
    def other(self) -> np.ndarray:
        """All other lines, (R, Y)."""
        return np.asarray(self.total - self.unit - self.on_last_year - self.conversion)

    @property
    def _years(self) -> Years:
        return Years(self.months)

    def periods(self, y: int) -> dict[int, int]:
        """Return the pay periods of a year, with their months."""
        found, months = np.unique(self.layout.of_month[self._years.places(y)], return_counts=True)
        return dict(zip(found.tolist(), months.tolist(), strict=True))

    def moment(self, period: int) -> TermsByMonth:
        """Return the law of a period."""
        return TermsByMonth(self.policy, (self.layout.starts[period],))

    def december(self, y: int) -> TermsByMonth:
        """Return the law of a year's December, what is paid in some months only spread evenly over the year."""
        return TermsByMonth(self.policy, (self.months[self._years.places(y)][-1],), even=True)

    def counts(self, periods: list[int], risen: np.ndarray, months: int, rewarded: bool) -> CauseCounts:
        """Return the staff of some periods; of a year's rises, those that fall on so many months of it."""
        paid, due = (self.books.pay[kind].by_cell(periods) for kind in (MONTHS, REWARDED))
        return CauseCounts(paid, due, risen * (months / YEAR), risen * (rewarded / YEAR))


def _of_cause(fen: np.ndarray, items: Mapping[str, Item], cause: str) -> np.ndarray:
    mine = [place for place, item in enumerate(items.values()) if item.cause == cause]
    return np.asarray(fen[:, :, mine].sum(axis=2))
