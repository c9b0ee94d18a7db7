"""A chart on the page: one matplotlib figure, kept, its parts updated, sent as a PNG.

A new figure for every move of a slider, a new layout or a second drawing at each redraw, costs more than half of the
answer.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simlib.report.figures.chinese_font import looked_up_once

CSS_DPI = 100  # matplotlib's inches in pixels of the page


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

    def __init__(self, *, width: int = 960, height: int = 480, scale: float = 1.5) -> None:
        self.figure = Figure(figsize=(width / CSS_DPI, height / CSS_DPI), dpi=CSS_DPI * scale)
        self.canvas = FigureCanvasAgg(self.figure)
        self.widget = DescribedImage(format="png", layout={"width": f"{width}px", "max_width": "100%"})
        self.widget.add_class("lab-picture")
        self._arranged: Any = None  # what it was laid out for

    def refresh(self, alt: str, kind: Any = None) -> None:
        """Redraw and send, in one message, where it is another picture; `alt` says in words what it shows.

        Titles, axes and legends keep their places while the `kind` is the same (all that the room they take depends
        on, such as the language) and the numbers on the upright axes are as long.
        """
        if not alt.strip():
            raise ValueError("图片缺少文字说明 / A picture needs words: pass what it shows as alt=")
        if self._arranged != (kind, self._lengths()):
            self._lay_out()
            self._arranged = kind, self._lengths()  # which other places of the ticks may have changed
        with self.widget.hold_sync():
            self.widget.value, self.widget.tooltip = self.png(), alt

    def _lengths(self) -> list[int]:
        labels = (axes.get_yticklabels() for axes in self.figure.axes)
        return [max((len(label.get_text()) for label in each), default=0) for each in labels]

    def _lay_out(self) -> None:
        self.figure.set_layout_engine("constrained")
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")

    def png(self) -> bytes:
        """The picture as it stands, as the bytes of a PNG file; drawn once, where `savefig` goes through it twice."""
        with looked_up_once():
            self.canvas.draw()
        return png_file(np.asarray(self.canvas.buffer_rgba()))


def png_file(pixels: np.ndarray) -> bytes:
    """Return pixels (row, column, RGBA), all opaque, as a PNG file.

    A chart has large even areas. Without PNG's filters, which are for photographs, it takes half the time, and fewer
    bytes; Pillow cannot leave them out.
    """
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # each begins with its filter: none
    rows[:, 1:] = pixels[:, :, :3].reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # eight bits each of red, green and blue
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.data, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*parts, strict=True)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
