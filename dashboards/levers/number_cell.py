"""One number of a lever, which a slider and a field show; or one of its menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from dashboards.levers.slider_scale import Scale, in_per_cent
from dashboards.widgets.number import NumberField, in_full
from simlib.policy.entered_numbers import Typed
from simlib.text import NOTHING, Text, joined, same

HALF = 0.499  # of a step: a slider that moved by less was put on its grid by the browser


class MenuCell:
    """A choice of a lever: for the whole term, or for one member of its axis.

    base  the choice in force
    """

    scale = spread = None
    relative = False

    def __init__(self, member: str, base: Any, control: Any, moved: Callable[[], Any]) -> None:
        self.member, self.base, self.control = member, base, control
        self.widget = control
        self.show(base)
        control.observe(lambda _change: moved(), "value")

    @property
    def written(self) -> Any:
        """What is chosen, as a file writes it."""
        return self.control.value

    def show(self, written: Any) -> None:
        """Choose an option."""
        self.control.value = written

    def rebase(self, base: Any) -> None:
        """Take another choice in force; what is not changed follows it."""
        still, self.base = self.written == self.base, base
        if still:
            self.show(base)


class Number:
    """A number of a lever: for the whole term, or for one member of its axis.

    base      the value in force
    written   the value now, as a file writes it; a slider that has no place for it stands at the nearest, and where
              it is beyond the slider's end the handle points there and a few words say so
    spread    what was typed, where that was a spread; `written` is its middle
    relative  whether slider and field are in per cent of the value in force
    """

    def __init__(
        self, member: str, base: float, scale: Scale, unit: Text, field: NumberField, moved: Callable[[], Any]
    ) -> None:
        self.member, self.base, self.written, self.scale, self.unit = member, base, base, scale, unit
        self.field, self.relative = field, False
        self.spread: Typed | None = None
        self._moved, self._quiet, self._placed = moved, False, 0.0
        self.control = widgets.FloatSlider(readout=False, layout={"width": "100%"})
        self.widget = widgets.HBox([self.control, field])
        self.widget.add_class("lab-row")
        self.control.observe(lambda _change: self._slid(), "value")
        self.draw()

    @property
    def _shown(self) -> Scale:
        return in_per_cent(self.scale, self.base) if self.relative else self.scale

    def show(self, written: Any, spread: Typed | None = None) -> None:
        """Take a value as a file writes it."""
        self.written, self.spread = written, spread
        self.draw()

    def rebase(self, base: float) -> None:
        """Take another value in force: what is not changed follows it, and what is in per cent of it."""
        still, factor, self.base = self.written == self.base and not self.spread, base / (self.base or 1), base
        self.relative = self.relative and bool(base)
        if still:
            self.written = base
        elif self.relative:
            self.written = self.scale.rounded(self.written * factor)
            if self.spread:
                low, high = (self.scale.rounded(end * factor) for end in (self.spread.low, self.spread.high))
                self.spread = replace(self.spread, value=self.written, low=low, high=high)
        self.draw()

    def draw(self) -> None:
        """Put slider and field at the value."""
        scale, self._quiet = self._shown, True
        self._placed = scale.place(self.written)
        with self.control.hold_sync():
            self.control.max = max(self.control.max, scale.highest)  # never below the lowest on the way
            self.control.min, self.control.step = scale.lowest, scale.step
            self.control.max, self.control.value = scale.highest, self._placed
        self._quiet = False
        amount = same(f"{self.scale.text(self.written)} ") + self.unit if self.relative else NOTHING
        told = joined(filter(None, (amount, self._beyond(scale))), same(" "))
        self.field.show(self._text(scale), str(self.written), told)

    def _beyond(self, scale: Scale) -> Text:
        """Let the slider show whether the value lies beyond one of its ends, and say which."""
        shown, told = scale.shown(self.written), NOTHING
        for kind, end, beyond in (
            ("lab-above", scale.highest, shown > scale.highest),
            ("lab-below", scale.lowest, shown < scale.lowest),
        ):
            (self.widget.add_class if beyond else self.widget.remove_class)(kind)
            if beyond:
                told = Text("滑块到 {end} 为止。", "The slider ends at {end}.").of(end=in_full(end) + scale.sign)
        return told

    def _text(self, scale: Scale) -> str:
        """Write the value, or the spread, in the unit of a scale."""
        if self.spread is None:
            return scale.text(self.written)
        low, middle, high = (scale.text(one) for one in (self.spread.low, self.spread.value, self.spread.high))
        return f"{low}..{high}" if self.spread.shape == "uniform" else f"{low}<{middle}<{high}"

    def _slid(self) -> None:
        scale = self._shown
        if not self._quiet and abs(self.control.value - self._placed) > HALF * scale.step:
            self.show(scale.written(self.control.value))
            self._moved()
