"""The levers of all packs in one notebook, for tests in a browser; what packs have alike is there once."""

from __future__ import annotations

import ipywidgets as widgets
import numpy as np

from dashboards.levers import Lever
from dashboards.levers.lever import MENUS
from dashboards.levers.number_cell import Number
from dashboards.levers.offered_terms import members_of, offered
from dashboards.runs import usable_packs
from dashboards.widgets import Language
from dashboards.widgets.styles import STYLE

MANY = 50  # levers at a time


def every_lever() -> list[Lever]:
    """Return the levers with numbers of every pack; their fields are named by pack and term.

    Left out are those that an earlier pack has with the same ends and values.
    """
    found, seen, language = [], set(), Language()
    for law in usable_packs(None).values():
        for term in (term for term in law.terms.values() if term.unit not in MENUS and offered(law, term)):
            given, now = law.provisions[term.name], np.ravel(law.value(term.name, law.opening or 0))
            every = (number for one in given.values for number in np.ravel(one.value))
            alike = term.name, members_of(law, term), given.range, tuple(now), frozenset(every)
            if alike not in seen:
                found.append(made := Lever(law, term, law.opening or 0, language, lambda: None))
                for cell in made.cells:
                    assert isinstance(cell, Number)
                    cell.field.name = f"{law.name} {cell.field.name}"
            seen.add(alike)
    return found


def panel() -> widgets.Widget:
    """So many of them as a page has, and a button that shows the next."""
    box, levers = widgets.VBox(), every_lever()
    box.add_class("lab-controls")
    pages = iter([[lever.widget for lever in levers[place : place + MANY]] for place in range(0, len(levers), MANY)])
    button = widgets.Button(description="next")
    button.on_click(lambda _button: setattr(box, "children", next(pages)))
    return widgets.VBox([widgets.HTML(STYLE), button, box])
