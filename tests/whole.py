"""The books of a few replications with every zero in them, to be looked at and compared."""

from __future__ import annotations

import numpy as np

from simlib.simulation.run import Books


def whole(books: Books) -> dict[str, np.ndarray]:
    """Return every book by name, replications in front: `pay` (R, 3, T, K) and `protected` (R, 2, T, Q) too.

    `contributed` (R, B, T, H) and `wage_years` (H,) are of the wage years that anybody contributed on.
    """
    found = books._asdict()
    kept = {name: [one.whole for one in found.pop(name)] for name in ("protected", "pay", "contributed")}
    found |= {name: np.stack(kinds, axis=1) for name, kinds in kept.items() if kinds}
    if books.contributed:
        there = found["contributed"].any(axis=(0, 1, 2))
        found |= {name: found[name][..., there] for name in ("contributed", "wage_years")}
    return found


def same(one: Books, other: Books) -> bool:
    """Return whether two have the same books, number for number."""
    ours, theirs = whole(one), whole(other)
    return ours.keys() == theirs.keys() and all(np.array_equal(ours[name], theirs[name]) for name in ours)
