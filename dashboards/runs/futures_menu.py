"""The menu of what the assumptions may turn out to be."""

from __future__ import annotations

from typing import Any

from dashboards.runs.answer_steps import SCENARIOS
from dashboards.widgets.language import Language
from dashboards.widgets.menus import menu
from simlib.text import Text


def futures_menu(language: Language) -> Any:
    """Return the menu, the usual futures chosen."""
    return menu(language, [(label, name) for name, label in SCENARIOS.items()], Text("情景", "Futures"))
