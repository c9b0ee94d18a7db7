"""Tabs of which only the one in view is drawn; the others are when they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import ipywidgets as widgets

from dashboards.widgets.language import Language
from simlib.text import Text


class Part(Protocol):
    """One tab: its title, what it shows, and how it follows an answer; cleared, it shows nothing of an earlier one."""

    title: Text
    widget: Any

    def show(self, answer: Any, language: Language) -> None: ...
    def clear(self) -> None: ...


class LazyTabs:
    """All tabs; the one in view follows the answer at once, the others when they are opened."""

    def __init__(self, language: Language, parts: Sequence[Part]) -> None:
        self.language, self.parts = language, list(parts)
        self.widget = widgets.Tab(children=[part.widget for part in self.parts], selected_index=0)
        language.titles(self.widget, [part.title for part in self.parts])
        self._answer: Any = None
        self._stale: set[int] = set()

    @property
    def in_view(self) -> Part:
        """The tab that the visitor looks at."""
        return self.parts[self.widget.selected_index or 0]

    def show(self, answer: Any) -> None:
        """Follow an answer; a tab out of view that is behind shows nothing until it is opened."""
        for place in set(range(len(self.parts))) - self._stale - {self.widget.selected_index}:
            self.parts[place].clear()
        self._answer, self._stale = answer, set(range(len(self.parts)))
        self.refresh()

    def refresh(self) -> None:
        """Draw the tab in view if it is behind."""
        place = self.widget.selected_index
        if self._answer is not None and place in self._stale:
            self.parts[place].show(self._answer, self.language)
            self._stale.discard(place)
