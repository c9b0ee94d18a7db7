"""Two languages, switched in place: widgets are re-labelled, never rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets
import traitlets

from simlib.text import Text


class Language(traitlets.HasTraits):
    """The language of one page: "zh" unless the visitor asks for English.

    >>> language = Language()
    >>> language(Text("年度", "Year"))
    '年度'
    """

    code = traitlets.Enum(["zh", "en"], default_value="zh")

    def __call__(self, text: Text) -> str:
        """The text in the present language."""
        return text.en if self.code == "en" else text.zh

    def follow(self, tell: Callable[[], Any]) -> None:
        """Call `tell` now and at every switch."""
        tell()
        self.observe(lambda _change: tell(), "code")

    def label(self, widget: widgets.Widget, text: Text, trait: str = "description") -> widgets.Widget:
        """Keep one text trait of a widget in the present language; returns the widget."""
        self.follow(lambda: setattr(widget, trait, self(text)))
        return widget

    def options(self, menu: Any, choices: Sequence[tuple[Text, Any]]) -> Any:
        """Keep the options of a dropdown or a row of buttons in the present language, and the choice made.

        Setting `options` again would choose the first one, and tell so; only the labels are replaced.
        """
        menu.options = [(self(text), value) for text, value in choices]

        def relabel() -> None:
            menu.set_trait("_options_labels", tuple(self(text) for text, _ in choices))
            if menu.index is not None:
                menu.label = menu._options_labels[menu.index]

        self.follow(relabel)
        return menu

    def titles(self, tabs: Any, texts: Sequence[Text]) -> Any:
        """Keep the titles of tabs or of an accordion in the present language."""
        self.follow(lambda: setattr(tabs, "titles", tuple(map(self, texts))))
        return tabs

    def heading(self, text: Text, tag: str = "h2") -> widgets.HTML:
        """A heading that follows the language."""
        line = widgets.HTML()
        self.follow(lambda: setattr(line, "value", f"<{tag}>{escape(self(text))}</{tag}>"))
        return line

    def button(self) -> widgets.Button:
        """The switch: shows the name of the other language; also tells the page which one it speaks."""
        switch = widgets.Button(layout={"width": "auto"})
        switch.add_class("lab-language")
        switch.on_click(lambda _button: setattr(self, "code", "zh" if self.code == "en" else "en"))
        self.follow(lambda: setattr(switch, "description", "English" if self.code == "zh" else "中文"))
        return switch

    def marker(self) -> widgets.HTML:
        """An invisible widget from which the page's script learns the language, for screen readers."""
        tags = {"zh": "zh-CN", "en": "en"}
        note = widgets.HTML(layout={"display": "none"})
        self.follow(lambda: setattr(note, "value", f'<span data-lab-language="{tags[self.code]}"></span>'))
        return note
