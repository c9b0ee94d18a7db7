"""The law of several months at once: what each term is worth in each of them, laid along the pay cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import numpy as np

from simlib.policy import Policy
from simlib.policy.growth import grown
from simlib.policy.policies import how_many
from simlib.policy.values_in_rows import in_rows
from simlib.simulation.pay_layout import AXES, PayLayout


class TermsByMonth(NamedTuple):
    """The law of some months, M of them, sorted; of several policies together, in rows (see `rows`).

    even  whether what is paid in some months of the year only counts as spread evenly over all of them
    """

    policy: Policy
    months: tuple[int, ...]
    even: bool = False

    @property
    def many(self) -> int:
        """How many policies there are in one."""
        return how_many(self.policy)

    def value(self, name: str) -> np.ndarray:
        """Return a term's values as they were given, shape (M, *the term's shape)."""
        provision = self.policy.provision(name)
        return self.rows(in_rows([provision.at(month).value for month in self.months], len(provision.term.shape)))

    def grown(self, name: str) -> np.ndarray:
        """Return an amount in fen with its growth since it was given, shape (M, *the term's shape)."""
        return self.rows(grown(self.policy, name, self.months))

    def rows(self, values: np.ndarray) -> np.ndarray:
        """Return values by month (months, …) in rows, (M, …): one for each policy in each month."""
        return np.repeat(values, self.many, axis=0) if len(values) == len(self.months) else values

    def by_option(self, name: str) -> Iterator[tuple[str, TermsByMonth]]:
        """Yield the option of a rule, with the months in a row in which it is in force."""
        for option, months in groupby(self.months, lambda month: self.policy.choice(name, month)):
            yield option, TermsByMonth(self.policy, tuple(months), self.even)


def along(layout: PayLayout, axis: str, values: np.ndarray) -> np.ndarray:
    """Return values (M, members) in the shape of the cells, (M, 1, …, members, …, 1).

    An axis without cells of its own is worth 0.
    """
    place = AXES.index(axis)
    if layout.lengths[place] == 1 and values.shape[1] != 1:
        values = np.zeros((len(values), 1))
    return values.reshape(len(values), *(-1 if at == place else 1 for at in range(len(AXES))))


def alike(layout: PayLayout, values: np.ndarray) -> np.ndarray:
    """Return one value a month (M,) in the shape of the cells, (M, 1, …, 1)."""
    return values.reshape(len(values), *(1 for _ in AXES))


def by_cell(layout: PayLayout, values: np.ndarray) -> np.ndarray:
    """Return values (M, …), in the shape of the cells, for each cell one by one, (M, cells)."""
    if layout.only is None:
        return np.broadcast_to(values, (len(values), *layout.lengths)).reshape(len(values), layout.cells)
    return values.reshape(len(values), -1).take(_places(layout, values.shape[1:]), axis=1)


def _places(layout: PayLayout, lengths: tuple[int, ...]) -> np.ndarray:
    """Return where each cell that is priced stands among values of some lengths, 1 along an axis of no concern."""
    at = np.unravel_index(np.asarray(layout.only), layout.lengths)
    met = [where * (many > 1) for where, many in zip(at, lengths, strict=True)]
    return np.asarray(np.ravel_multi_index(met, lengths))
