"""Futures: what nobody sets, as spreads by term; a replication may live under a future of its own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simlib.futures.assumed import assumed_futures
from simlib.futures.files import load_futures
from simlib.futures.spread import Futures, Spread
from simlib.futures.usual import usual_futures

if TYPE_CHECKING:
    from simlib.futures.projecting import FuturesProjection, project_futures

__all__ = [
    "Futures",
    "FuturesProjection",
    "Spread",
    "assumed_futures",
    "load_futures",
    "project_futures",
    "usual_futures",
]


def __getattr__(name: str) -> Any:
    """Load what needs the engine when it is first asked for: reading futures does not."""
    if name not in ("FuturesProjection", "project_futures"):
        raise AttributeError(f"module simlib.futures has no attribute {name}")
    return getattr(import_module("simlib.futures.projecting"), name)
