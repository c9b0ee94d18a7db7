"""What the dashboards run, apart from any widget: the packs there are, projections and their range."""

from __future__ import annotations

from dashboards.runs.answer_steps import SCENARIOS, Depth, Runs, Scenario
from dashboards.runs.cancellable import projected, stop_of
from dashboards.runs.fitting import Fitting
from dashboards.runs.pack_menu import NoPacks, typed, usable_packs

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
