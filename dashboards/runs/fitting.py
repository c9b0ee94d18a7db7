"""How many replications fit into what a session may use of memory, and what the visitor is told of it."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from dashboards.widgets.language import Language
from simlib import machine
from simlib.memory import fitting, per_replication
from simlib.policy import Policy
from simlib.staff.opening import Staff
from simlib.text import NOTHING, Text

AT_ONCE = 3  # projections that a page has: the policy in force, the answer in view, and the one that is worked out
OPENED = 350_000_000  # bytes of a page that was opened, at most (docs/guide/serving.md)
MUCH = 0.5  # of what a session may use: said before it runs

TAKES = Text("{} 次模拟约需内存 {}（每人上限 {}）。", "{} replications take about {} of memory (a visitor may use {}).")
FEWER = Text(
    "{} 次模拟约需内存 {}，超过每人上限 {}；改算 {} 次。",
    "{} replications would take about {} of memory, more than the {} that a visitor may use: {} are run.",
)


def at_once(futures: bool) -> int:
    """Return how many projections a page has at once; under futures too where their range is asked for."""
    return AT_ONCE * 2 if futures else AT_ONCE


class Fitting:
    """As many replications as fit. `note` tells the visitor, in the language chosen; empty where they take little."""

    def __init__(self, language: Language) -> None:
        self.note = widgets.HTML()
        self.note.add_class("lab-memory")
        self._language, self._said = language, NOTHING
        language.follow(self._show)

    def of(self, policy: Policy, staff: Staff, years: int, wanted: int, *, futures: bool) -> int:
        """Return how many of the replications wanted are run, and tell where that is fewer, or takes much.

        futures  whether their range with the assumptions is run too
        """
        each, most = at_once(futures) * per_replication(policy, len(staff), years), machine.usable()
        fits = fitting(each, wanted, max(0, most - OPENED))
        needed = OPENED + each * wanted
        numbers = (f"{wanted:,}", machine.size(needed), machine.size(most))
        if fits < wanted:
            self._said = Text(*(text.format(*numbers, f"{fits:,}") for text in FEWER))
        else:
            self._said = Text(*(text.format(*numbers) for text in TAKES)) if needed > MUCH * most else NOTHING
        self._show()
        return fits

    def _show(self) -> None:
        said = self._language(self._said)
        self.note.value = f'<p role="status">{escape(said)}</p>' if said else ""
