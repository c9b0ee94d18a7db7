"""A page, or the words for why there is none: a visitor reads no traceback."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from html import escape
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets

from simlib.text import Text

log = logging.getLogger(__name__)

NOT_OPENED = Text("页面未能打开，编号 {}。", "The page could not be opened, reference {}.")


def opened(page: Callable[[], Any]) -> Any:
    """Return `page()`; where it fails, something with a `widget` that says so, and why if the failure has a `text`."""
    try:
        return page()
    except Exception as failure:
        reference = secrets.token_hex(3)
        log.exception("page not opened %s", reference)
        why = getattr(failure, "text", Text("", ""))
        lines = "<br>".join(escape(line.format(reference)) for text in (NOT_OPENED, why) for line in text if line)
        return SimpleNamespace(widget=widgets.HTML(f'<div class="lab-error lab-broken" role="alert">{lines}</div>'))
