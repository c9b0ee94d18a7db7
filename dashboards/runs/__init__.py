"""What the dashboards run, apart from any widget: the packs there are, and projections that can be given up."""

from __future__ import annotations

from dashboards.runs.packs import NoPacks, typed, usable_packs
from dashboards.runs.projecting import projected

__all__ = ["NoPacks", "projected", "typed", "usable_packs"]
