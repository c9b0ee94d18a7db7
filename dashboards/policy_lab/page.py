"""The policy lab's page: levers on the left, the answer on the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets as widgets

from dashboards.levers import Levers
from dashboards.levers.groups import MONEY, PEOPLE
from dashboards.policy_lab.answers import Answers
from dashboards.policy_lab.headline import cards_html, meta_html, sentence_html
from dashboards.policy_lab.request import EXACT, QUICK, YEARS, Answer, Request
from dashboards.policy_lab.tabs import tabs
from dashboards.runs import Depth, Fitting, usable_packs
from dashboards.runs.futures_menu import futures_menu
from dashboards.runs.horizon import start_menu, years_field
from dashboards.runs.width_lines import last_ranged
from dashboards.widgets import Download, Language, Runner
from dashboards.widgets.amount import Amount
from dashboards.widgets.menus import code_of, menu
from dashboards.widgets.styles import dressed
from simlib.luck import MOST_SEED
from simlib.policy import Policy, PolicyError
from simlib.report.proposal_sharing import headline_csv, proposal_yaml
from simlib.text import Text

SEED = 2027


class PolicyLab:
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
        self.answers, self.answer = answers or Answers(), None  # type: tuple[Answers, Answer | None]
        self.ranged: Answer | None = None  # the last one with a range
        self.packs, self.fitting = usable_packs(cities), Fitting(self.language)
        self._make_choices(exact, years)
        self._make_results()
        self.levers = self._levers()
        self.widget = self._arranged()
        self._watch()
        self.show(self.answers.answer(self.request, Depth(quick)))  # the page opens with an answer
        self.submit()

    # --- what is asked ---

    @property
    def law(self) -> Policy:
        """The policy in force, of the pack chosen."""
        return self.packs[self.pack.value]

    @property
    def request(self) -> Request:
        """What the visitor asks for now."""
        law, staff = self.answers.pack(self.pack.value)
        years, futures = self.years.value, self.futures.value
        exact = self.fitting.of(law, staff, years, self.exact.value, futures=futures != "none")
        return Request(self.pack.value, self.levers.values(), self.start.value, self.seed.value, exact,
                    years, self.quick, futures)  # fmt: skip

    def submit(self) -> None:
        """Ask for an answer to what is chosen now."""
        self.results.add_class("lab-stale")
        self.undo_all.disabled = not self.levers.values()
        self.runner.submit(*self.answers.stages(self.request), show=self.show)

    # --- what is shown ---

    def show(self, answer: Answer) -> None:
        """Show an answer."""
        self.answer = answer
        self.ranged = last_ranged(self.ranged, answer) or self.ranged
        self.results.remove_class("lab-stale").remove_class("lab-elsewhere")
        code = code_of(self.language)
        self.sentence.value = sentence_html(answer, code)
        self.cards.value = cards_html(answer, code, self.ranged)
        self.meta.value = meta_html(answer, code)
        self.tabs.show(answer)

    def _say_again(self) -> None:
        """Show the answer in view in the other language."""
        if self.answer is not None:
            self.show(self.answer)

    def proposal_file(self) -> bytes:
        """The proposal in view as a file that `with_proposal` reads."""
        assert self.answer is not None
        answer, name = self.answer, self.name.value.strip()
        count = len(answer.request.values)
        label = {
            "zh": name or f"政策实验室方案（{count}项改动）",
            "en": name or f"Policy-lab proposal, {count} changes",
        }
        return proposal_yaml(answer.law, answer.request.values, answer.request.start, label).encode()

    def table_file(self) -> bytes:
        """The headline table in view, for a spreadsheet."""
        assert self.answer is not None
        return headline_csv(self.answer.comparison, code_of(self.language))

    # --- how it is made ---

    def _make_choices(self, exact: tuple[int, ...], years: int) -> None:
        language, label = self.language, self.language.label
        packs = [(law.label, folder) for folder, law in self.packs.items()]
        self.pack = menu(language, packs, Text("政策", "Policy"))
        self.years = years_field(language, years)
        self.start = self._start_menu()
        counts = [(Text(f"{n}次", f"{n}"), n) for n in exact]
        self.exact = menu(language, counts, Text("模拟次数", "Runs"))
        named, ends = Text("随机种子", "Seed"), (0, min(MOST_SEED, 2**31 - 1))
        self.seed = Amount(language, named, SEED, between=ends, whole=True, name="seed")
        self.futures = futures_menu(language)
        self.name = label(widgets.Text(), Text("方案名", "Name"))
        self.undo_all = self._button(Text("全部恢复现行", "Reset all"))
        self.cancel = self._button(Text("取消计算", "Cancel"))

    def _start_menu(self, chosen: int | None = None) -> Any:
        return start_menu(self.language, self.law, self.years.value, self.runner.guard(self._take_start), chosen)

    def _button(self, text: Text) -> Any:
        return self.language.label(widgets.Button(layout={"width": "auto"}), text)

    def _levers(self) -> Levers:
        return Levers(self.law, self.start.value, self.language, self.runner.guard(self.submit), {**PEOPLE, **MONEY})

    def _make_results(self) -> None:
        self.sentence, self.cards, self.meta = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.tabs = tabs(self.runner)
        table = Download(self.table_file, name=lambda: f"{self.law.name}.csv", kind="text/csv")
        proposal = Download(self.proposal_file, name="proposal.yaml", kind="application/yaml")
        self.language.label(table, Text("导出表格", "Export table"), "label")
        self.language.label(proposal, Text("导出方案", "Export proposal"), "label")
        bar = widgets.HBox([self.runner.status, table, proposal, self.language.button()])
        bar.add_class("lab-bar")
        self.results = widgets.VBox(
            [bar, self.fitting.note, self.runner.error, self.sentence, self.cards, self.meta, self.tabs.widget]
        )
        self.results.add_class("lab-results")

    def _arranged(self) -> widgets.Widget:
        self.panel = widgets.VBox()
        self.panel.add_class("lab-controls").add_class("lab-panel")
        self._fill_panel()
        page = widgets.HBox([self.panel, self.results])
        page.add_class("lab-columns")
        return dressed(self.language, page)

    def _fill_panel(self) -> None:
        choices = widgets.VBox(
            [
                self.pack,
                widgets.HBox([self.start, self.exact]),
                self.futures,
                widgets.HBox([self.seed, self.years]),
                self.name,
            ]
        )
        choices.add_class("lab-choices")
        buttons = widgets.HBox([self.undo_all, self.cancel])
        buttons.add_class("lab-buttons")
        self.panel.children = [choices, self.levers.group, self.levers.box, buttons]

    def _watch(self) -> None:
        guard = self.runner.guard
        self.pack.observe(guard(lambda _change: self._take_pack()), "value")
        self.years.observe(guard(lambda _change: self._take_years()), "value")
        for choice in (self.exact, self.seed, self.futures):
            choice.observe(guard(lambda _change: self.submit()), "value")
        self.undo_all.on_click(guard(lambda _button: self.levers.reset()))
        self.cancel.on_click(guard(lambda _button: self.runner.cancel()))
        self.tabs.widget.observe(guard(lambda _change: self.tabs.refresh()), "selected_index")
        self.language.observe(guard(lambda _change: self._say_again()), "code")

    def _take_pack(self) -> None:
        self.results.add_class("lab-elsewhere")
        self.runner.begin()
        self.start = self._start_menu()
        self.levers = self._levers()
        self._fill_panel()
        self.submit()

    def _take_years(self) -> None:
        self.start = self._start_menu(self.start.value)
        self._fill_panel()
        self._take_start()

    def _take_start(self) -> None:
        self.levers.rebase(self.start.value)
        self.submit()
