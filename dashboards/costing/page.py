"""The costing page: pack, proposal and levers on the left, the budget on the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from dashboards.costing.amounts_by_year import PRICES, first_ceiling
from dashboards.costing.answers import Answers, Stage
from dashboards.costing.careers_tab import Whose
from dashboards.costing.cause_controls import Why
from dashboards.costing.causes_tab import most_words
from dashboards.costing.ceiling_controls import Limits
from dashboards.costing.controls import Choices
from dashboards.costing.headline import cards_html, meta_html, sentence_html
from dashboards.costing.places_tab import SPREAD, Parts, SpreadTab
from dashboards.costing.request import EXACT, QUICK, YEARS, Answer, Lives, Reasons, Request, Sides, View
from dashboards.costing.seek_controls import Ask
from dashboards.costing.seek_tab import seekable
from dashboards.costing.tables import MEASURES
from dashboards.costing.tabs import BESIDE, CAREERS, REASONS, tabs
from dashboards.levers import Levers
from dashboards.levers.groups import MONEY, PEOPLE
from dashboards.runs import Depth, Fitting, usable_packs
from dashboards.runs.answer_steps import ends_at
from dashboards.runs.width_lines import last_ranged
from dashboards.widgets import Download, Language, Runner
from dashboards.widgets.menus import code_of
from dashboards.widgets.styles import dressed
from simlib.policy import Policy, PolicyError
from simlib.report.proposal_sharing import workbook_command
from simlib.text import Text
from simlib.workbook.writing import workbook_bytes

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPER = """
@page { size: A4 landscape; margin: 12mm; } /* ten years side by side */
@media print {
  .lab-results .lab-cards { grid-template-columns: repeat(6, 1fr); }
  .lab-results img.lab-picture { width: auto !important; max-height: 82mm; }
}
"""


class Costing:
    """The page. `widget` is what the notebook shows.

    cities  folder of the packs, by default all that there are
    exact   replications to choose from for the exact answer; the first is chosen
    runner, answers   who does the work, and what was loaded already (a test brings its own)
    """

    def __init__(
        self,
        *,
        cities: Path | None = None,
        years: int = YEARS,
        quick: int = QUICK,
        exact: tuple[int, ...] = EXACT,
        runner: Runner | None = None,
        answers: Answers | None = None,
    ) -> None:
        self.quick = quick
        self.language = runner.language if runner else Language()
        self.runner = runner or Runner(delay=0.1, language=self.language, known=(PolicyError,))
        self.answers = answers or Answers()
        self.answer: Answer | None = None
        self.ranged: Answer | None = None  # the last one with a range
        self.extras: dict[type, Any] = {}  # what is worked out besides, by its type
        self.packs, self.fitting = usable_packs(cities), Fitting(self.language)
        told = self.runner.guard(self._take_choice)
        self.choices = Choices(self.language, self.packs, self.answers.proposals, exact, years, told)
        self._make_results()
        self.levers = self._levers({})
        self.widget = self._arranged()
        self._watch()
        self.show(self.answers.answer(self.request, Depth(quick)))  # the page opens with an answer
        self.submit()

    # --- what is asked ---

    @property
    def law(self) -> Policy:
        """The policy in force, of the pack chosen."""
        return self.choices.law

    @property
    def request(self) -> Request:
        """What the visitor asks for now."""
        chosen = self.choices
        law, staff = self.answers.pack(chosen.pack.value)
        years, futures = chosen.years.value, chosen.futures.value
        exact = self.fitting.of(law, staff, years, chosen.exact.value, futures=futures != "none")
        return Request(chosen.pack.value, chosen.proposal.value, self.levers.values(), chosen.start.value,
                    chosen.seed.value, exact, years, self.quick, futures)  # fmt: skip

    def submit(self, *besides: Stage) -> None:
        """Ask for an answer to what is chosen now, `besides` or what the tab needs, and why the cost changes."""
        request, answers = self.request, self.answers
        answered = self.answer is not None and self.answer.request == request and self.answer.depth == ends_at(request)
        if not answered:
            self.results.add_class("lab-stale")
        self.undo_all.disabled = not request.values
        stages = () if answered else answers.stages(request)
        if self.tabs.in_view.title is CAREERS:  # before the runs, of which it needs none
            stages = (partial(answers.lives, request, self.whose.name), *stages)
        besides = besides or self._for_the_tab(request)
        looked_at = self.tabs.in_view.title is REASONS
        known = self.extras.get(Reasons) if answered else None
        if known is None:
            besides = (*besides, partial(answers.reasons, request))
        if looked_at and not (known and known.full):
            besides = (*besides, partial(answers.reasons_ranged, request), partial(answers.reasons_in_full, request))
        last = self.spread.last(answers, request) if self.tabs.in_view is self.spread else ()
        self.runner.submit(*stages, *besides, *last, show=self.show, now=answered or answers.at_hand(request))

    def _for_the_tab(self, request: Request) -> tuple[Stage, ...]:
        if self.tabs.in_view is self.spread:
            return self.spread.first(self.answers, request)
        return self.answers.side_stages(request) if self.tabs.in_view.title is BESIDE else ()

    def seek(self) -> None:
        """Ask which value of a pay term keeps the limit."""
        self.submit(partial(self.answers.sought, self.request, self.ask.question))

    # --- what is shown ---

    def show(self, found: Any) -> None:
        """Show an answer, or what was worked out besides."""
        if isinstance(found, Answer):
            self._take_answer(found)
        else:
            self.extras[type(found)] = found
        if isinstance(found, Lives):
            self.whose.follow(found)
        self.show_again()

    def _take_answer(self, found: Answer) -> None:
        if self.answer is None or (self.answer.law, self.answer.years) != (found.law, found.years):
            self.limits.set(first_ceiling(found))
        stays = self.answer is not None and _luck(self.answer) == _luck(found)
        self.extras = {
            kind: extra
            for kind, extra in self.extras.items()
            if (stays and kind is Sides) or (kind is Lives and extra.request == found.request)
        }
        self.answer = found
        self.ranged = last_ranged(self.ranged, found) or self.ranged
        whole = found.years.whole
        self.why.follow(whole)
        self.parts.follow(found)
        self.ask.offer(seekable(found.policy, self.levers.names), whole, self.limits.ceiling, found.law.name)
        self.results.remove_class("lab-stale").remove_class("lab-elsewhere")

    def show_again(self) -> None:
        """Show the answer in view anew: in another language, at other prices."""
        if self.answer is None:
            return
        code, prices = code_of(self.language), self.prices.value
        reasons = self.view.extra(Reasons)
        why = most_words(reasons, code) if reasons else ""
        self.sentence.value = sentence_html(self.answer, prices, code, why)
        self.cards.value = cards_html(self.answer, prices, code, self.ranged)
        self.meta.value = meta_html(self.answer, code)
        self.tabs.show(self.view)

    @property
    def view(self) -> View:
        """The answer in view, and how it is looked at."""
        assert self.answer is not None
        return View(self.answer, self.prices.value, self.measure.value, self.limits.ceiling, self.why.base.value,
                    self.why.year.value, dict(self.extras))  # fmt: skip

    def table_file(self) -> bytes:
        """The tables of the tab in view, for a spreadsheet."""
        return self.tabs.in_view.file(self.view, code_of(self.language))  # type: ignore[attr-defined]

    def table_name(self) -> str:
        """The name under which the tables are saved."""
        return f"{self.law.name}_{self.tabs.in_view.title[code_of(self.language)]}.csv"

    def workbook_file(self) -> bytes:
        """The finance bureau's workbook of the answer in view."""
        assert self.answer is not None
        answer, code = self.answer, code_of(self.language)
        before = answer.before if answer.changed else None
        command = workbook_command(answer.rerun, answer.law, self.workbook_name(), code)
        return workbook_bytes(answer.after, before=before, command=command, code=code)

    def workbook_name(self) -> str:
        """The name under which the workbook is saved."""
        return f"{self.law.name}.xlsx"

    # --- how it is made ---

    def _button(self, text: Text) -> Any:
        return self.language.label(widgets.Button(layout={"width": "auto"}), text)

    def _toggle(self, choices: Any, kind: str) -> Any:
        made = self.language.options(widgets.ToggleButtons(), choices)
        made.index = 0
        made.add_class("lab-switch").add_class(kind)
        made.observe(self.runner.guard(lambda _change: self.show_again()), "index")
        return made

    def _levers(self, values: dict[str, Any]) -> Levers:
        """The levers over pack and proposal, at the values that the visitor had set where they are still offered."""
        pack, proposal, start = (one.value for one in (self.choices.pack, self.choices.proposal, self.choices.start))
        _, base = self.answers.asked(Request(pack, proposal, {}, start, 0, 1))
        made = Levers(base, start, self.language, self.runner.guard(self.submit), {**MONEY, **PEOPLE})
        made.take(values)
        return made

    def _make_results(self) -> None:
        self.sentence, self.cards, self.meta = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.prices = self._toggle(PRICES, "lab-prices")
        self.measure = self._toggle([(label, name) for name, label in MEASURES.items()], "lab-measure")
        self.limits = Limits(self.language, self.runner.guard(self.show_again))
        self.why = Why(self.language, self.runner.guard(self.show_again))
        self.ask = Ask(self.language, self.runner.guard(self.seek))
        self.whose = Whose(self.language, self.runner.guard(self.submit))
        above = self.why.widget, self.limits.widget, self.ask.widget, self.whose.widget
        self.parts = Parts(self.language, self.runner.guard(self._take_part))
        self.spread = SpreadTab(self.parts)
        self.tabs = tabs(self.language, self.measure, *above, self.spread)
        table = Download(self.table_file, name=self.table_name, kind="text/csv")
        self.language.label(table, Text("导出本页表格", "Export this table"), "label")
        workbook = Download(self.workbook_file, name=self.workbook_name, kind=EXCEL)
        self.language.label(workbook, Text("导出Excel工作簿", "Export workbook"), "label")
        bar = widgets.HBox([self.runner.status, self.prices, table, workbook, self.language.button()])
        bar.add_class("lab-bar")
        self.results = widgets.VBox(
            [bar, self.fitting.note, self.runner.error, self.sentence, self.cards, self.meta, self.tabs.widget]
        )
        self.results.add_class("lab-results")

    def _arranged(self) -> widgets.Widget:
        self.undo_all = self._button(Text("恢复全部参数", "Reset all levers"))
        self.cancel = self._button(Text("取消计算", "Cancel"))
        self.panel = widgets.VBox()
        self.panel.add_class("lab-controls").add_class("lab-panel")
        self._fill_panel()
        page = widgets.HBox([self.panel, self.results])
        page.add_class("lab-columns")
        return dressed(self.language, page, also=PAPER)

    def _fill_panel(self) -> None:
        buttons = widgets.HBox([self.undo_all, self.cancel])
        buttons.add_class("lab-buttons")
        self.panel.children = [self.choices.box, self.levers.group, self.levers.box, buttons]

    def _watch(self) -> None:
        guard = self.runner.guard
        self.undo_all.on_click(guard(lambda _button: self.levers.reset()))
        self.cancel.on_click(guard(lambda _button: self.runner.cancel()))
        self.tabs.widget.observe(guard(lambda _change: self._take_tab()), "selected_index")
        self.language.observe(guard(lambda _change: self.show_again()), "code")

    def _take_choice(self, what: str) -> None:
        """Follow a choice; what the visitor set stays under another proposal, not under another pack."""
        if what == "pack":
            self.results.add_class("lab-elsewhere")
            self.runner.begin()
        if what == "start":
            self.levers.rebase(self.choices.start.value)
        elif what != "run":
            self.levers = self._levers(self.levers.values() if what == "proposal" else {})
            self._fill_panel()
        self.submit()

    def _take_tab(self) -> None:
        self.tabs.refresh()
        if self.answer is not None and not self._complete(self.tabs.in_view.title):
            self.submit()

    def _take_part(self) -> None:
        self.show_again()
        self._take_tab()

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
