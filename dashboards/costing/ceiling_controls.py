"""The ceiling that a visitor sets: of the first year, its growth, and of all years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from dashboards.costing.request import Ceiling
from dashboards.widgets import Language
from dashboards.widgets.amount import AmountField
from simlib.report.words.amounts import WAN
from simlib.text import Text

MOST = 1e9  # 万元


class Limits:
    """Three fields, in 万元 and per cent.

    told  called after every change by the visitor
    """

    def __init__(self, language: Language, told: Callable[[], Any]) -> None:
        self._told, self._quiet = told, False
        first, growth, whole = (
            Text("首年上限（万元）", "First year (10,000 yuan)"),
            Text("每年递增（%）", "Growth a year (%)"),
            Text("各年合计上限（万元）", "All years (10,000 yuan)"),
        )
        self.first = AmountField(language, first, 0, between=(0, MOST), unit="万", name="ceiling.first")
        self.growth = AmountField(language, growth, 0, between=(-20, 50), unit="%", name="ceiling.growth")
        self.whole = AmountField(language, whole, 0, between=(0, MOST), unit="万", name="ceiling.whole")
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
        self.first.put(round(ceiling.first / WAN, 2))
        self.growth.put(round(ceiling.growth * 100, 4))
        self.whole.put(round(ceiling.whole / WAN, 2))
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self._told()
