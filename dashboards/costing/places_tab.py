"""The tab of where, when and whom: by street and community, month by month, gains and losses, a conversion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import ipywidgets as widgets

from dashboards.costing.answers import Costings
from dashboards.costing.places_tables import by_month, by_place, converted, gains_by_group
from dashboards.costing.request import BreakdownKind, Converted, View
from dashboards.shell.request import Answer, Request
from dashboards.shell.tabs import HEIGHT, PictureTab
from dashboards.widgets import Job, Language
from dashboards.widgets.menus import menu
from dashboards.widgets.runner import Stage
from simlib.analysis.cost_by_place import Placed
from simlib.analysis.gains import GROUPS, Gains
from simlib.months import year_words
from simlib.policy import Policy
from simlib.report.figures.places_and_gains import draw_cash, draw_conversion, draw_gains, draw_places
from simlib.report.tables.grid import Grid
from simlib.text import Code, Text

SPREAD = Text("分布情况", "Breakdown")
_KINDS: dict[BreakdownKind, Text] = {
    "place": Text("分街道社区", "By street and community"),
    "month": Text("用款计划", "Cash plan"),
    "gains": Text("增减资人员", "Gains and losses"),
    "conversion": Text("套改影响", "Conversion"),
}
_EXTRAS: dict[BreakdownKind, type] = {"place": Placed, "month": Placed, "gains": Gains, "conversion": Converted}
_ALL = Text("各街道（单位）", "Streets or units")


class BreakdownChoice:
    """A switch of what is looked at, and the menu that goes with it: the street, the year, the groups.

    told  called after every change by the visitor
    """

    def __init__(self, language: Language, told: Callable[[], Any]) -> None:
        self.language, self._told = language, told
        self._kind = language.options(widgets.ToggleButtons(), [(label, kind) for kind, label in _KINDS.items()])
        self._kind.index = 0
        self._kind.add_class("lab-switch")
        self._kind.observe(lambda _change: self._take_kind(), "index")
        self._law: Policy | None = None
        self._years: tuple[int, ...] = ()
        self.street = self._menu([(_ALL, None)], _ALL)
        self.year = self._menu([(_ALL, 0)], _ALL)
        self.axis = self._menu([(label, axis) for axis, label in GROUPS.items()], Text("分组", "Groups"))
        self.widget = widgets.HBox()
        self.widget.add_class("lab-why")
        self._arrange()

    @property
    def kind(self) -> BreakdownKind:
        """What is looked at."""
        return get_args(BreakdownKind)[self._kind.index]

    def follow(self, answer: Answer) -> None:
        """Offer the streets and the years of an answer."""
        if answer.in_force is not self._law:
            self._law = answer.in_force
            units: list[tuple[Text, Any]] = [(unit.label, at) for at, unit in enumerate(answer.in_force.units)]
            self.street = self._menu([(_ALL, None), *units], Text("街道（单位）", "Street or unit"))
        if answer.years != self._years:
            self._years = answer.years
            years = [(year_words(year, answer.years), y) for y, year in enumerate(answer.years)]
            self.year = self._menu(years, Text("年度", "Year"))
        self._arrange()

    def _menu(self, choices: list[tuple[Text, Any]], text: Text) -> Any:
        made = menu(self.language, choices, text)
        made.layout.width = "20em"
        made.observe(lambda _change: self._told(), "value")
        return made

    def _take_kind(self) -> None:
        self._arrange()
        self._told()

    def _arrange(self) -> None:
        menus = {"place": (self.street,), "month": (self.year,), "gains": (self.axis,), "conversion": ()}
        children = (self._kind, *menus[self.kind])
        if self.widget.children != children:
            self.widget.children = children


class SpreadTab(PictureTab):
    """Where, when and on whom the cost of an answer falls, once it is worked out."""

    def __init__(self, parts: BreakdownChoice) -> None:
        super().__init__(SPREAD, above=[parts.widget], height=HEIGHT + 40)
        self.parts = parts

    def first(self, answers: Costings, request: Request) -> tuple[Stage, ...]:
        """Return the work that what is looked at needs before anything else."""
        work: dict[BreakdownKind, Callable[[Request, Job], Any]] = {
            "place": answers.placed, "month": answers.placed, "gains": answers.gained, "conversion": answers.converted,
        }  # fmt: skip
        return (partial(work[self.parts.kind], request),)

    def last(self, answers: Costings, request: Request) -> tuple[Stage, ...]:
        """Return the work that may wait until all else is done."""
        return (partial(answers.placed_in_full, request),) if _EXTRAS[self.parts.kind] is Placed else ()

    def complete(self, view: View) -> bool:
        """Return whether all is there that is looked at: of the whole answer, not of its first replications."""
        found = self._found(view)
        if isinstance(found, Placed):
            return found.replications == view.answer.replications
        return found is not None or (self.parts.kind == "gains" and not view.answer.changed)

    def _found(self, view: View) -> Any:
        return view.extras.get(_EXTRAS[self.parts.kind])

    def draw(self, view: View, code: Code) -> str | None:
        """Draw what is looked at."""
        figure, found = self.picture.figure, self._found(view)
        if isinstance(found, Placed):
            if self.parts.kind == "month":
                return draw_cash(figure, found, self.parts.year.value, code)
            return draw_places(figure, found, self.parts.street.value, code)
        if isinstance(found, Gains) and view.answer.changed:
            return draw_gains(figure, found, self.parts.axis.value, code)
        if isinstance(found, Converted) and found.study is not None:
            return draw_conversion(figure, found.study, code)
        return None

    def kind(self, sentence: str) -> Any:
        """Return what the room depends on that titles, axes and legends take: it is drawn anew each time."""
        return object()

    def grids(self, view: View, code: Code) -> list[Grid]:
        """The tables of what is looked at."""
        kind = self.parts.kind
        if kind == "place":
            return [by_place(view, self.parts.street.value, code)]
        if kind == "month":
            return [by_month(view, self.parts.year.value, code)]
        return [gains_by_group(view, code)] if kind == "gains" else converted(view, code)
