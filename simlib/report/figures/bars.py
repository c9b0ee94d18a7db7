"""Bars as one artist each kind: matplotlib draws a collection at once, where every rectangle costs it as much."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

LEFT, LOW, RIGHT, HIGH = range(4)
CORNERS = ((LEFT, LOW), (RIGHT, LOW), (RIGHT, HIGH), (LEFT, HIGH))


MARGIN = 0.05  # of what the bars take, left free on either side


def room(at: Any, width: float) -> tuple[float, float]:
    """Return the ends of an axis with room for bars so wide around each place."""
    low, high = float(np.min(at)) - width / 2, float(np.max(at)) + width / 2
    return low - MARGIN * (high - low), high + MARGIN * (high - low)


class Bars(PolyCollection):
    """Rectangles that look alike, nowhere until they are `put`."""

    def __init__(self, axes: Axes, label: str = "", **look: Any) -> None:
        super().__init__([], joinstyle="miter", label=label, **({"edgecolor": "none"} | look))
        axes.add_collection(self, autolim=False)

    def upright(self, at: Any, width: float, height: Any, bottom: Any = 0.0) -> None:
        """Put a bar around each place of the horizontal axis."""
        self._put(at - width / 2, bottom, at + width / 2, bottom + height)

    def flat(self, at: Any, thickness: float, width: Any, left: Any = 0.0) -> None:
        """Put a bar around each place of the vertical axis."""
        self._put(left, at - thickness / 2, left + width, at + thickness / 2)

    def _put(self, *edges: Any) -> None:
        edges = np.broadcast_arrays(*edges)
        self.set_verts(np.stack([np.stack([edges[x], edges[y]], axis=-1) for x, y in CORNERS], axis=1))  # type: ignore[arg-type]
