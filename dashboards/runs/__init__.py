"""What the dashboards run, apart from any widget: the packs there are, and projections that can be given up."""

from __future__ import annotations

from dashboards.runs.fitting import Fitting
from dashboards.runs.packs import NoPacks, typed, usable_packs
from dashboards.runs.projecting import projected, stop_of

__all__ = ["Fitting", "NoPacks", "projected", "stop_of", "typed", "usable_packs"]
