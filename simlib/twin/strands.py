"""People of one group with one past, as far as it matters for what is to come: a strand, and the chance of it.

Within a year nothing is drawn but who leaves, so that all the people of a strand are paid the same; ratings part them
in December, and strands that go on alike are then made one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

NONE = -1  # mean wages of whoever had none last year


class Strands(NamedTuple):
    """E strands, each array (…, E).

    group, state  which people, and the place of their state on the ladder
    held          degree and certificate, as far as they matter (`qualifying.py`)
    chance        that somebody of the group is of this strand
    bases         (kinds, E) what they contribute on, fen
    last          their mean monthly wages of the last calendar year, fen; NONE for whoever had none
    wages, served what they earned this year so far, fen, and in how many months
    paid          what they cost this year so far, fen
    paid_cell     the pay cell of the last December, before its rating
    """

    group: np.ndarray
    state: np.ndarray
    held: np.ndarray
    chance: np.ndarray
    bases: np.ndarray
    last: np.ndarray
    wages: np.ndarray
    served: np.ndarray
    paid: np.ndarray
    paid_cell: np.ndarray

    @staticmethod
    def begun(state: np.ndarray, bases: np.ndarray, last: np.ndarray, wages: np.ndarray, served: np.ndarray) -> Strands:
        """Return a strand for each group, which holds nothing yet, nothing paid but what was earned before the run."""
        groups, certain = np.arange(len(state)), np.ones(len(state))
        return Strands(groups, state, 0 * state, certain, bases, last, wages, served, 0 * certain, 0 * state)

    def those(self, which: np.ndarray) -> Strands:
        """Return some of the strands: places, or yes-or-no."""
        return Strands(*[column[..., which] for column in self])

    def merged(self) -> Strands:
        """Return those that go on alike as one, at the end of a year: what was paid in it matters no more."""
        order = np.lexsort((self.last, *self.bases, self.held, self.state, self.group))
        rows = self.those(order)
        alike = np.ones(max(len(order) - 1, 0), bool)
        for key in (rows.group, rows.state, rows.held, rows.last, *rows.bases):
            alike &= key[1:] == key[:-1]
        first = np.flatnonzero(np.concatenate([np.ones(min(len(order), 1), bool), ~alike]))
        found = rows.those(first)
        chance = np.add.reduceat(rows.chance, first) if len(first) else rows.chance
        return found._replace(chance=chance, wages=0 * found.wages, served=0 * found.served, paid=0 * found.paid)


def together(parts: Sequence[Strands]) -> Strands:
    """Return several sets of strands as one."""
    return Strands(*[np.concatenate(columns, axis=-1) for columns in zip(*parts, strict=True)])
