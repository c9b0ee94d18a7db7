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
    return tuple(draws(futures, seed, range(replication, replication + 1))[0].tolist())


def draws(futures: Futures, seed: int, replications: range) -> np.ndarray:
    """Return the futures of some replications, (replications, spreads), in the order of the spreads."""
    streams = [np.uint64(stream_of(seed, replication)) for replication in replications]
    found = np.empty((len(replications), len(futures.spreads)))
    for place, spread in enumerate(futures.spreads):
        key = key_of(f"future/{spread.moves_with or spread.term.name}")
        found[:, place] = [spread.quantile(_uniform(stream, key)) for stream in streams]
    return found


def uniform_draw(seed: int, replication: int, name: str) -> float:
    """Return the uniform draw in [0, 1) that a replication has for a term."""
    return _uniform(np.uint64(stream_of(seed, replication)), key_of(f"future/{name}"))


def _uniform(stream: np.uint64, key: np.uint64) -> float:
    with np.errstate(over="ignore"):  # uncompiled, the wrapping products of the luck address warn
        return float(int(np.uint64(mixed(np.uint64(personal(stream, key)))) >> _TOP)) * _UNIT
