"""Results that draw themselves: `plot()`.

A result stands to the left of all that draws and knows nothing of it, as imports run one way. The package says which
module draws (`simlib/__init__.py`); it is loaded when a plot is first asked for, and matplotlib with it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from simlib.text import Code, Text

_drawing: list[str] = []


def draw_with(module: str) -> None:
    """Name the module whose `draw(result, what, code)` draws every result."""
    _drawing[:] = [module]


class Plotted:
    """A result that can be drawn."""

    def plot(self, what: Any = None, *, language: Code = "zh") -> Any:
        """Return a matplotlib Figure of it, which a notebook shows; `what` chooses one where there are several.

        of a projection     staff in post and the mean grade, by year
        of a budget         cost by year and kind of spending
        of a comparison     "cost" (usual), "staffing", "grades" or "exits"
        of an explanation   a year, or "all" of them (usual)
        of gains            "post" (usual), or another axis of its table
        of a run beside its exact twin   how far each mean is off

        Raises PolicyError for what there is not.
        """
        return import_module(_drawing[0]).draw(self, what, language)


def described(head: str, *lines: Text) -> str:
    """Return what a result says of itself: a head, and each line in Chinese and in English."""
    return "\n".join([head, *(f"  {one.zh} · {one.en}" for one in lines)])
