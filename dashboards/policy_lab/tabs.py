"""The tabs: a picture and its table each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from dashboards.policy_lab import tables
from dashboards.policy_lab import trust_tab as trusted
from dashboards.policy_lab.exact_tab import ExactCheck
from dashboards.shell.request import Answer
from dashboards.shell.tabs import Again
from dashboards.widgets import Language, Picture, Runner
from dashboards.widgets.menus import code_of
from dashboards.widgets.tabs import LazyTabs
from simlib.report.figures.comparison import Chart, Grades, Staffing
from simlib.report.figures.flows import Cost, Exits
from simlib.text import Code, Text

WIDTH, HEIGHT = 840, 376  # CSS pixels of a picture; it fills its tab


class OutcomesTab:
    """A picture and, below it, a table of some outcomes by year."""

    def __init__(self, title: Text, chart: type[Chart], outcomes: Sequence[str]) -> None:
        self.title, self.outcomes = title, outcomes
        self.picture = Picture(width=WIDTH, height=HEIGHT)
        self.picture.widget.layout.width = "100%"
        self.chart, self.words = chart(self.picture.figure), widgets.HTML()
        self.widget = widgets.VBox([self.picture.widget, self.words])

    def show(self, answer: Answer, language: Language) -> None:
        """Draw an answer."""
        sentence = self.chart.update(answer.comparison, answer.policy.digest, code_of(language))
        self.picture.refresh(sentence, self.chart.drawn_for)
        self.words.value = tables.by_year(answer, self.outcomes, code_of(language))


class TextTab:
    """A tab of tables."""

    def __init__(self, title: Text, *make: Callable[[Answer, Code], str]) -> None:
        self.title, self._make = title, make
        self.words = widgets.HTML()
        self.widget = widgets.VBox([self.words])

    def show(self, answer: Answer, language: Language) -> None:
        """Write an answer."""
        self.words.value = "".join(make(answer, code_of(language)) for make in self._make)


class TrustTab(TextTab):
    """Why to trust the figures, where they come from, and how to run them again."""

    def __init__(self, runner: Runner) -> None:
        language = runner.language
        made = (trusted.checked, trusted.limits, tables.provenance, tables.assumed)
        super().__init__(Text("可靠性与复算", "Trust, rerun"), *made)
        self.again, self.exact = Again(language), ExactCheck(runner)
        self.widget.children = [self.exact.widget, self.words, self.again.shell, self.again.python]

    def show(self, answer: Answer, language: Language) -> None:
        """Write an answer and how to get it again."""
        super().show(answer, language)
        self.exact.follow(answer)
        self.again.show(answer)


def tabs(runner: Runner) -> LazyTabs:
    """All tabs of the page."""
    return LazyTabs(
        runner.language,
        [
            OutcomesTab(Text("人员与空岗", "Staffing"), Staffing, ("in_post", "vacancies")),
            OutcomesTab(Text("等级结构", "Grades"), Grades, ("mean_grade", "graded_up", "at_ceiling")),
            OutcomesTab(Text("退出情况", "Exits"), Exits, ("left", "retired", "resigned")),
            OutcomesTab(Text("人员经费", "Cost"), Cost, ("cost",)),
            TextTab(Text("调整内容与依据", "What differs"), tables.differs, tables.all_outcomes),
            TrustTab(runner),
        ],
    )
