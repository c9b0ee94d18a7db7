"""The two ranges of a figure as a chart shows them: light with the assumptions, dark of chance alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from simlib.analysis.widths import both_ends
from simlib.report.figures import style
from simlib.report.words.width_names import LUCK, WIDE
from simlib.text import Code

LIGHT, DARK = 0.16, 0.34  # how opaque


class Bands:
    """A line's range with the assumptions, and within it, darker, its range of chance."""

    def __init__(self, axes: Axes, at: Sequence[float] | np.ndarray, color: str) -> None:
        nothing = np.zeros(len(at))
        self.wide, self.luck = (
            axes.fill_between(at, nothing, nothing, color=color, alpha=alpha, lw=0) for alpha in (LIGHT, DARK)
        )

    def change(self, at: Any, luck: np.ndarray, wide: np.ndarray | None) -> list[np.ndarray]:
        """Put in values (replication, place), without futures and with; return the ends of what is shown.

        Nothing is shown from fewer than 30 replications.
        """
        inner, outer = both_ends(luck, wide)
        return [*_fill(self.wide, at, outer), *_fill(self.luck, at, inner)]

    def named(self, code: Code) -> list[Artist]:
        """Return the bands, named for a legend."""
        for band, name in ((self.wide, WIDE), (self.luck, LUCK)):
            band.set_label(_capital(name[code]))
        return [self.wide, self.luck]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _fill(band: Any, at: Any, ends: np.ndarray | None) -> list[np.ndarray]:
    band.set_visible(ends is not None)
    if ends is None:
        return []
    band.set_data(at, ends[0], ends[1])
    return [ends[0], ends[1]]


class Whiskers:
    """The range with the assumptions of each bar of some, as a line over it."""

    def __init__(self, axes: Axes, at: Sequence[float] | np.ndarray) -> None:
        self.lines = [axes.plot([x, x], [0, 0], color=style.INK, lw=1.4, solid_capstyle="butt")[0] for x in at]

    def change(self, values: np.ndarray, wide: np.ndarray | None = None) -> np.ndarray:
        """Put in values (replication, bar), without futures and with; return the upper ends, 0 where there is none."""
        _, ends = both_ends(values, wide)
        for place, line in enumerate(self.lines):
            line.set_visible(ends is not None)
            line.set_ydata([0, 0] if ends is None else ends[:, place])
        return np.zeros(len(self.lines)) if ends is None else np.asarray(ends[1])

    def named(self, code: Code) -> list[Artist]:
        """Return one of them, named for a legend."""
        self.lines[0].set_label(_capital(WIDE[code]))
        return [self.lines[0]]


class Names:
    """A legend below the axes that keeps its place: what is not shown has no entry in it, but room for one."""

    def __init__(self, axes: Axes, of: Sequence[Any], ncols: int, below: float = -0.07) -> None:
        self.of = of
        self.legend = axes.legend(
            handles=list(of), loc="upper center", bbox_to_anchor=(0.5, below), ncols=ncols, fontsize=style.TEXT,
            frameon=False, columnspacing=1.4, handlelength=1.6,
        )  # fmt: skip

    def change(self) -> None:
        """Show the entries of what is shown."""
        for one, handle, text in zip(self.of, self.legend.legend_handles, self.legend.get_texts(), strict=True):
            shown = not isinstance(one, Artist) or one.get_visible()
            text.set_visible(shown)
            if handle is not None:
                handle.set_visible(shown)
