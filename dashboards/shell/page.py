"""A dashboard: choices and levers on the left; the answer, its files and its tabs on the right."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import ipywidgets as widgets

from dashboards.levers import Groups, Levers
from dashboards.levers.groups import MONEY, PEOPLE
from dashboards.runs import Depth, Fitting, usable_packs
from dashboards.runs.answer_steps import ends_at
from dashboards.runs.width_lines import last_ranged
from dashboards.shell.answers import Answers
from dashboards.shell.choices import Choices
from dashboards.shell.request import EXACT, QUICK, YEARS, Answer, Request
from dashboards.widgets import Download, Language, Runner
from dashboards.widgets.menus import code_of
from dashboards.widgets.runner import Stage
from dashboards.widgets.styles import dressed
from dashboards.widgets.tabs import LazyTabs
from simlib.policy import Policy, PolicyError
from simlib.report.proposal_sharing import proposal_yaml
from simlib.text import CODES, Code, Text


class Head(NamedTuple):
    """What stands above the tabs, as HTML: the sentence, the row of figures, how they were made."""

    sentence: str
    cards: str
    meta: str


class Page(ABC):
    """What the dashboards share; `widget` is what a notebook shows.

    cities  folder of the packs, by default all that there are; or `packs` themselves, by folder
    exact   replications to choose from for the exact answer; the first is chosen
    runner, answers   who does the work, and what was loaded already (a test brings its own)
    """

    answering: type[Answers] = Answers
    groups: ClassVar[Groups] = {**PEOPLE, **MONEY}  # the usual levers
    paper = ""  # style of its own, as for print

    def __init__(
        self,
        *,
        cities: Path | None = None,
        packs: Mapping[Path, Policy] | None = None,
        years: int = YEARS,
        quick: int = QUICK,
        exact: tuple[int, ...] = EXACT,
        runner: Runner | None = None,
        answers: Any = None,
    ) -> None:
        self.quick = quick
        self.language = runner.language if runner else Language()
        self.runner = runner or Runner(delay=0.1, language=self.language, known=(PolicyError,))
        self.answers: Any = answers or self.answering()
        self.answer: Answer | None = None
        self.ranged: Answer | None = None  # the last one with a range
        self.packs, self.fitting = packs or usable_packs(cities), Fitting(self.language)
        told = self.runner.guard(self._take_choice)
        self.choices = Choices(self.language, self.packs, self.answers.proposals, exact, years, told)
        self.tabs = self.made_tabs()
        self._make_results()
        self.levers = self._levers({})
        self.widget = self._arranged()
        self._watch()
        self.show(self.answers.answer(self.request, Depth(quick)))  # the page opens with an answer
        self.submit()

    # --- what a dashboard says of itself ---

    @abstractmethod
    def made_tabs(self) -> LazyTabs:
        """Make the tabs, and the controls in them."""

    @abstractmethod
    def head(self, answer: Answer, code: Code) -> Head:
        """Return what stands above the tabs."""

    def bar(self) -> list[Any]:
        """Return switches and files beside the proposal to keep; by default the tables of the tab in view."""
        label = Text("导出本页表格", "Export this table")
        return [self.download(label, self.table_file, self.table_name, "text/csv")]

    def table_file(self) -> bytes:
        """The tables of the tab in view, for a spreadsheet."""
        found: bytes = self.tabs.in_view.file(self.view, code_of(self.language))  # type: ignore[attr-defined]
        return found

    def table_name(self) -> str:
        """The name under which the tables are saved."""
        return f"{self.in_force.name}_{self.tabs.in_view.title[code_of(self.language)]}.csv"

    @property
    def view(self) -> Any:
        """What the tabs show: the answer in view, or that and how it is looked at."""
        return self.answer

    def work(self, request: Request, stages: tuple[Stage, ...], *, answered: bool) -> tuple[Stage, ...]:
        """Return what is to be worked out: the stages of the answer, none where it is `answered`, and more."""
        return stages

    def take(self, found: Any) -> None:
        """Keep what was worked out: an answer, or something besides."""
        self.answer = found
        self.ranged = last_ranged(self.ranged, found) or self.ranged
        self.results.remove_class("lab-stale").remove_class("lab-elsewhere")

    # --- what is asked ---

    @property
    def in_force(self) -> Policy:
        """The policy in force, of the pack chosen."""
        return self.choices.in_force

    @property
    def request(self) -> Request:
        """What the visitor asks for now."""
        chosen = self.choices
        policy, staff = self.answers.pack(chosen.pack.value)
        years, futures = chosen.years.value, chosen.futures.value
        exact = self.fitting.of(policy, staff, years, chosen.exact.value, futures=futures != "none")
        return Request(chosen.pack.value, self.levers.values(), chosen.start.value, chosen.seed.value, exact, years,
                       self.quick, futures, chosen.proposal.value)  # fmt: skip

    def submit(self) -> None:
        """Ask for an answer to what is chosen now, and for what the page needs besides."""
        request = self.request
        answered = self.answer is not None and self.answer.request == request and self.answer.depth == ends_at(request)
        if not answered:
            self.results.add_class("lab-stale")
        self.undo_all.disabled = not request.values
        stages = self.work(request, () if answered else self.answers.stages(request), answered=answered)
        self.runner.submit(*stages, show=self.show, now=answered or self.answers.at_hand(request))

    # --- what is shown ---

    def show(self, found: Any) -> None:
        """Show an answer, or what was worked out besides."""
        self.take(found)
        self.show_again()

    def show_again(self) -> None:
        """Show the answer in view anew, as in another language."""
        if self.answer is not None:
            self.sentence.value, self.cards.value, self.meta.value = self.head(self.answer, code_of(self.language))
            self.tabs.show(self.view)

    def proposal_file(self) -> bytes:
        """The proposal in view as a file that `with_proposal` reads."""
        assert self.answer is not None
        answer, name = self.answer, self.choices.name.value.strip()
        count = len(answer.request.values)
        unnamed = Text(f"政策实验室方案（{count}项改动）", f"Policy-lab proposal, {count} changes")
        label = {str(code): name or unnamed[code] for code in CODES}
        return proposal_yaml(
            answer.in_force, answer.request.values, answer.request.start, label, answer.proposal
        ).encode()

    # --- how it is made ---

    def button(self, text: Text) -> Any:
        """Return a button that is as wide as its label."""
        return self.language.label(widgets.Button(layout={"width": "auto"}), text)

    def download(self, label: Text, build: Callable[[], bytes], name: str | Callable[[], str], kind: str) -> Any:
        """Return a button that saves a file."""
        return self.language.label(Download(build, name=name, kind=kind), label, "label")

    def _levers(self, values: dict[str, Any]) -> Levers:
        """The levers over pack and proposal, at the values that the visitor had set where they are still offered."""
        pack, proposal, start = (one.value for one in (self.choices.pack, self.choices.proposal, self.choices.start))
        _, base = self.answers.asked(Request(pack, {}, start, 0, 1, proposal=proposal))
        made = Levers(base, start, self.language, self.runner.guard(self.submit), self.groups)
        made.take(values)
        return made

    def _make_results(self) -> None:
        self.sentence, self.cards, self.meta = widgets.HTML(), widgets.HTML(), widgets.HTML()
        proposal = self.download(
            Text("导出方案", "Export proposal"), self.proposal_file, "proposal.yaml", "application/yaml"
        )
        bar = widgets.HBox([self.runner.status, *self.bar(), proposal, self.language.button()])
        bar.add_class("lab-bar")
        self.results = widgets.VBox(
            [bar, self.fitting.note, self.runner.error, self.sentence, self.cards, self.meta, self.tabs.widget]
        )
        self.results.add_class("lab-results")

    def _arranged(self) -> widgets.Widget:
        self.undo_all = self.button(Text("恢复全部参数", "Reset all levers"))
        self.cancel = self.button(Text("取消计算", "Cancel"))
        self.panel = widgets.VBox()
        self.panel.add_class("lab-controls").add_class("lab-panel")
        self._fill_panel()
        page = widgets.HBox([self.panel, self.results])
        page.add_class("lab-columns")
        return dressed(self.language, page, also=self.paper)

    def _fill_panel(self) -> None:
        buttons = widgets.HBox([self.undo_all, self.cancel])
        buttons.add_class("lab-buttons")
        self.panel.children = [self.choices.box, self.levers.group, self.levers.box, buttons]

    def _watch(self) -> None:
        guard = self.runner.guard
        self.undo_all.on_click(guard(lambda _button: self.levers.reset()))
        self.cancel.on_click(guard(lambda _button: self.runner.cancel()))
        self.tabs.widget.observe(guard(lambda _change: self.take_tab()), "selected_index")
        self.language.observe(guard(lambda _change: self.show_again()), "code")

    def take_tab(self) -> None:
        """Follow the visitor to another tab."""
        self.tabs.refresh()

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
