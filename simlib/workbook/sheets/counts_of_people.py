"""The counts of the projection below the spending: people by post, recruits, grids, person-months."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.months import YEAR, month_number
from simlib.population.person import JOINED
from simlib.population.world import MONTHS, REWARDED
from simlib.workbook.contents import Contents
from simlib.workbook.place import Place
from simlib.workbook.sheets.price_table import PriceSheet
from simlib.workbook.worth import Worth

FIRST_LINE, FIRST_COLUMN = 5, 2  # of the sheet of spending


@dataclass(frozen=True)
class Counts:
    """Means over replications by period; what is counted once a year stands in the period of December."""

    contents: Contents
    table: PriceSheet
    sheet: str

    @property
    def first_row(self) -> int:
        """The row of the first post."""
        return FIRST_LINE + len(self.contents.lines) + 4

    @property
    def total_row(self) -> int:
        """The row with the sums of the lines."""
        return FIRST_LINE + len(self.contents.lines)

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return len(self.contents.policy.posts)

    def people(self, period: int) -> Worth:
        """Return the people at year end, a row a post."""
        cells = self._at(0, period).to(self.first_row + self.posts - 1, FIRST_COLUMN + period)
        return Worth(cells, self.values[: self.posts, period])

    def joined(self, period: int) -> Worth:
        """Return the recruits of the year."""
        return Worth(str(self._at(self.posts, period)), float(self.values[self.posts, period]))

    def grids(self, period: int) -> Worth:
        """Return the grids at year end."""
        return Worth(str(self._at(self.posts + 1, period)), float(self.values[self.posts + 1, period]))

    def months(self, periods: range) -> str:
        """Return the person-months of some periods."""
        return self._at(self.posts + 2, periods[0]).to(self.first_row + self.posts + 2, FIRST_COLUMN + periods[-1])

    def _at(self, row: int, period: int) -> Place:
        return Place(self.sheet, self.first_row + row, FIRST_COLUMN + period)

    @cached_property
    def values(self) -> np.ndarray:
        """The numbers: posts, recruits, grids, person-months, (posts + 3, periods)."""
        contents, periods = self.contents, len(self.contents.layout.starts)
        pay, december = contents.pay, np.array(contents.decembers)
        found = np.zeros((self.posts + 3, periods))
        found[: self.posts] = pay[REWARDED].reshape(periods, self.posts, -1).sum(axis=2).T
        found[self.posts, december] = contents.mean(contents.projection.books.flows[:, :, JOINED].sum(axis=2))
        found[self.posts + 1, december] = [self._grids(year) for year in contents.years]
        found[self.posts + 2] = pay[MONTHS].sum(axis=1)
        return found

    def _grids(self, year: int) -> float:
        law = self.contents.policy
        if "establishment.grids" not in law.provisions:
            return 0.0
        return float(np.sum(law.value("establishment.grids", month_number(year, YEAR))))
