"""The future of a replication: a number for each spread, drawn at an address of its own.

A draw is addressed by (seed, replication, term) with the hash of `simlib.luck`, never taken in turn. So more
replications extend a run, one term more moves no other's draw, and a proposal meets the same future as the law.
"""

from __future__ import annotations

import numpy as np

from simlib.futures.spread import Futures
from simlib.luck import key_of, mixed, personal, stream_of

_TOP, _UNIT = np.uint64(11), 2.0**-53


def draw(futures: Futures, seed: int, replication: int) -> tuple[float, ...]:
    """Return the future of one replication, in the order of the spreads."""
    addresses = (one.moves_with or one.term.name for one in futures.spreads)
    draws = (uniform_draw(seed, replication, at) for at in addresses)
    return tuple(one.quantile(u) for one, u in zip(futures.spreads, draws, strict=True))


def uniform_draw(seed: int, replication: int, name: str) -> float:
    """Return the uniform draw in [0, 1) that a replication has for a term."""
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        own = personal(np.uint64(stream_of(seed, replication)), key_of(f"future/{name}"))
        return float(int(np.uint64(mixed(np.uint64(own))) >> _TOP)) * _UNIT
