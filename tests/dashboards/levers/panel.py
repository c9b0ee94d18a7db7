"""The levers of all packs in one notebook, for tests in a browser; what packs have alike is there once."""

from __future__ import annotations

import ipywidgets as widgets
import numpy as np

from dashboards.levers import Lever, offered
from dashboards.levers.cell import Number
from dashboards.levers.lever import MENUS
from dashboards.levers.offered import members_of
from dashboards.runs import usable_packs
from dashboards.widgets import Language
from dashboards.widgets.look import dressed
from simlib.policy import Policy
from simlib.policy.term import Term

MANY = 50  # levers at a time


def every_term() -> list[tuple[Policy, Term]]:
    """Return the terms with numbers that a lever sets, of every pack.

    Left out are those that an earlier pack has with the same ends and values.
    """
    found, seen = [], set()
    for law in usable_packs(None).values():
        for term in (term for term in law.terms.values() if term.unit not in MENUS and offered(law, term)):
            given, now = law.provisions[term.name], np.ravel(law.value(term.name, law.opening or 0))
            every = (number for one in given.values for number in np.ravel(one.value))
            alike = term.name, members_of(law, term), given.range, tuple(now), frozenset(every)
            if alike not in seen:
                found.append((law, term))
            seen.add(alike)
    return found


def lever(law: Policy, term: Term) -> Lever:
    """Return the lever of a term; its fields are named by pack and term."""
    made = Lever(law, term, law.opening or 0, Language(), lambda: None)
    for cell in made.cells:
        assert isinstance(cell, Number)
        cell.field.name = f"{law.name} {cell.field.name}"
    return made


def panel(place: int) -> widgets.Widget:
    """So many of them as a page has, from a place on."""
    levers = [lever(*one) for one in every_term()[place : place + MANY]]
    box = widgets.VBox([one.widget for one in levers])
    box.add_class("lab-controls")
    box.levers = levers  # a widget is closed with whatever holds it
    return dressed(Language(), box)
