"""Futures: what nobody sets, as spreads by term; a replication may live under a future of its own."""

from simlib.futures.assumed import assumed_futures
from simlib.futures.files import load_futures
from simlib.futures.projecting import FuturesProjection, project_futures
from simlib.futures.spread import Futures, Spread

__all__ = [
    "Futures",
    "FuturesProjection",
    "Spread",
    "assumed_futures",
    "load_futures",
    "project_futures",
]
