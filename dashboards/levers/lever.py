"""A lever: one term of the policy as a slider with a field or a menu, with its clause, evidence and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets
import numpy as np

from dashboards.levers.clause import clause_html
from dashboards.levers.entered import in_words, notices, read, relatively
from dashboards.levers.number_cell import MenuCell, Number
from dashboards.levers.offered_terms import choices_of, members_of
from dashboards.levers.slider_scale import in_file, scale_of
from dashboards.widgets import Language
from dashboards.widgets.menus import code_of, menu
from dashboards.widgets.number import NumberField
from simlib.months import month_text
from simlib.policy import Policy
from simlib.policy.entered_numbers import Typed
from simlib.policy.files.values import OTHERS
from simlib.policy.provision import Dated, Provision
from simlib.policy.term import NEVER, PERCENT, Term
from simlib.policy.value_words import member_label, month_words, one_value, unit_words
from simlib.text import CODES, NOTHING, Text, joined, same

MENUS = ("choice", "yes_no", "month")
ALIKE = Text("各项相同", "All alike")  # the one slider of an axis that is too long
OF_BASE = Text("现行值的%", "% of what is in force")
WAYS = ((Text("元", "yuan"), False), (Text("×%", "× %"), True))  # an amount is set as it is, or in per cent


class Lever:
    """A term that the visitor may change.

    widget  what the panel shows
    told    called after every change by the visitor
    others  what the other levers are moved to, by name of term
    """

    def __init__(
        self,
        policy: Policy,
        term: Term,
        start: int,
        language: Language,
        told: Callable[[], Any],
        others: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        self.in_force, self.term, self.start, self.language, self.told = policy, term, start, language, told
        self._others = others
        self.provision: Provision = policy.provisions[term.name]
        self._quiet = False
        every = (value for dated in self.provision.values for value in np.atleast_1d(dated.value))
        self.scale = scale_of(self.provision, (in_file(term, value) for value in every))
        self.cells = [self._cell(member) for member in members_of(policy, term)]
        self.undo = widgets.Button(layout={"display": "none", "width": "auto"})
        self.undo.add_class("lab-undo")
        self.undo.on_click(lambda _button: self.reset())
        self.said, self.note = widgets.HTML(), widgets.HTML()
        self.heading = widgets.HTML()
        self.ways = self._ways_menu()
        self.widget = widgets.VBox([*self._rows(), self.said, self.undo, self.note])
        self.widget.add_class("lab-lever")
        self._take_way()
        language.observe(lambda _change: self._relabel(), "code")

    # --- what it says ---

    @property
    def dated(self) -> Dated:
        """The provision from which the value in force comes."""
        return self.provision.at(self.start)

    @property
    def changed(self) -> bool:
        """Whether the visitor has moved it from the value in force."""
        return any(cell.written != cell.base or cell.spread for cell in self.cells)

    @property
    def written(self) -> Any:
        """The value, as a file writes it, or the spread as it may be typed."""
        if self.spread:
            return in_words(self.spread)
        values = {cell.member: cell.written for cell in self.cells}
        return values if self.term.shape else values[""]

    @property
    def spread(self) -> Typed | None:
        """What was typed, where that was a spread."""
        return self.cells[0].spread

    def reset(self, *, quietly: bool = False) -> None:
        """Go back to the value in force."""
        moved = self.changed
        self._show({cell.member: cell.base for cell in self.cells})
        if moved and not quietly:
            self.told()

    def put(self, written: Any) -> None:
        """Take what `written` was, and tell nobody."""
        self._show(written if self.term.shape else {"": written})

    def rebase(self, start: int) -> None:
        """Take the value in force in another month; what the visitor has not moved goes with it."""
        self.start, self._quiet = start, True
        for cell in self.cells:
            cell.rebase(self._in_force(cell.member))
        self._quiet = False
        self._take_way()

    # --- how it is made ---

    def _in_force(self, member: str) -> Any:
        value = np.atleast_1d(self.in_force.value(self.term.name, self.start))[
            members_of(self.in_force, self.term).index(member)
        ]
        if self.term.choices:
            return self.term.choices[int(value)]
        if self.term.unit == "yes_no":
            return ("no", "yes")[int(value)]
        if self.term.never and not value:
            return NEVER[0]
        if self.term.unit == "month":
            return month_text(int(value))
        return self.scale.rounded(in_file(self.term, value))

    def _cell(self, member: str) -> MenuCell | Number:
        base = self._in_force(member)
        if self.term.unit in MENUS:
            return MenuCell(member, base, self._menu(), self._moved)
        name = f"{self.term.name}.{member}" if member else self.term.name
        field = NumberField(self.language, partial(self._take, member), name=name)
        return Number(member, base, self.scale, self._unit, field, self._moved)

    def _menu(self) -> Any:
        if self.term.unit == "month":
            low, high = self.provision.range or (self.dated.month, self.dated.month)
            months = range(int(low), int(high) + 1)
            choices = [(NEVER[1], NEVER[0])] if self.term.never else []
            choices += [(Text(month_words(m, "zh"), month_words(m, "en")), month_text(m)) for m in months]
        else:
            choices = choices_of(self.in_force, self.term)
        return menu(self.language, choices)

    def _ways_menu(self) -> Any:
        made = self.language.options(widgets.ToggleButtons(), WAYS)
        made.index = 0
        made.add_class("lab-switch").add_class("lab-ways")
        made.observe(lambda _change: self._take_way(), "index")
        return made

    def _rows(self) -> list[widgets.Widget]:
        """Return a row for each cell; what belongs to all of them is in the row of the only one, or above them."""
        ways = [self.ways] if self.term.money else []
        rows = [cell.widget for cell in self.cells]
        if self.term.shape:
            top = widgets.HBox([self.heading, *ways])
            top.add_class("lab-heading")
            return [top, *rows]
        if ways:
            rows[0].children += (self.ways,)
        return rows

    # --- what changes ---

    def _take(self, member: str, text: str) -> None:
        """Take what was typed for a cell. Raises PolicyError for what cannot be read, or is outside term or law."""
        cell = next(cell for cell in self.cells if cell.member == member)
        assert isinstance(cell, Number)
        text = relatively(text) if cell.relative else text
        typed = read(self.term, self._name(cell), text, cell.base, bare_percent=True)
        before, value = (cell.written, cell.spread), cell.scale.rounded(typed.value)
        whole = {one.member: one.written for one in self.cells} | {member: value} if self.term.shape else value
        self.in_force.with_values(
            {**self._others(), self.term.name: whole}, self.start
        )  # refuses what contradicts others
        cell.show(value, typed if typed.shape else None)
        if (cell.written, cell.spread) != before:
            self._moved()

    def _take_way(self) -> None:
        """Set amounts as they are, or in per cent of what is in force, where there is something."""
        possible = all(cell.base for cell in self.cells)
        self.ways.value = relative = self.ways.value and possible
        self.ways.layout.display = None if possible else "none"
        for cell in self.cells:
            if isinstance(cell, Number) and cell.relative != relative:
                cell.relative = relative
                cell.draw()
        self._relabel()

    def _show(self, values: Any) -> None:
        self._quiet = True
        for cell in self.cells:
            value = values[cell.member]
            if isinstance(cell, Number) and isinstance(value, str):
                typed = read(self.term, self._name(cell), value, cell.base)
                cell.show(typed.value, typed)
            else:
                cell.show(value)
        self._quiet = False
        self._mark()

    def _moved(self) -> None:
        if not self._quiet:
            self._mark()
            self.told()

    def _mark(self) -> None:
        changed = self.changed
        self.undo.layout.display = "" if changed else "none"
        (self.widget.add_class if changed else self.widget.remove_class)("lab-changed")
        self.say()

    def say(self) -> None:
        """Say what is to be known of the value, where it is moved."""
        name, told = self.term.name, []
        if self.changed:
            told = notices(self.in_force, {**self._others(), name: self.written}, name, self.start)
        words = joined(told, same(" "))[code_of(self.language)]
        self.said.value = f'<div class="lab-notice" role="status">{escape(words)}</div>' if words else ""
        self.said.layout.display = "" if words else "none"

    # --- what it is called ---

    @property
    def _unit(self) -> Text:
        return Text(unit_words(self.term, "zh"), unit_words(self.term, "en"))

    @property
    def _sign(self) -> str:
        """What follows a number at once."""
        return "%" if self.term.unit in PERCENT else ""

    def _with_unit(self, label: Text, *, relative: bool = False) -> Text:
        unit = OF_BASE if relative else self._unit
        if self.term.unit in MENUS or not unit:
            return label
        return Text(f"{label.zh}（{unit.zh}）", f"{label.en} ({unit.en})")

    def _member(self, cell: MenuCell | Number) -> Text:
        axis = self.term.shape[0] if self.term.shape else ""
        both = (member_label(self.in_force, axis, cell.member, code) for code in CODES)
        return ALIKE if cell.member == OTHERS else Text(*both) if cell.member else NOTHING

    def _name(self, cell: MenuCell | Number) -> Text:
        """Return what a cell is called out of sight of its heading."""
        member = self._member(cell)
        return self.term.label + Text("：", ": ") + member if member else self.term.label

    def _back(self) -> Text:
        cell, term = self.cells[0], self.term
        if term.shape:
            return Text("恢复现行值", "Back to what is in force")
        if isinstance(cell, Number):
            back = same(cell.scale.text(cell.base) + (self._sign or " ")) + (NOTHING if self._sign else self._unit)
        else:
            back = Text(*(one_value(term, float(self.dated.value), code) for code in CODES))
        return Text("恢复现行：", "Back to ") + back

    def _relabel(self) -> None:
        code = code_of(self.language)
        relative = any(cell.relative for cell in self.cells)
        heading = self._with_unit(self.term.label, relative=relative)
        self.heading.value = f'<div class="lab-lever-name">{escape(heading[code])}</div>'
        for cell in self.cells:
            cell.control.description = (self._member(cell) or heading)[code]
            if isinstance(cell, Number):
                cell.field.called(self._with_unit(self._name(cell), relative=cell.relative))
        self.undo.description = self._back()[code]
        self.note.value = clause_html(self.in_force, self.term, self.start, code)
        self._mark()
