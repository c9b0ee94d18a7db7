"""What a client may send to a page that no visitor could have done, and every widget that it may send it to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ipywidgets as widgets

LONG = "文" * 10_000_000
NEVER = [float("nan"), float("inf"), -float("inf"), -(10**9), 10**400, 1e308, "", "a", "1", [], {}, [1], b"1", LONG]


def everything(widget: Any) -> Iterator[Any]:
    """A widget and all those inside it, with their layouts and styles."""
    yield widget
    yield from (part for name in ("layout", "style") if (part := getattr(widget, name, None)) is not None)
    for child in getattr(widget, "children", ()):
        yield from everything(child)


def send(widget: Any, **state: Any) -> None:
    """What the kernel does with a browser's message to a widget."""
    data = {"method": "update", "state": state, "buffer_paths": []}
    widget._handle_msg({"content": {"data": data}, "buffers": []})


def send_typed(field: widgets.Widget, typed: Any, **more: Any) -> None:
    """What the kernel does with the message of a number field."""
    field._handle_msg({"content": {"data": {"method": "custom", "content": {"typed": typed, **more}}}, "buffers": []})


def settable(widget: widgets.Widget) -> str | None:
    """The one trait that a visitor sets, if there is one."""
    if isinstance(widget, (widgets.Dropdown, widgets.ToggleButtons)):
        return "index"
    if isinstance(widget, widgets.Tab):
        return "selected_index"
    inputs = (widgets.FloatSlider, widgets.Text)
    return "value" if isinstance(widget, inputs) else None
