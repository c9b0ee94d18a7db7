"""The ceiling that a visitor sets: of the first year, its growth, and of all years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from dashboards.costing.wish import Ceiling
from dashboards.widgets import Language
from simlib.report.words import WAN
from simlib.text import Text

MOST = 1e9  # 万元


class Limits:
    """Three fields, in 万元 and per cent.

    told  called after every change by the visitor
    """

    def __init__(self, language: Language, told: Callable[[], Any]) -> None:
        self._told, self._quiet = told, False
        self.first = widgets.BoundedFloatText(0, min=0, max=MOST, step=10)
        self.growth = widgets.BoundedFloatText(0, min=-20, max=50, step=0.5)
        self.whole = widgets.BoundedFloatText(0, min=0, max=MOST, step=100)
        language.label(self.first, Text("首年上限（万元）", "First year (10,000 yuan)"))
        language.label(self.growth, Text("每年递增（%）", "Growth a year (%)"))
        language.label(self.whole, Text("各年合计上限（万元）", "All years (10,000 yuan)"))
        self.widget = widgets.HBox([self.first, self.growth, self.whole])
        self.widget.add_class("lab-limits")
        for field in self.widget.children:
            field.observe(lambda _change: self._changed(), "value")

    @property
    def ceiling(self) -> Ceiling:
        """What is set."""
        return Ceiling(self.first.value * WAN, self.growth.value / 100, self.whole.value * WAN)

    def set(self, ceiling: Ceiling) -> None:
        """Put the fields at a ceiling, and tell nobody."""
        self._quiet = True
        self.first.value, self.whole.value = round(ceiling.first / WAN, 2), round(ceiling.whole / WAN, 2)
        self.growth.value = round(ceiling.growth * 100, 4)
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self._told()
