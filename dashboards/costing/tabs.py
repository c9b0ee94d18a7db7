"""The tabs: a picture where there is one, and tables; what is shown is what is downloaded."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from dashboards.costing import sources_tab as sources
from dashboards.costing import tables
from dashboards.costing.amounts_by_year import back
from dashboards.costing.careers_tab import year_by_year
from dashboards.costing.causes_tab import by_cause, by_standard, shown
from dashboards.costing.ceiling_tab import under_ceiling
from dashboards.costing.grid import Grid, grid_csv, grid_html
from dashboards.costing.proposals_tab import beside
from dashboards.costing.request import Lives, View
from dashboards.costing.seek_tab import trials
from dashboards.costing.tables import prices_words
from dashboards.widgets import Language, Picture
from dashboards.widgets.menus import code_of
from dashboards.widgets.tabs import LazyTabs
from simlib.analysis.explain import WHOLE_RUN
from simlib.report.figures.bridge import Bridge
from simlib.report.figures.career import CareerChart
from simlib.report.figures.cost import Payers, UnderCeiling
from simlib.report.proposal_sharing import made_of, python_snippet, shell_command
from simlib.text import Code, Text

Make = Callable[[View, Code], Grid]
WIDTH, HEIGHT = 840, 270  # CSS pixels of a picture; it fills its tab


class GridTab:
    """A tab of tables, with the controls that concern it above."""

    def __init__(self, title: Text, *make: Make, above: Sequence[Any] = ()) -> None:
        self.title, self.make = title, make
        self.words = widgets.HTML()
        self.widget = widgets.VBox([*above, self.words])

    def grids(self, view: View, code: Code) -> list[Grid]:
        """The tables of a view."""
        return [make(view, code) for make in self.make]

    def show(self, view: View, language: Language) -> None:
        """Write a view."""
        code = code_of(language)
        self.words.value = "".join(grid_html(grid, code) for grid in self.grids(view, code))

    def file(self, view: View, code: Code) -> bytes:
        """The tables as CSV."""
        return grid_csv(self.grids(view, code), code, made_of(view.answer.comparison, code))


class PictureTab(GridTab, ABC):
    """A picture above the tables; subclasses say what it shows (`draw`)."""

    chart: Any  # kept, of `simlib.report`

    def __init__(self, title: Text, *make: Make, above: Sequence[Any] = (), height: int = HEIGHT) -> None:
        super().__init__(title, *make)
        self.picture = Picture(width=WIDTH, height=height)
        self.picture.widget.layout.width = "100%"
        self.picture.widget.layout.display = "none"  # until there is a picture
        self.widget = widgets.VBox([*above, self.picture.widget, self.words])

    @abstractmethod
    def draw(self, view: View, code: Code) -> str | None:
        """Draw a view; return what the picture shows in words, None where there is nothing to draw yet."""

    def show(self, view: View, language: Language) -> None:
        """Draw and write a view, the picture first."""
        sentence = self.draw(view, code_of(language))
        if sentence is not None:
            self.picture.refresh(sentence, self.kind(sentence))
        self.picture.widget.layout.display = "none" if sentence is None else ""
        super().show(view, language)

    def kind(self, sentence: str) -> Any:
        """Return what the room depends on that titles, axes and legends take."""
        return self.chart.drawn_for


class ChartTab(PictureTab):
    """A chart of the comparison."""

    def __init__(
        self,
        title: Text,
        chart: type[Payers] | type[UnderCeiling],
        *make: Make,
        above: Sequence[Any] = (),
    ) -> None:
        super().__init__(title, *make, above=above)
        self.chart = chart(self.picture.figure)

    def draw(self, view: View, code: Code) -> str | None:
        """Tell the chart what else it needs, and draw it."""
        chart, answer = self.chart, view.answer
        if isinstance(chart, UnderCeiling):
            chart.limits = view.ceiling.of_years(answer.years)
        else:
            chart.back = back(answer.after, view.prices)[0]
            chart.words = Text(prices_words(answer, view.prices, "zh"), prices_words(answer, view.prices, "en"))
        return chart.update(answer.comparison, answer.policy.digest, code)


class BridgeTab(PictureTab):
    """Why the cost changes: a bridge of the year chosen, and the causes of every year."""

    def __init__(self, title: Text, *make: Make, above: Any) -> None:
        super().__init__(title, *make, above=[above], height=HEIGHT + 60)
        self.chart = Bridge(self.picture.figure)

    def draw(self, view: View, code: Code) -> str | None:
        """Draw the causes, once they are worked out."""
        found = shown(view)
        if found is None:
            return None
        return self.chart.update(found, view.year if view.year in found.years else WHOLE_RUN, code)


class SourcesTab(GridTab):
    """Where the figures come from, and how to run them again."""

    def __init__(self, title: Text, *make: Make, language: Language) -> None:
        super().__init__(title, *make)
        self.more = widgets.HTML()
        self.python, self.shell = widgets.Textarea(layout={"width": "100%"}), widgets.Textarea(layout={"width": "100%"})
        self.shell.add_class("lab-command")
        language.label(self.python, Text("Python（与本页结果一致）", "Python (gives exactly this)"))
        language.label(self.shell, Text("命令行（在项目文件夹中运行）", "Shell (in the project's folder)"))
        for area in (self.python, self.shell):
            area.add_class("lab-code")
        self.widget.children = [self.words, self.shell, self.python, self.more]

    def show(self, view: View, language: Language) -> None:
        """Write a view and how to get it again."""
        code = code_of(language)
        first, *others = self.grids(view, code)
        self.words.value = grid_html(first, code)
        self.more.value = "".join(grid_html(grid, code) for grid in others)
        self.python.value = python_snippet(view.answer.rerun, view.answer.law)
        self.shell.value = shell_command(view.answer.rerun, view.answer.law)

    def file(self, view: View, code: Code) -> bytes:
        """The tables as CSV: the first says what they are of."""
        return grid_csv(self.grids(view, code), code)


class CareersTab(PictureTab):
    """One typical career: grade and pay by month, and year by year."""

    def __init__(self, title: Text, above: Any) -> None:
        super().__init__(title, year_by_year, above=[above], height=HEIGHT + 30)
        self.chart = CareerChart(self.picture.figure)

    def draw(self, view: View, code: Code) -> str | None:
        """Draw the career chosen, once it is worked out."""
        lives = view.extra(Lives)
        if lives is None or lives.before is None:
            return None
        return self.chart.update(lives.before, lives.after, code)

    def kind(self, sentence: str) -> Any:
        """Return the title too: it takes as many lines as it needs."""
        return self.chart.drawn_for, sentence


CAREERS = Text("典型人员", "Careers")
BESIDE, REASONS, CEILING = (
    Text("方案对比", "Side by side"),
    Text("增减原因", "Why it changes"),
    Text("经费上限", "Ceiling"),
)


def tabs(language: Language, measure: Any, why: Any, ceiling: Any, ask: Any, whose: Any, spread: GridTab) -> LazyTabs:
    """All tabs of the page, `spread` one of them; the others are the controls of five of them."""
    return LazyTabs(
        language,
        [
            GridTab(Text("支出明细", "Budget lines"), tables.by_line, above=[measure]),
            ChartTab(Text("分级负担", "Who pays"), Payers, tables.by_funder, tables.lines_by_funder),
            BridgeTab(REASONS, by_cause, by_standard, above=why),
            ChartTab(CEILING, UnderCeiling, under_ceiling, above=[ceiling]),
            GridTab(Text("限额反推", "Goal seek"), trials, above=[ask]),
            GridTab(BESIDE, beside),
            CareersTab(CAREERS, whose),
            spread,
            SourcesTab(Text("政策依据", "Sources"), sources.run, sources.provisions, sources.codes, language=language),
        ],
    )
