"""The rows of price table and person-months: one for each pay period and kind of person paid in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from simlib.budget.moments import Moments, by_cell
from simlib.budget.prices import monthly_prices
from simlib.budget.scale import part_paid, scale_pay
from simlib.budget.yearly import severance, yearly_prices
from simlib.policy.items import paid_by_month
from simlib.policy.term import FEN
from simlib.report.sheets.inputs import posts_matter
from simlib.report.sheets.material import Material
from simlib.simulation.pay_layout import AXES

FIRST_ROW = 4  # of both sheets: a row of one is the same row of the other


@dataclass(frozen=True)
class PayRows:
    """Rows sorted by period and traits; posts are put together where no price of the policy tells them apart."""

    material: Material = field(repr=False)

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
        """Each row's period, (rows,)."""
        return self._at[:, 0]

    @cached_property
    def counts(self) -> np.ndarray:
        """Person-months, people at year end, half years of severance: means over replications, (3, rows)."""
        return self._counts[:, self._at[:, 0], self._at[:, 1]]

    @cached_property
    def prices(self) -> dict[str, np.ndarray]:
        """What the library takes for each row, in yuan, by item, each (rows,)."""
        policy, layout = self.material.policy, self.material.layout
        monthly = monthly_prices(policy, layout)
        tables = {**monthly, **yearly_prices(policy, layout, monthly["reward_month"])}
        tables["severance"] = severance(policy, layout, monthly["full_pay"])
        law = Moments(policy, layout.starts)
        tables["scale"] = by_cell(layout, scale_pay(layout, law) * part_paid(layout, law))
        tables["paid"] = np.sum([tables[line] for line in paid_by_month(policy.lines)], axis=0)
        cells = np.ravel_multi_index(tuple(self.traits.T), layout.lengths)
        return {item: table[self.periods, cells] / FEN for item, table in tables.items()}

    def rows_of(self, period: int) -> tuple[int, int]:
        """Return the first and last row of a period on the sheets."""
        first, end = np.searchsorted(self.periods, [period, period + 1])
        return FIRST_ROW + int(first), FIRST_ROW + int(end) - 1

    @cached_property
    def _posts_matter(self) -> bool:
        return posts_matter(self.material.policy, self.material.layout)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        post, *others = self.material.layout.lengths
        return (post if self._posts_matter else 1, *others)

    @cached_property
    def _counts(self) -> np.ndarray:
        """Means by (3, period, kind of person)."""
        means = self.material.pay
        by_trait = means.reshape(*means.shape[:2], *self.material.layout.lengths)
        if not self._posts_matter:
            by_trait = by_trait.sum(axis=2, keepdims=True)
        return by_trait.reshape(*means.shape[:2], -1)

    @cached_property
    def _at(self) -> np.ndarray:
        """Period and number of every kind of person who is paid in it, (rows, 2); a period has a row at least."""
        there = np.asarray((self._counts > 0).any(axis=0))
        there[~there.any(axis=1), 0] = True
        return np.argwhere(there)
