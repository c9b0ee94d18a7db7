"""A chart on the page: one matplotlib figure, kept, its parts updated, sent as a PNG.

A new figure for every move of a slider, or a new layout at each redraw, costs more than half of the answer.
"""

from __future__ import annotations

import io

import ipywidgets as widgets
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


class DescribedImage(widgets.Image):
    """An image with a text for those who do not see it.

    `tooltip` carries the text and the page's script makes it the image's alt; ipywidgets' own script reads
    `description` before it accepts a tooltip, and fails on a plain Image, which has none.
    """

    description = traitlets.Unicode("").tag(sync=True)


class Picture:
    """A persistent figure and the widget that shows it.

    width, height   CSS pixels at which the picture is designed; it shrinks with the page, never grows
    scale           image pixels per CSS pixel: 1.5 stays sharp on most screens, 2 on projectors

    Draw into `figure` once, keep the artists, change them, then `refresh`. Never use pyplot.
    """

    def __init__(self, *, width: int = 960, height: int = 480, scale: float = 1.5, dpi: int = 100) -> None:
        self.figure = Figure(figsize=(width / dpi, height / dpi), dpi=dpi)
        self.canvas = FigureCanvasAgg(self.figure)
        self.scale = scale
        self.widget = DescribedImage(format="png", layout={"width": f"{width}px", "max_width": "100%"})
        self.widget.add_class("lab-picture")
        self._laid_out = False

    def lay_out(self) -> None:
        """Arrange titles, axes and legends and keep that; call again after a change of language."""
        self.figure.set_layout_engine("constrained")
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        self._laid_out = True

    def refresh(self, alt: str) -> None:
        """Redraw and send; `alt` says in words what the picture shows."""
        if not alt.strip():
            raise ValueError("图片缺少文字说明 / A picture needs words: pass what it shows as alt=")
        if not self._laid_out:
            self.lay_out()
        self.widget.value = self.png()
        self.widget.tooltip = alt

    def png(self) -> bytes:
        """The picture as it stands, as the bytes of a PNG file."""
        file = io.BytesIO()
        self.figure.savefig(file, format="png", dpi=self.figure.dpi * self.scale, pil_kwargs={"compress_level": 1})
        return file.getvalue()
