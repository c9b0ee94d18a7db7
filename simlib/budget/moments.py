"""The law of several months at once: what each term is worth in each of them, laid along the pay cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import numpy as np

from simlib.policy import Policy
from simlib.simulation.pay_layout import AXES, PayLayout


class Moments(NamedTuple):
    """The law of some months, M of them, sorted.

    even  whether what is paid in some months of the year only counts as spread evenly over all of them
    """

    policy: Policy
    months: tuple[int, ...]
    even: bool = False

    def value(self, name: str) -> np.ndarray:
        """Return a term's values, shape (M, *the term's shape)."""
        provision = self.policy.provision(name)
        return np.array([provision.at(month).value for month in self.months])

    def by_option(self, name: str) -> Iterator[tuple[str, Moments]]:
        """Yield the option of a rule, with the months in a row in which it is in force."""
        for option, months in groupby(self.months, lambda month: self.policy.choice(name, month)):
            yield option, Moments(self.policy, tuple(months), self.even)


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
    return np.broadcast_to(values, (len(values), *layout.lengths)).reshape(len(values), layout.cells)
