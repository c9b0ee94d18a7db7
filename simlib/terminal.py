"""The consoles that text is written to: rich sees to widths, colours, NO_COLOR and Windows; plain text elsewhere."""

from __future__ import annotations

from functools import cache
from typing import Any

from rich.console import Console


def console(**where: Any) -> Console:
    """Return a console that writes text as it is: nothing in it is markup, an emoji's name or worth a colour.

    where  as rich's Console has it: `file`, `width`; without, what is then `sys.stdout`, as wide as the terminal
    """
    return Console(markup=False, emoji=False, highlight=False, **where)


@cache
def stderr_console() -> Console:
    """Return the one console of stderr: what changes on the last line is told apart there."""
    return console(stderr=True)
