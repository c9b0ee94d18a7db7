"""Menus with a first choice made, and the language as reports name it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets
import traitlets

from dashboards.widgets.language import Language
from simlib.text import Code, Text


def code_of(language: Language) -> Code:
    """The language, as reports name it."""
    return "en" if language.code == "en" else "zh"


class Menu(widgets.Dropdown):
    """A dropdown one of whose choices may be None; ipywidgets' own then shows nothing chosen."""

    @traitlets.observe("value")
    def _propagate_value(self, change: Any) -> None:
        if change.new is not None:
            super()._propagate_value(change)
        elif None in self._options_values:
            self.index = self._options_values.index(None)


def menu(language: Language, choices: Sequence[tuple[Text, Any]], text: Text | None = None) -> Any:
    """A dropdown in the page's language with its first option chosen; `text` is its label."""
    made = language.options(Menu(layout={"width": "100%"}), choices)
    made.index = 0
    return language.label(made, text) if text else made
