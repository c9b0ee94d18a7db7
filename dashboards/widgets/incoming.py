"""What a page hears of its visitor: a choice that is offered, a number, a line of text. Nothing else reaches a widget.

(What is typed in a number field comes as a message; the field itself takes no more than a line of it: `number.py`.)

A browser draws the limits of a slider, and a client may send anything: no choice at all, a number that is none, ten
megabytes of text, new contents for a box. What the visitor could not have done is left unheard: the widget keeps what
it has, and tells the browser so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from math import isfinite
from typing import Any
from unicodedata import category

import anywidget
import ipywidgets as widgets
from traitlets import TraitError

log = logging.getLogger(__name__)

LONGEST = 200  # characters of a line of text
CONTROL = ("Cc", "Cs")  # characters that are no text, and halves of one


def a_place(widget: Any, value: Any) -> bool:
    """Whether a value is the number of a choice."""
    return type(value) is int


def a_number(widget: Any, value: Any) -> bool:
    """Whether a value is a number between the ends of a widget, or beyond them by what a browser's sums leave."""
    if type(value) not in (int, float) or not isfinite(value):
        return False
    slack = (widget.max - widget.min) * 1e-12
    return bool(widget.min - slack <= value <= widget.max + slack)


def a_line(widget: Any, value: Any) -> bool:
    """Whether a value is a line of text."""
    return isinstance(value, str) and len(value) <= LONGEST and all(category(sign) not in CONTROL for sign in value)


HEARD: tuple[tuple[tuple[type[widgets.Widget], ...], str, Callable[[Any, Any], bool]], ...] = (
    ((widgets.Dropdown, widgets.ToggleButtons), "index", a_place),
    ((widgets.Tab,), "selected_index", a_place),
    ((widgets.FloatSlider, widgets.IntSlider), "value", a_number),
    ((widgets.Text,), "value", a_line),
)
SHOWN_ONLY = (
    anywidget.AnyWidget, widgets.Box, widgets.Button, widgets.HTML, widgets.Image, widgets.Layout, widgets.Style,
    widgets.Textarea,
)  # fmt: skip


def can_be(widget: widgets.Widget, name: str, value: Any) -> bool:
    """Whether a visitor could have set a trait of a widget to a value."""
    for kinds, trait, fits in HEARD:
        if isinstance(widget, kinds):
            return name == trait and _can_hold(widget, name, value, fits)
    return not isinstance(widget, SHOWN_ONLY)


def _can_hold(widget: widgets.Widget, name: str, value: Any, fits: Callable[[Any, Any], bool]) -> bool:
    try:
        return fits(widget, value) and widget.traits()[name]._validate(widget, value) is not None
    except (TraitError, OverflowError):  # no choice of that number; a number beyond every float
        return False


def hear(widget: widgets.Widget, take: Callable[[dict[str, Any]], None], state: Mapping[str, Any]) -> None:
    """Let a widget take what a visitor could have set; for the rest, tell the browser what stays."""
    heard = {name: value for name, value in state.items() if can_be(widget, name, value)}
    unheard = [name for name in state if name not in heard and name in widget.keys]
    if heard:
        take(heard)
    if unheard:
        log.debug("%s did not hear %s", type(widget).__name__, ", ".join(unheard))
        widget.send_state(unheard)


def listen() -> None:
    """Let every widget made from now on hear nothing but what a visitor can do."""
    widgets.Widget.on_widget_constructed(_listen)


def _listen(widget: Any) -> None:
    widget.set_state = partial(hear, widget, widget.set_state)
