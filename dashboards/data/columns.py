"""Which column of a roster is what: a menu for each field, at the column proposed, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from dashboards.widgets import Language
from dashboards.widgets.menus import Menu, code_of, menu
from simlib.staff.roster.fields import FIELDS, label_of
from simlib.staff.roster.files import read_content
from simlib.staff.roster.headings import meaning
from simlib.staff.roster.matching import Match
from simlib.staff.roster.tables import table_of
from simlib.text import Text, same

NOT_READ = Text("不读", "not read")
OFFERED = tuple(name for name in FIELDS if name != "key")  # that of our own exports needs no menu


def headings_of(content: bytes, name: str) -> dict[str, str]:
    """Return the headings of all tables of a file, each once, with the field that each is likeliest to be, or none.

    Raises RosterRefused for what is no roster.
    """
    tables = [table for sheet in read_content(content, name).sheets if (table := table_of(sheet))]
    columns = [column for table in tables for column in table.columns if column.heading]
    return {column.heading: meaning(column.parts).field for column in reversed(columns)}


class Columns:
    """Menus of columns by field; `told` is called after every change by the visitor."""

    def __init__(self, language: Language, told: Callable[[], Any]) -> None:
        self.language, self._told = language, told
        self.menus: dict[str, Menu] = {}
        self.kept: dict[str, list[str]] = {}  # what has no menu: ratings by year
        self.widget = widgets.GridBox()
        self.widget.add_class("lab-columns-menus")

    def offer(self, headings: Mapping[str, str], found: Match | None) -> None:
        """Offer the headings of a file, at those that were matched, or where it was refused at the likeliest."""
        at = found.headings() if found else {name: [heading] for heading, name in headings.items() if name}
        self.kept = {name: names for name, names in at.items() if name not in OFFERED}
        choices = [(NOT_READ, ""), *((same(_short(one)), one) for one in headings)]
        self.menus = {name: self._menu(name, choices, at.get(name, [""])[0]) for name in OFFERED}
        reasons = self._reasons(found)
        self.widget.children = [
            widgets.VBox([self.menus[name], widgets.HTML(f'<p class="lab-note">{reasons.get(name, "")}</p>')])
            for name in sorted(OFFERED, key=lambda one: not at.get(one))
        ]

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The headings of each field, as roster.yaml has them."""
        own = {name: [one.value] for name, one in self.menus.items() if one.value}
        return {**own, **self.kept}

    def _menu(self, name: str, choices: list[tuple[Text, str]], at: str) -> Menu:
        made = menu(self.language, choices, label_of(name))
        if at in [value for _, value in choices]:
            made.value = at
        made.observe(lambda _change: self._told(), "value")
        return made

    def _reasons(self, found: Match | None) -> dict[str, str]:
        columns = (one for table in found.tables for several in table.values() for one in several) if found else ()
        return {one.field: one.reason[code_of(self.language)] for one in columns}


def _short(heading: str) -> str:
    """Return a heading as a menu shows it."""
    return heading if len(heading) <= 20 else heading[:19] + "…"
