"""Futures: what nobody sets, as spreads by term; a replication may live under a future of its own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simlib.futures.default import usual_futures
from simlib.futures.files import load_futures
from simlib.futures.from_ranges import assumed_futures
from simlib.futures.spread import Futures, Spread

if TYPE_CHECKING:
    from simlib.futures.futures_projection import FuturesProjection, project_futures

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
    return getattr(import_module("simlib.futures.futures_projection"), name)
