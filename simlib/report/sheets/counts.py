"""The counts of the projection below the spending: people by post, recruits, grids, person-months."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.months import YEAR, month_number
from simlib.population.person import JOINED
from simlib.population.world import MONTHS, REWARDED
from simlib.report.sheets.book import Place
from simlib.report.sheets.material import Material
from simlib.report.sheets.prices import PriceTable

FIRST_LINE, FIRST_COLUMN = 5, 2  # of the sheet of spending


@dataclass(frozen=True)
class Counts:
    """Means over replications by period; what is counted once a year stands in the period of December."""

    material: Material
    table: PriceTable
    sheet: str

    @property
    def first_row(self) -> int:
        """The row of the first post."""
        return FIRST_LINE + len(self.material.lines) + 4

    @property
    def total_row(self) -> int:
        """The row with the sums of the lines."""
        return FIRST_LINE + len(self.material.lines)

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return len(self.material.policy.posts)

    def people(self, period: int) -> str:
        """Return the people at year end, a row a post."""
        return self._at(0, period).to(self.first_row + self.posts - 1, FIRST_COLUMN + period)

    def joined(self, period: int) -> str:
        """Return the recruits of the year."""
        return str(self._at(self.posts, period))

    def grids(self, period: int) -> str:
        """Return the grids at year end."""
        return str(self._at(self.posts + 1, period))

    def months(self, periods: range) -> str:
        """Return the person-months of some periods."""
        return self._at(self.posts + 2, periods[0]).to(self.first_row + self.posts + 2, FIRST_COLUMN + periods[-1])

    def _at(self, row: int, period: int) -> Place:
        return Place(self.sheet, self.first_row + row, FIRST_COLUMN + period)

    @cached_property
    def values(self) -> np.ndarray:
        """The numbers: posts, recruits, grids, person-months, (posts + 3, periods)."""
        material, periods = self.material, len(self.material.layout.starts)
        pay, december = material.pay, np.array(material.decembers)
        found = np.zeros((self.posts + 3, periods))
        found[: self.posts] = pay[REWARDED].reshape(periods, self.posts, -1).sum(axis=2).T
        found[self.posts, december] = material.mean(material.projection.books.flows[:, :, JOINED].sum(axis=2))
        found[self.posts + 1, december] = [self._grids(year) for year in material.years]
        found[self.posts + 2] = pay[MONTHS].sum(axis=1)
        return found

    def _grids(self, year: int) -> float:
        law = self.material.policy
        if "establishment.grids" not in law.provisions:
            return 0.0
        return float(np.sum(law.value("establishment.grids", month_number(year, YEAR))))
