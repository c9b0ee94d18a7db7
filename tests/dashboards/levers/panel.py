"""The notebook that shows every lever of a pack, for tests in a browser; another pack is shown by its button."""

from __future__ import annotations

import ipywidgets as widgets

from dashboards.levers import Lever, offered
from dashboards.runs import usable_packs
from dashboards.widgets import Language
from dashboards.widgets.look import STYLE
from simlib.policy import Policy


def panel() -> widgets.Widget:
    """A button for each pack, and the levers of the one that was pressed last; the marker says which."""
    box, marker, buttons = widgets.VBox(), widgets.HTML(), []
    box.add_class("lab-levers").add_class("lab-lever-names")
    language = Language()

    def show(law: Policy) -> None:
        terms = [term for term in law.terms.values() if offered(law, term)]
        box.children = [Lever(law, term, law.opening or 0, language, lambda: None).widget for term in terms]
        marker.value = f'<span data-pack="{law.name}"></span>'

    for law in usable_packs(None).values():
        button = widgets.Button(description=law.name)
        button.on_click(lambda _button, law=law: show(law))
        buttons.append(button)
    levers = widgets.VBox([*buttons, marker, box])
    levers.add_class("lab-controls")
    return widgets.VBox([widgets.HTML(STYLE), levers, language.marker()])
