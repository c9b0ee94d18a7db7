"""Bars as one artist are, to the pixel, the rectangles that matplotlib draws one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simlib.report.figures.bars import Bars, room

AT, LONG, START = np.arange(2027, 2031), np.array([3.7, 0.0, 21.3, -2.2]), np.array([0.0, 1.5, 4.25, 0.0])
LOOKS: list[dict[str, Any]] = [
    {"facecolor": "#14558f"},
    {"facecolor": "white", "edgecolor": "#8d99a6", "hatch": "////", "lw": 1.2},
    {"facecolor": "#e08a1e", "edgecolor": "white", "hatch": "////", "alpha": 0.65, "lw": 0.8},
]


def pixels(draw: Callable[[Axes], None], upright: bool) -> np.ndarray:
    figure = Figure((4, 3), dpi=149)  # at which no edge falls half way between two pixels
    canvas = FigureCanvasAgg(figure)
    axes = figure.subplots()
    (axes.set_xlim if upright else axes.set_ylim)(room(AT, 0.36))
    (axes.set_ylim if upright else axes.set_xlim)(-5, 30)
    draw(axes)
    axes.legend(loc="upper right")
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


@pytest.mark.parametrize("look", LOOKS)
def test_upright_and_flat_bars_are_the_usual_ones(look: dict[str, Any]) -> None:
    def ours(upright: bool) -> Callable[[Axes], None]:
        return lambda axes: (Bars.upright if upright else Bars.flat)(Bars(axes, "plan", **look), AT, 0.36, LONG, START)

    upright = pixels(lambda axes: axes.bar(AT, LONG, 0.36, START, label="plan", **look), True)
    flat = pixels(lambda axes: axes.barh(AT, LONG, 0.36, START, label="plan", **look), False)
    assert np.array_equal(pixels(ours(True), True), upright)
    assert np.array_equal(pixels(ours(False), False), flat)


def test_the_axis_has_the_usual_room_for_bars() -> None:
    axes = Figure().subplots()
    axes.bar(AT, LONG, 0.36)
    assert room(AT, 0.36) == pytest.approx(axes.get_xlim())
