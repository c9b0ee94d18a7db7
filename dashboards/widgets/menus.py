"""Menus with a first choice made, and the language as reports name it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets

from dashboards.widgets.language import Language
from simlib.text import Code, Text


def code_of(language: Language) -> Code:
    """The language, as reports name it."""
    return "en" if language.code == "en" else "zh"


def menu(language: Language, choices: Sequence[tuple[Text, Any]], text: Text | None = None) -> Any:
    """A dropdown in the page's language with its first option chosen; `text` is its label."""
    made = language.options(widgets.Dropdown(layout={"width": "100%"}), choices)
    made.index = 0
    return language.label(made, text) if text else made
