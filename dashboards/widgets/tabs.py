"""Tabs of which only the one in view is drawn; the others are when they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import ipywidgets as widgets

from dashboards.widgets.language import Language
from simlib.text import Text

DRAWING = Text("正在绘制…", "Drawing…")


class TabContent(Protocol):
    """One tab: its title, what it shows, and how it follows an answer."""

    title: Text
    widget: Any

    def show(self, answer: Any, language: Language) -> None: ...


class _Leaf:
    """A part and what stands in its place until it is drawn: an opened tab is never empty, nor an answer behind."""

    def __init__(self, part: TabContent, language: Language) -> None:
        self.part, self.note = part, widgets.HTML()
        words = '<p class="lab-note" role="status">{}</p>'
        language.follow(lambda: setattr(self.note, "value", words.format(language(DRAWING))))
        self.widget = widgets.VBox([self.note, part.widget])
        self.put(drawn=False, waits=True)

    def put(self, *, drawn: bool, waits: bool) -> None:
        """Show the part, or that it is waited for, or nothing."""
        for widget, shown in ((self.part.widget, drawn), (self.note, waits)):
            widget.layout.display = None if shown else "none"


class LazyTabs:
    """All tabs; the one in view follows the answer at once, the others when they are opened."""

    def __init__(self, language: Language, parts: Sequence[TabContent]) -> None:
        self.language, self.parts = language, list(parts)
        self._leaves = [_Leaf(part, language) for part in parts]
        self.widget = widgets.Tab(children=[leaf.widget for leaf in self._leaves], selected_index=0)
        language.titles(self.widget, [part.title for part in self.parts])
        self._answer: Any = None
        self._stale: set[int] = set()

    @property
    def in_view(self) -> TabContent:
        """The tab that the visitor looks at."""
        return self.parts[self.widget.selected_index or 0]

    def show(self, answer: Any) -> None:
        """Follow an answer; a tab out of view that is behind says that it is being drawn when it is opened."""
        self._answer, self._stale = answer, set(range(len(self.parts)))
        try:
            self.refresh()
        finally:
            for place in self._stale - {self.widget.selected_index}:
                self._leaves[place].put(drawn=False, waits=True)

    def refresh(self) -> None:
        """Draw the tab in view if it is behind; one that cannot be drawn shows nothing."""
        place = self.widget.selected_index
        if self._answer is None or place not in self._stale:
            return
        drawn = False
        try:
            self.parts[place].show(self._answer, self.language)
            drawn = True
        finally:
            self._leaves[place].put(drawn=drawn, waits=False)
        self._stale.discard(place)
