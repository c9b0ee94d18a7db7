"""A lever: one term of the policy as a slider or a menu, with its clause, evidence and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

import ipywidgets as widgets
import numpy as np

from dashboards.levers.clause import clause_html
from dashboards.levers.scale import Scale, in_file, scale_of
from dashboards.widgets import Language
from dashboards.widgets.menus import code_of, menu
from simlib.months import month_text
from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.provision import Dated, Provision
from simlib.policy.term import NEVER, Term
from simlib.policy.values import OTHERS
from simlib.report.words import member_label, month_words, one_value, unit_words
from simlib.text import Text

MENUS = ("choice", "yes_no", "month")
MOST_MEMBERS, MOST_MONTHS = 10, 60
ALIKE = Text("各项相同", "All alike")  # the one slider of an axis that is too long


def offered(law: Policy, term: Term) -> bool:
    """Return whether a term can be a lever: a number with a span or a choice, for everybody or along one axis.

    Along a long axis one for all members, where the policy has the same for all. Shares that must add up to one cannot
    be moved one at a time, and nobody offers what no rule reads that the policy has or could choose. (`Levers` shows of
    these what the rules chosen read.)
    """
    provision = law.provisions.get(term.name)
    if provision is None or len(term.shape) > 1 or term.unit == "code" or term.adds_up:
        return False
    if not term.projected or not _is_read(law, term):
        return False
    if members_of(law, term) == (OTHERS,) and any(np.ptp(dated.value) for dated in provision.values):
        return False
    if term.options or term.unit == "yes_no":
        return len(choices_of(law, term)) > 1
    if term.unit == "month":
        return provision.range is not None and provision.range[1] - provision.range[0] < MOST_MONTHS
    return bool(provision.range or term.slider)


def members_of(law: Policy, term: Term) -> tuple[str, ...]:
    """Return what a lever has a slider for: each member of the axis, or all of them at once where it is too long."""
    members = law.axis(term.shape[0]) if term.shape else ("",)
    return members if len(members) <= MOST_MEMBERS else (OTHERS,)


def _is_read(law: Policy, term: Term) -> bool:
    """Return whether a rule that the policy has, or could choose, reads the term."""
    return not term.needed_by or not _possible(law, term.rule).isdisjoint(term.needed_by)


@lru_cache(maxsize=256)
def _possible(law: Policy, rule: str) -> frozenset[str]:
    """Return the options of a rule that the policy could choose."""
    return frozenset(name for _, name in choices_of(law, TERMS[rule])) if rule in law.provisions else frozenset()


def choices_of(law: Policy, term: Term) -> list[tuple[Text, str]]:
    """Return the options of a choice; of a rule, those for which the policy gives all that the rule needs."""
    if term.unit == "yes_no":
        return [(Text("否", "No"), "no"), (Text("是", "Yes"), "yes")]
    return [(label, name) for name, label in term.options if term.group != "rules" or _can(law, term, name)]


def _can(law: Policy, term: Term, option: str) -> bool:
    try:
        law.with_values({term.name: option})
    except PolicyError:
        return False
    return True


@dataclass
class Cell:
    """One slider or menu of a lever: for the whole term, or for one member of its axis."""

    member: str
    control: Any
    scale: Scale | None  # None for a menu

    def read(self) -> Any:
        """What is chosen, as a file writes it."""
        return self.scale.written(self.control.value) if self.scale else self.control.value

    def show(self, written: Any) -> None:
        """Put the control at a value, as a file writes it."""
        self.control.value = self.scale.shown(written) if self.scale else written


class Lever:
    """A term that the visitor may change.

    widget  what the panel shows
    told    called after every change by the visitor
    """

    def __init__(self, law: Policy, term: Term, start: int, language: Language, told: Callable[[], Any]) -> None:
        self.law, self.term, self.language, self.told = law, term, language, told
        self.provision: Provision = law.provisions[term.name]
        self.dated: Dated = self.provision.at(start)
        self._quiet = False
        self.cells = [self._cell(member) for member in self._members()]
        self.undo = widgets.Button(layout={"display": "none", "width": "auto"})
        self.undo.add_class("lab-undo")
        self.undo.on_click(lambda _button: self.reset())
        self.note = widgets.HTML()
        self.heading = widgets.HTML()
        many = [self.heading] if self.term.shape else []
        self.widget = widgets.VBox([*many, *(cell.control for cell in self.cells), self.undo, self.note])
        self.widget.add_class("lab-lever")
        language.follow(self._relabel)

    # --- what it says ---

    @property
    def changed(self) -> bool:
        """Whether the visitor has moved it from the value in force."""
        return any(cell.read() != self._in_force(cell.member) for cell in self.cells)

    @property
    def written(self) -> Any:
        """The value, as a file writes it."""
        values = {cell.member: cell.read() for cell in self.cells}
        return values if self.term.shape else values[""]

    def reset(self, *, quietly: bool = False) -> None:
        """Go back to the value in force."""
        moved = self.changed
        self._quiet = True
        for cell in self.cells:
            cell.show(self._in_force(cell.member))
        self._quiet = False
        self._mark()
        if moved and not quietly:
            self.told()

    def put(self, written: Any) -> None:
        """Take a value as a file writes it, and tell nobody."""
        self._quiet = True
        for cell in self.cells:
            cell.show(written[cell.member] if self.term.shape else written)
        self._quiet = False
        self._mark()

    def rebase(self, start: int) -> None:
        """Take the value in force in another month; what the visitor has not moved goes with it."""
        still = [cell for cell in self.cells if cell.read() == self._in_force(cell.member)]
        self.dated = self.provision.at(start)
        self._quiet = True
        for cell in still:
            cell.show(self._in_force(cell.member))
        self._quiet = False
        self._relabel()

    # --- how it is made ---

    def _members(self) -> tuple[str, ...]:
        return members_of(self.law, self.term)

    def _in_force(self, member: str) -> Any:
        place = self._members().index(member)
        value = np.atleast_1d(self.dated.value)[place]
        if self.term.choices:
            return self.term.choices[int(value)]
        if self.term.unit == "yes_no":
            return ("no", "yes")[int(value)]
        if self.term.never and not value:
            return NEVER[0]
        if self.term.unit == "month":
            return month_text(int(value))
        number = in_file(self.term, value)
        return round(number) if self.term.whole or number == round(number) else round(number, 9)

    def _cell(self, member: str) -> Cell:
        scale = None if self.term.unit in MENUS else self._scale()
        control = self._slider(scale) if scale else self._menu()
        cell = Cell(member, control, scale)
        cell.show(self._in_force(member))
        control.observe(lambda _change: self._moved(), "value")
        return cell

    def _scale(self) -> Scale:
        every = (value for dated in self.provision.values for value in np.atleast_1d(dated.value))
        return scale_of(self.provision, (in_file(self.term, value) for value in every))

    def _slider(self, scale: Scale) -> widgets.FloatSlider:
        return widgets.FloatSlider(
            value=scale.lowest, min=scale.lowest, max=scale.highest, step=scale.step,
            readout_format=f",.{scale.places}f", layout={"width": "100%"},
        )  # fmt: skip

    def _menu(self) -> Any:
        if self.term.unit == "month":
            low, high = self.provision.range or (self.dated.month, self.dated.month)
            months = range(int(low), int(high) + 1)
            choices = [(NEVER[1], NEVER[0])] if self.term.never else []
            choices += [(Text(month_words(m, "zh"), month_words(m, "en")), month_text(m)) for m in months]
        else:
            choices = choices_of(self.law, self.term)
        return menu(self.language, choices)

    # --- what changes ---

    def _moved(self) -> None:
        if not self._quiet:
            self._mark()
            self.told()

    def _mark(self) -> None:
        changed = self.changed
        self.undo.layout.display = "" if changed else "none"
        (self.widget.add_class if changed else self.widget.remove_class)("lab-changed")

    def _relabel(self) -> None:
        code, term = code_of(self.language), self.term
        unit = unit_words(term, code)
        label = self.language(term.label)
        full = label if term.unit in MENUS else self.language(Text(f"{label}（{unit}）", f"{label} ({unit})"))
        self.heading.value = f'<div class="lab-lever-name">{escape(full)}</div>'
        for cell in self.cells:
            axis = term.shape[0] if term.shape else ""
            name = ALIKE[code] if cell.member == OTHERS else member_label(self.law, axis, cell.member, code)
            cell.control.description = name if cell.member else full
        back = "" if term.shape else one_value(term, float(self.dated.value), code)
        self.undo.description = self.language(
            Text(f"恢复现行：{back}", f"Back to {back}") if back else Text("恢复现行值", "Back to what is in force")
        )
        self.note.value = clause_html(self.law, term, self.dated, self.provision, code)
        self._mark()
