"""What is kept of a pay book: the cells that anybody was ever in, period by period, in narrow whole numbers.

A run writes whole books, a few replications at a time. Nearly all that stands in them is nothing: there are a cell for
everybody who may ever be paid in some way, and far fewer people.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

_NARROW = (np.uint8, np.uint16, np.int32, np.int64)
_AT_ONCE = 2**18  # multiplications at a time: few doubles at once, in the cache, and too few to be shared among threads


class Tally(NamedTuple):
    """One kind of count of every replication. T periods, K cells, R replications, N places.

    shape   (T, K)
    at      (N,) int32: the places, period × K + cell, in which anybody was counted in any replication; ascending
    counts  (R, N): whole numbers, of the narrowest type that holds them all
    """

    shape: tuple[int, int]
    at: np.ndarray
    counts: np.ndarray

    @property
    def periods(self) -> np.ndarray:
        """The period of each place, (N,)."""
        return self.at // self.shape[1]

    @property
    def cells(self) -> np.ndarray:
        """The cell of each place, (N,)."""
        return self.at % self.shape[1]

    @property
    def whole(self) -> np.ndarray:
        """The book itself, (R, T, K) int32 or int64: large, and nearly all zeros."""
        flat = np.zeros((len(self.counts), self.shape[0] * self.shape[1]), np.result_type(self.counts, np.int32))
        flat[:, self.at] = self.counts
        return flat.reshape(len(self.counts), *self.shape)

    @property
    def by_period(self) -> np.ndarray:
        """The counts of all cells together, (R, T) int64."""
        found = np.zeros((len(self.counts), self.shape[0]), np.int64)
        for period, places in self._spans():
            found[:, period] = self.counts[:, places].sum(axis=1, dtype=np.int64)
        return found

    @property
    def total(self) -> np.ndarray:
        """The counts of all replications together, (T, K) int64."""
        found = np.zeros(self.shape[0] * self.shape[1], np.int64)
        found[self.at] = self.counts.sum(axis=0, dtype=np.int64)
        return found.reshape(self.shape)

    def by_cell(self, periods: Sequence[int]) -> np.ndarray:
        """Return the counts of some periods together, (R, K) int64."""
        found = np.zeros((len(self.counts), self.shape[1]), np.int64)
        for period, places in self._spans():
            if period in periods:
                found[:, self.at[places] - period * self.shape[1]] += self.counts[:, places]
        return found

    def part(self, start: int, stop: int) -> Tally:
        """Return the replications from `start` up to `stop`: the same memory, looked at."""
        return self._replace(counts=self.counts[start:stop])

    def times(self, prices: Sequence[np.ndarray]) -> np.ndarray:
        """Return the counts times each of some prices (T, K) whole fen, over all cells, (prices, R, T) int64."""
        return self.times_at([price.ravel()[self.at] for price in prices])

    def times_at(self, prices: Sequence[np.ndarray]) -> np.ndarray:
        """Return the counts times each of some prices of the places (N,) whole fen, (prices, R, T) int64.

        Products of matrices of doubles, some of the replications at a time: exact, as every sum of whole fen is below
        2 to the 53rd, or refused by whoever counts money.
        """
        table = np.array(prices, float)
        found = np.zeros((len(table), len(self.counts), self.shape[0]), np.int64)
        for period, places in self._spans():
            rows = max(1, _AT_ONCE // table[:, places].size)
            for first in range(0, len(self.counts), rows):
                counts = self.counts[first : first + rows, places].astype(float)
                found[:, first : first + rows, period] = (counts @ table[:, places].T).T
        return found

    def _spans(self) -> list[tuple[int, slice]]:
        """Return each period in which anybody was counted, with its places."""
        ends = np.searchsorted(self.at, np.arange(self.shape[0] + 1) * self.shape[1]).tolist()
        return [(period, slice(first, end)) for period, (first, end) in enumerate(pairwise(ends)) if first < end]


def tally(book: np.ndarray) -> Tally:
    """Return what is to be kept of one kind of count, (R, T, K)."""
    flat = book.reshape(len(book), -1)
    at = np.flatnonzero(np.bitwise_or.reduce(flat, axis=0) != 0)
    return Tally((book.shape[1], book.shape[2]), at.astype(np.int32), _narrow(flat.take(at, axis=1)))


def together(tallies: Sequence[Tally]) -> Tally:
    """Return one kind of count of several runs of replications, one run after the other."""
    periods, cells = tallies[0].shape
    met = np.zeros(periods * cells, bool)
    for one in tallies:
        met[one.at] = True
    at, column = np.flatnonzero(met), np.cumsum(met) - 1
    many = [len(one.counts) for one in tallies]
    counts = np.zeros((sum(many), len(at)), np.result_type(*(one.counts.dtype for one in tallies)))
    for one, first in zip(tallies, np.cumsum([0, *many[:-1]]), strict=True):
        counts[first : first + len(one.counts), column[one.at]] = one.counts
    return Tally((periods, cells), at.astype(np.int32), counts)


def _narrow(counts: np.ndarray) -> np.ndarray:
    """Return the same whole numbers in the narrowest type that holds each of them."""
    least, most = int(counts.min(initial=0)), int(counts.max(initial=0))
    limits = ((kind, np.iinfo(kind)) for kind in _NARROW)
    return counts.astype(next(kind for kind, of in limits if of.min <= least and most <= of.max))
