"""What the dashboards run, apart from any widget: the packs there are, projections and their range."""

from __future__ import annotations

from dashboards.runs.fitting import Fitting
from dashboards.runs.packs import NoPacks, typed, usable_packs
from dashboards.runs.projecting import projected, stop_of
from dashboards.runs.steps import SCENARIOS, Depth, Runs, Scenario

__all__ = [
    "SCENARIOS",
    "Depth",
    "Fitting",
    "NoPacks",
    "Runs",
    "Scenario",
    "projected",
    "stop_of",
    "typed",
    "usable_packs",
]
