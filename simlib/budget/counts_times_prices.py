"""Counts times prices: of replications that are all under one law, or each under a law of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simlib.budget.wage_year_contributions import ContributionPrices, counted_in
from simlib.policy.fen import check_countable
from simlib.simulation.pay_layout import PayLayout
from simlib.simulation.run import Books
from simlib.simulation.tally import Tally

Amounts = dict[str, np.ndarray]  # by line, (replication, period) or (replication, year) fen


class Alike(NamedTuple):
    """The counts of replications under one law."""

    books: Books

    def priced(self, counts: Tally, prices: Mapping[str, np.ndarray]) -> Amounts:
        """Return counts × prices (period, cell) summed over cells, by item, each (replication, period) int64."""
        return _amounts(prices, counts.times([*prices.values()]))

    def contributed(self, prices: ContributionPrices) -> list[Amounts]:
        """Return the contributions on last year's wages, by item, each (replication, period), a book at a time."""
        found = []
        for counts, items in zip(self.books.contributed, counted_in(len(self.books.contributed)), strict=True):
            at = prices.at(items, counts.periods, self.books.wage_years, counts.cells)
            found.append(_amounts(at, counts.times_at([*at.values()])))
        return found

    def by_replication(self, rows: np.ndarray) -> np.ndarray:
        """Return what is given by period or year so that it multiplies what is by replication and that."""
        return rows


class Apart(NamedTuple):
    """The counts of replications each under a law of its own; prices are in rows, period × replications + replication.

    only        the cells in which anybody is counted, (K,) ascending: those that are priced
    wage_years  of WAGE_YEAR, their cells counted among `only`
    """

    books: Books
    only: np.ndarray
    wage_years: np.ndarray

    @staticmethod
    def of(books: Books, layout: PayLayout) -> Apart:
        """Return the counts of some books."""
        met = np.zeros(layout.cells + 1, bool)  # the last stands for no cell
        for counts in books.pay:
            met[counts.cells[counts.counts.any(axis=0)]] = True
        there = np.zeros(len(books.wage_years), bool)
        for counts in books.contributed:
            there[counts.cells[counts.counts.any(axis=0)]] = True
        met[books.wage_years["cells"][there]] = met[books.wage_years["reward"][there]] = True
        only = np.flatnonzero(met[:-1])
        place = np.full(layout.cells + 1, -1, np.int32)
        place[only] = np.arange(len(only))
        years = books.wage_years.copy()
        years["cells"], years["reward"] = place[years["cells"]], place[years["reward"]]
        return Apart(books, only, years)

    @property
    def converted(self) -> tuple[np.ndarray, ...]:
        """The cells of a conversion that anybody is counted in, NOW and THEN."""
        return tuple(np.unique(counts.cells[counts.counts.any(axis=0)]) for counts in self.books.protected)

    def priced(self, counts: Tally, prices: Mapping[str, np.ndarray]) -> Amounts:
        """Return counts × prices (row, cell) summed over cells, by item, each (replication, period) int64."""
        return self._times(counts, self.only, prices)

    def protected(self, counts: Tally, only: np.ndarray, prices: Mapping[str, np.ndarray]) -> Amounts:
        """Return the same of what is counted by cells of a conversion."""
        return self._times(counts, only, prices)

    def _times(self, counts: Tally, only: np.ndarray, prices: Mapping[str, np.ndarray]) -> Amounts:
        entries = _Entries.of(counts)
        at = entries.row * len(only) + np.searchsorted(only, counts.cells)[entries.place]
        each = {id(price): price for price in prices.values()}  # several items may be one nothing
        found = {
            one: entries.summed(price.ravel().take(at)) if price.any() else entries.nothing
            for one, price in each.items()
        }
        return {item: found[id(price)] for item, price in prices.items()}

    def contributed(self, prices: ContributionPrices) -> list[Amounts]:
        """Return the contributions on last year's wages, by item, each (replication, period), a book at a time."""
        found = []
        for counts, items in zip(self.books.contributed, counted_in(len(self.books.contributed)), strict=True):
            entries = _Entries.of(counts)
            at = prices.at(items, entries.row, self.wage_years, counts.cells[entries.place])
            found.append({item: entries.summed(price) for item, price in at.items()})
        return found

    def by_replication(self, rows: np.ndarray) -> np.ndarray:
        """Return rows by replication and period or year, (R, T)."""
        return rows.reshape(-1, len(self.books.in_post)).T


class _Entries(NamedTuple):
    """Every count that is not nothing. E of them, replication by replication, ascending by period.

    shape   replications and periods
    place   (E,) which place of the tally it is of
    row     (E,) the row of its price
    counts  (E,) int64
    starts  the first of each replication and period; at: replication × periods + period of each of these
    """

    shape: tuple[int, int]
    place: np.ndarray
    row: np.ndarray
    counts: np.ndarray
    starts: np.ndarray
    at: np.ndarray

    @staticmethod
    def of(tally: Tally) -> _Entries:
        replication, place = np.nonzero(tally.counts)
        period = tally.periods[place]
        shape = (len(tally.counts), tally.shape[0])
        at = replication * shape[1] + period
        starts = np.flatnonzero(np.diff(at, prepend=-1))
        counts = tally.counts[replication, place].astype(np.int64)
        return _Entries(shape, place, period * shape[0] + replication, counts, starts, at[starts])

    @property
    def nothing(self) -> np.ndarray:
        """What comes of prices of nothing, (replication, period) int64."""
        return np.zeros(self.shape, np.int64)

    def summed(self, prices: np.ndarray) -> np.ndarray:
        """Return counts × prices (E,) summed, (replication, period) int64."""
        found = self.nothing
        if len(self.starts):
            found.ravel()[self.at] = np.add.reduceat(self.counts * prices, self.starts)
        check_countable(found)
        return found


def _amounts(items: Iterable[str], amounts: Sequence[np.ndarray] | np.ndarray) -> Amounts:
    check_countable(amounts)
    return dict(zip(items, amounts, strict=True))
