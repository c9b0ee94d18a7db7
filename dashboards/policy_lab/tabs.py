"""The tabs: a picture and its table each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from dashboards.policy_lab import tables
from dashboards.policy_lab import trust_tab as trusted
from dashboards.policy_lab.exact_tab import ExactCheck
from dashboards.policy_lab.request import Answer
from dashboards.widgets import Language, Picture, Runner
from dashboards.widgets.menus import code_of
from dashboards.widgets.tabs import LazyTabs
from simlib.report.figures.comparison import Chart, Grades, Staffing
from simlib.report.figures.flows import Cost, Exits
from simlib.report.proposal_sharing import python_snippet, shell_command
from simlib.text import Code, Text

WIDTH, HEIGHT = 840, 376  # CSS pixels of a picture; it fills its tab


class ChartTab:
    """A picture and, below it, a table of some outcomes by year."""

    def __init__(self, title: Text, chart: type[Chart], outcomes: Sequence[str]) -> None:
        self.title, self.outcomes = title, outcomes
        self.picture = Picture(width=WIDTH, height=HEIGHT)
        self.picture.widget.layout.width = "100%"
        self.chart, self.words = chart(self.picture.figure), widgets.HTML()
        self.widget = widgets.VBox([self.picture.widget, self.words])

    def show(self, answer: Answer, language: Language) -> None:
        """Draw an answer."""
        sentence = self.chart.update(answer.comparison, answer.proposal.digest, code_of(language))
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
        self.python, self.shell = widgets.Textarea(layout={"width": "100%"}), widgets.Textarea(layout={"width": "100%"})
        self.shell.add_class("lab-command")
        language.label(self.python, Text("Python（与本页结果一致）", "Python (gives exactly this)"))
        language.label(self.shell, Text("命令行（在项目文件夹中运行）", "Shell (in the project's folder)"))
        for area in (self.python, self.shell):
            area.add_class("lab-code")
        self.exact = ExactCheck(runner)
        self.widget.children = [self.exact.widget, self.words, self.shell, self.python]

    def show(self, answer: Answer, language: Language) -> None:
        """Write an answer and how to get it again."""
        super().show(answer, language)
        self.exact.follow(answer)
        self.python.value = python_snippet(answer.rerun, answer.law)
        self.shell.value = shell_command(answer.rerun, answer.law)


def tabs(runner: Runner) -> LazyTabs:
    """All tabs of the page."""
    return LazyTabs(
        runner.language,
        [
            ChartTab(Text("人员与空岗", "Staffing"), Staffing, ("in_post", "vacancies")),
            ChartTab(Text("等级结构", "Grades"), Grades, ("mean_grade", "graded_up", "at_ceiling")),
            ChartTab(Text("退出情况", "Exits"), Exits, ("left", "retired", "resigned")),
            ChartTab(Text("人员经费", "Cost"), Cost, ("cost",)),
            TextTab(Text("调整内容与依据", "What differs"), tables.differs, tables.all_outcomes),
            TrustTab(runner),
        ],
    )
