"""The rows of price table and person-months: one for each pay period and kind of person paid in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from simlib.budget.contributions import wages
from simlib.budget.monthly_prices import pay_of
from simlib.budget.scale import part_paid, scale_pay
from simlib.budget.severance import severance
from simlib.budget.terms_by_month import TermsByMonth, by_cell
from simlib.budget.yearly_prices import rewards
from simlib.policy.items import paid_by_month
from simlib.policy.term import FEN
from simlib.population.world import COUNTS, MONTHS, NOTICE, REWARDED, SEVERANCE, WITHIN_CAP
from simlib.simulation.pay_layout import AXES
from simlib.workbook.contents import Contents
from simlib.workbook.parameter_cells import posts_matter

DUE = {SEVERANCE: "severance", WITHIN_CAP: "capped", NOTICE: "notice"}  # columns with what the dismissed are due
FIRST_ROW = 4  # of both sheets: a row of one is the same row of the other


@dataclass(frozen=True)
class PayRows:
    """Rows sorted by period and traits; posts are put together where no price of the policy tells them apart."""

    contents: Contents = field(repr=False)

    @cached_property
    def axes(self) -> tuple[str, ...]:
        """The traits that have columns."""
        return tuple(axis for axis, many in zip(AXES, self._lengths) if many > 1)

    @cached_property
    def traits(self) -> np.ndarray:
        """Each row's place on all of `AXES`, (rows, axes)."""
        return np.stack(np.unravel_index(self._at[:, 1], self._lengths), axis=1)

    @cached_property
    def periods(self) -> np.ndarray:
        """Each row's period, (rows,); those before the run count from −1 down."""
        return self._at[:, 0] - self._before

    @cached_property
    def counts(self) -> np.ndarray:
        """What is counted by pay cell (`COUNTS`): means over replications, (COUNTS, rows).

        In the months before the run, of the year in which it opens: the staff of the first period in each.
        """
        return self._counts[:, self._at[:, 0], self._at[:, 1]]

    @cached_property
    def rewarded(self) -> np.ndarray:
        """Whether anybody of a row is paid at year end, or contributes on it, (rows,) bool."""
        return ((self._counts[REWARDED] > 0) | self._used[1])[self._at[:, 0], self._at[:, 1]]

    def row_of(self, periods: np.ndarray, cells: np.ndarray) -> np.ndarray:
        """Return the rows of some price periods (the year before the run first) and pay cells, on the sheets."""
        rows = np.full(self._counts.shape[1:], -1)
        rows[self._at[:, 0], self._at[:, 1]] = FIRST_ROW + np.arange(len(self._at))
        return rows[periods, self._kind_of(cells)]

    @cached_property
    def prices(self) -> dict[str, np.ndarray]:
        """What the library takes for each row, in yuan, by item, each (rows,)."""
        policy, layout = self.contents.policy, self.contents.layout
        law = TermsByMonth(policy, self.contents.starts)
        monthly = pay_of(layout, law, law)
        yearly = rewards(layout, law, monthly["reward_month"])
        tables = monthly | yearly | {"wages": wages(monthly, law), "year_end_wages": wages(yearly, law)}
        due = severance(policy, layout, {item: price[self._before :] for item, price in monthly.items()})
        of_few = {column: due.of_each[list(COUNTS)[kind]] for kind, column in DUE.items()} | {"year_wages": due.year}
        tables |= {column: self._run_only(price) for column, price in of_few.items()}
        tables["scale"] = by_cell(layout, scale_pay(layout, law) * part_paid(layout, law))
        tables["paid"] = np.sum([tables[line] for line in paid_by_month(policy.lines)], axis=0)
        cells = np.ravel_multi_index(tuple(self.traits.T), layout.lengths)
        return {item: table[self._at[:, 0], cells] / FEN for item, table in tables.items()}

    def rows_of(self, period: int) -> tuple[int, int]:
        """Return the first and last row of a period on the sheets."""
        first, end = np.searchsorted(self.periods, [period, period + 1])
        return FIRST_ROW + int(first), FIRST_ROW + int(end) - 1

    @cached_property
    def _posts_matter(self) -> bool:
        return posts_matter(self.contents.policy, self.contents.layout, self.contents.starts)

    @property
    def _before(self) -> int:
        """How many periods before the run there are."""
        return len(self.contents.contributed.before)

    def _run_only(self, table: np.ndarray) -> np.ndarray:
        """Return what has a place for each period of the run (last axis but one) with nothing for those before."""
        return np.concatenate([np.zeros_like(table[..., :1, :]).repeat(self._before, axis=-2), table], axis=-2)

    def _kind_of(self, cells: np.ndarray) -> np.ndarray:
        """Return the kinds of person of some pay cells: posts are one where no price tells them apart."""
        return cells if self._posts_matter else cells % np.prod(self._lengths)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        post, *others = self.contents.layout.lengths
        return (post if self._posts_matter else 1, *others)

    @cached_property
    def _counts(self) -> np.ndarray:
        """Means by (COUNTS, period, kind of person)."""
        means = self.contents.pay
        by_trait = means.reshape(*means.shape[:2], *self.contents.layout.lengths)
        if not self._posts_matter:
            by_trait = by_trait.sum(axis=2, keepdims=True)
        counts = self._run_only(by_trait.reshape(*means.shape[:2], -1))
        first = counts[MONTHS, self._before] / np.count_nonzero(self.contents.layout.of_month == 0)
        for period, months in self.contents.months_before.items():
            counts[MONTHS, period + self._before] = first * months
        return counts

    @cached_property
    def _used(self) -> np.ndarray:
        """Where bases of contributions have their wages from, (2, period, kind of person) bool."""
        used = self.contents.contributed.used[:, -len(self.contents.starts) :]
        by_kind = used.reshape(*used.shape[:2], -1, int(np.prod(self._lengths)))
        return np.asarray(by_kind.any(axis=2))

    @cached_property
    def _at(self) -> np.ndarray:
        """Period and number of every kind of person who is paid in it, (rows, 2); a period has a row at least."""
        there = np.asarray((self._counts > 0).any(axis=0) | self._used.any(axis=0))
        there[~there.any(axis=1), 0] = True
        return np.argwhere(there)
