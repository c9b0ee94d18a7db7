"""What the visitor wants to see of the causes: from year to year or against the policy in force, and of which year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from dashboards.widgets import Language
from dashboards.widgets.menus import menu
from simlib.analysis.explain import WHOLE_RUN
from simlib.text import Text

BASES = ((Text("逐年变动", "Year by year"), "year"), (Text("与现行相比", "Against the policy in force"), "law"))


class Why:
    """A switch and a menu of years.

    told  called after every change by the visitor
    """

    def __init__(self, language: Language, told: Callable[[], Any]) -> None:
        self.language, self._told = language, told
        self.base = language.options(widgets.ToggleButtons(), BASES)
        self.base.index = 0
        self.base.add_class("lab-switch")
        self.base.observe(lambda _change: told(), "index")
        self.years: tuple[int, ...] = ()
        self.year: Any = widgets.Dropdown(options=[("", WHOLE_RUN)])
        self.widget = widgets.HBox([self.base, self.year])
        self.widget.add_class("lab-why")

    def follow(self, years: tuple[int, ...]) -> None:
        """Offer the years of an answer, from the second one on."""
        if years == self.years:
            return
        self.years = years
        choices: list[tuple[Text, int | str]] = [(Text("各年合计", "All years"), WHOLE_RUN)]
        choices += [(Text(f"{year}年", str(year)), year) for year in years[1:]]
        self.year = menu(self.language, choices, Text("年度", "Year"))
        self.year.layout.width = "15em"
        self.year.observe(lambda _change: self._told(), "value")
        self.widget.children = [self.base, self.year]
