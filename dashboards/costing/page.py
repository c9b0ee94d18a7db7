"""The costing page: pack, proposal and levers on the left, the budget on the right."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

import ipywidgets as widgets

from dashboards.costing.amounts_by_year import PRICES, first_ceiling
from dashboards.costing.answers import Costings
from dashboards.costing.careers_tab import Whose
from dashboards.costing.cause_controls import Why
from dashboards.costing.causes_tab import most_words
from dashboards.costing.ceiling_controls import Limits
from dashboards.costing.headline import cards_html, meta_html, sentence_html
from dashboards.costing.places_tab import SPREAD, BreakdownChoice, SpreadTab
from dashboards.costing.request import Lives, Reasons, Sides, View
from dashboards.costing.seek_controls import Ask
from dashboards.costing.seek_tab import seekable
from dashboards.costing.tables import MEASURES
from dashboards.costing.tabs import BESIDE, CAREERS, REASONS, tabs
from dashboards.levers import Groups
from dashboards.levers.groups import MONEY, PEOPLE
from dashboards.shell import Answer, Head, Page, Request, Stage
from dashboards.widgets.menus import code_of
from dashboards.widgets.tabs import LazyTabs
from simlib.report.proposal_sharing import workbook_command
from simlib.text import Code, Text
from simlib.workbook.writing import workbook_bytes

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPER = """
@page { size: A4 landscape; margin: 12mm; } /* ten years side by side */
@media print {
  .lab-results .lab-cards { grid-template-columns: repeat(6, 1fr); }
  .lab-results img.lab-picture { width: auto !important; max-height: 82mm; }
}
"""


class Costing(Page):
    """The page. `widget` is what the notebook shows."""

    answering = Costings
    groups: ClassVar[Groups] = {**MONEY, **PEOPLE}
    paper = PAPER

    def __init__(self, **options: Any) -> None:
        self.extras: dict[type, Any] = {}  # what is worked out besides, by its type
        self.wanted: tuple[Stage, ...] = ()  # what was asked for by a button, once
        super().__init__(**options)

    def made_tabs(self) -> LazyTabs:
        """Make the tabs, and the controls in them."""
        again, language = self.runner.guard(self.show_again), self.language
        self.prices = self._toggle(PRICES, "lab-prices")
        self.measure = self._toggle([(label, name) for name, label in MEASURES.items()], "lab-measure")
        self.limits, self.why = Limits(language, again), Why(language, again)
        self.ask = Ask(language, self.runner.guard(self.seek))
        self.whose = Whose(language, self.runner.guard(self.submit))
        self.parts = BreakdownChoice(language, self.runner.guard(self._take_part))
        self.spread = SpreadTab(self.parts)
        above = self.why.widget, self.limits.widget, self.ask.widget, self.whose.widget
        return tabs(language, self.measure, *above, self.spread)

    def bar(self) -> list[Any]:
        """Return the switch of prices, and the files."""
        workbook = self.download(
            Text("导出Excel工作簿", "Export workbook"), self.workbook_file, self.workbook_name, EXCEL
        )
        return [self.prices, *super().bar(), workbook]

    # --- what is asked ---

    def work(self, request: Request, stages: tuple[Stage, ...], *, answered: bool) -> tuple[Stage, ...]:
        """Return the answer's stages, what a button asked for or the tab needs, and why the cost changes."""
        answers, tab = self.answers, self.tabs.in_view
        if tab.title is CAREERS:  # before the runs, of which it needs none
            stages = (partial(answers.lives, request, self.whose.name), *stages)
        besides, self.wanted = self.wanted or self._for_the_tab(request), ()
        known = self.extras.get(Reasons) if answered else None
        if known is None:
            besides = (*besides, partial(answers.reasons, request))
        if tab.title is REASONS and not (known and known.full):
            besides = (*besides, partial(answers.reasons_ranged, request), partial(answers.reasons_in_full, request))
        return (*stages, *besides, *(self.spread.last(answers, request) if tab is self.spread else ()))

    def _for_the_tab(self, request: Request) -> tuple[Stage, ...]:
        if self.tabs.in_view is self.spread:
            return self.spread.first(self.answers, request)
        return self.answers.side_stages(request) if self.tabs.in_view.title is BESIDE else ()

    def seek(self) -> None:
        """Ask which value of a pay term keeps the limit."""
        self.wanted = (partial(self.answers.sought, self.request, self.ask.question),)
        self.submit()

    # --- what is shown ---

    def take(self, found: Any) -> None:
        """Keep an answer, or what was worked out besides."""
        if isinstance(found, Answer):
            self._take_answer(found)
        else:
            self.extras[type(found)] = found
        if isinstance(found, Lives):
            self.whose.follow(found)

    def head(self, answer: Answer, code: Code) -> Head:
        """Return what stands above the tabs."""
        prices, reasons = self.prices.value, self.view.extra(Reasons)
        why = most_words(reasons, code) if reasons else ""
        cards = cards_html(answer, prices, code, self.ranged)
        return Head(sentence_html(answer, prices, code, why), cards, meta_html(answer, code))

    def _take_answer(self, found: Answer) -> None:
        if self.answer is None or (self.answer.in_force, self.answer.years) != (found.in_force, found.years):
            self.limits.set(first_ceiling(found))
        stays = self.answer is not None and _luck(self.answer) == _luck(found)
        self.extras = {
            kind: extra
            for kind, extra in self.extras.items()
            if (stays and kind is Sides) or (kind is Lives and extra.request == found.request)
        }
        super().take(found)
        whole = found.years.whole
        self.why.follow(whole)
        self.parts.follow(found)
        self.ask.offer(seekable(found.policy, self.levers.names), whole, self.limits.ceiling, found.in_force.name)

    @property
    def view(self) -> View:
        """The answer in view, and how it is looked at."""
        assert self.answer is not None
        return View(self.answer, self.prices.value, self.measure.value, self.limits.ceiling, self.why.base.value,
                    self.why.year.value, dict(self.extras))  # fmt: skip

    def workbook_file(self) -> bytes:
        """The finance bureau's workbook of the answer in view."""
        assert self.answer is not None
        answer, code = self.answer, code_of(self.language)
        before = answer.before if answer.changed else None
        command = workbook_command(answer.rerun, answer.in_force, self.workbook_name(), code)
        return workbook_bytes(answer.after, before=before, command=command, code=code)

    def workbook_name(self) -> str:
        """The name under which the workbook is saved."""
        return f"{self.in_force.name}.xlsx"

    # --- how it is made ---

    def _toggle(self, choices: Any, kind: str) -> Any:
        made = self.language.options(widgets.ToggleButtons(), choices)
        made.index = 0
        made.add_class("lab-switch").add_class(kind)
        made.observe(self.runner.guard(lambda _change: self.show_again()), "index")
        return made

    def take_tab(self) -> None:
        """Follow the visitor to another tab, and work out what it needs."""
        super().take_tab()
        if self.answer is not None and not self._complete(self.tabs.in_view.title):
            self.submit()

    def _take_part(self) -> None:
        self.show_again()
        self.take_tab()

    def _complete(self, tab: Text) -> bool:
        """Whether a tab has all that it shows."""
        sides, reasons = self.view.extra(Sides), self.view.extra(Reasons)
        if tab is BESIDE:
            return sides is not None and sides.complete
        if tab is SPREAD:
            return self.spread.complete(self.view)
        if tab is CAREERS:
            return self.view.extra(Lives) is not None
        return tab is not REASONS or (reasons is not None and reasons.full)


def _luck(answer: Answer) -> tuple[object, ...]:
    """Return what the proposals beside the answer depend on."""
    request = answer.request
    return request.pack, request.seed, request.exact, request.years, request.futures
