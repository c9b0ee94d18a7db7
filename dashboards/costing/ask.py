"""The controls of the goal seek: a pay term, a year or all of them, a limit, a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from dashboards.costing.limits import MOST
from dashboards.costing.wish import Ceiling, Question
from dashboards.widgets import Language
from dashboards.widgets.menus import menu
from simlib.policy.term import Term
from simlib.report.words import WAN
from simlib.text import Text

FIRST = "pay.base_growth"  # the term to begin with, where it is offered


class Ask:
    """The controls; `pressed` is called when the visitor presses the button."""

    def __init__(self, language: Language, pressed: Callable[[], Any]) -> None:
        self.language = language
        self.limit = language.label(
            widgets.BoundedFloatText(0, min=0, max=MOST), Text("不超过（万元）", "at most (10,000 yuan)")
        )
        self.button = language.label(
            widgets.Button(button_style="primary", layout={"width": "auto"}), Text("求解", "Seek")
        )
        self.button.on_click(lambda _button: pressed())
        self.term: Any = widgets.Dropdown()
        self.year: Any = widgets.Dropdown()
        self.widget = widgets.HBox()
        self.widget.add_class("lab-limits")
        self._offered: tuple[Any, ...] = ()
        self._ceiling: Ceiling | None = None

    @property
    def question(self) -> Question:
        """What is asked."""
        return Question(self.term.value, self.year.value, self.limit.value * WAN)

    def offer(self, terms: Mapping[str, Term], years: tuple[int, ...], ceiling: Ceiling, of: str) -> None:
        """Offer the terms and years of a policy; begin with the ceiling of all years."""
        self._ceiling = ceiling
        if (of, tuple(terms), years) == self._offered or not terms:
            return
        self._offered = of, tuple(terms), years
        self.term = menu(self.language, [(term.label, name) for name, term in terms.items()], Text("调整", "Change"))
        self.term.value = FIRST if FIRST in terms else next(iter(terms))
        choices: list[tuple[Text, int | None]] = [(Text("各年合计", "All years"), None)]
        choices += [(Text(f"{year}年", str(year)), year) for year in years]
        self.year = menu(self.language, choices, Text("使费用", "Cost of"))
        self.year.observe(lambda _change: self._take_year(), "index")
        self.limit.value = round(ceiling.whole / WAN, 2)
        for control, width in ((self.term, "20em"), (self.year, "11em")):
            control.layout.width = width
        self.widget.children = [self.term, self.year, self.limit, self.button]

    def _take_year(self) -> None:
        """Put the limit at the ceiling of the year chosen."""
        assert self._ceiling is not None
        year = self.year.value
        limit = self._ceiling.whole if year is None else self._ceiling.of_year(self._offered[2].index(year))
        self.limit.value = round(limit / WAN, 2)
