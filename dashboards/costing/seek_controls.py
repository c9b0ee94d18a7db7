"""The controls of the goal seek: a pay term, a year or all of them, a limit, a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from dashboards.costing.ceiling_controls import MOST
from dashboards.costing.request import Ceiling, Seek
from dashboards.widgets import Language
from dashboards.widgets.amount import AmountField
from dashboards.widgets.menus import menu
from simlib.policy.term import Term
from simlib.report.words.amounts import WAN
from simlib.text import Text

FIRST = "pay.base_growth"  # the term to begin with, where it is offered


class Ask:
    """The controls; `pressed` is called when the visitor presses the button.

    What the visitor chose and typed stays while it can be asked; a limit that nobody typed follows the ceiling.
    """

    def __init__(self, language: Language, pressed: Callable[[], Any]) -> None:
        self.language = language
        named = Text("不超过（万元）", "at most (10,000 yuan)")
        self.limit = AmountField(language, named, 0, between=(0, MOST), unit="万", name="seek.limit")
        self.button = language.label(
            widgets.Button(button_style="primary", layout={"width": "auto"}), Text("反推", "Seek")
        )
        self.button.on_click(lambda _button: pressed())
        self.term: Any = widgets.Dropdown()
        self.year: Any = widgets.Dropdown()
        self.widget = widgets.HBox()
        self.widget.add_class("lab-limits")
        self._of: str | None = None
        self._terms: tuple[str, ...] = ()
        self._years: tuple[int, ...] = ()
        self._ceiling: Ceiling | None = None

    @property
    def question(self) -> Seek:
        """What is asked."""
        return Seek(self.term.value, self.year.value, self.limit.value * WAN)

    def offer(self, terms: Mapping[str, Term], years: tuple[int, ...], ceiling: Ceiling, of: str) -> None:
        """Offer the terms and years of a policy; of another pack begin anew, with the ceiling of all years."""
        self._ceiling = ceiling
        if not terms:
            return
        anew, self._of = of != self._of, of
        if anew or tuple(terms) != self._terms:
            self._offer_terms(terms, FIRST if anew else self.term.value)
        if anew or years != self._years:
            self._offer_years(years, None if anew else self.year.value)
        self.limit.typed = self.limit.typed and not anew
        self._follow()
        self.widget.children = [self.term, self.year, self.limit, self.button]

    def _offer_terms(self, terms: Mapping[str, Term], chosen: Any) -> None:
        self._terms = tuple(terms)
        self.term = menu(self.language, [(term.label, name) for name, term in terms.items()], Text("调整", "Change"))
        self.term.value = next(name for name in (chosen, FIRST, *terms) if name in terms)
        self.term.layout.width = "20em"

    def _offer_years(self, years: tuple[int, ...], chosen: Any) -> None:
        self._years = years
        choices: list[tuple[Text, int | None]] = [(Text("各年合计", "All years"), None)]
        choices += [(Text(f"{year}年", str(year)), year) for year in years]
        self.year = menu(self.language, choices, Text("使经费", "Cost of"))
        self.year.value = chosen if chosen in years else None
        self.year.observe(lambda _change: self._follow(), "index")
        self.year.layout.width = "11em"

    def _follow(self) -> None:
        """Put a limit that nobody typed at the ceiling of the year chosen, or of all."""
        assert self._ceiling is not None
        if not self.limit.typed:
            year = self.year.value
            limit = self._ceiling.whole if year is None else self._ceiling.of_year(self._years.index(year))
            self.limit.put(round(limit / WAN, 2))
