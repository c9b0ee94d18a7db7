"""The tabs: a picture where there is one, and tables; what is shown is what is downloaded."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from dashboards.costing import sources_tab as sources
from dashboards.costing import tables
from dashboards.costing.amounts_by_year import back
from dashboards.costing.careers_tab import year_by_year
from dashboards.costing.causes_tab import by_cause, by_standard, shown
from dashboards.costing.ceiling_tab import under_ceiling
from dashboards.costing.proposals_tab import beside
from dashboards.costing.request import Lives, View
from dashboards.costing.seek_tab import trials
from dashboards.costing.tables import prices_words
from dashboards.shell.tabs import HEIGHT, Again, ChartTab, GridTab, Make, PictureTab
from dashboards.widgets import Language
from dashboards.widgets.menus import code_of
from dashboards.widgets.tabs import LazyTabs
from simlib.analysis.explain import WHOLE_RUN
from simlib.report.figures.bridge import Bridge
from simlib.report.figures.career import CareerChart
from simlib.report.figures.cost import Payers, UnderCeiling
from simlib.report.tables.grid import grid_csv, grid_html
from simlib.text import Code, Text


class YearsChart(ChartTab):
    """A chart of the comparison by year, in the money that is asked for and under the visitor's ceiling."""

    def draw(self, view: View, code: Code) -> str | None:
        """Tell the chart what else it needs, and draw it."""
        chart, answer = self.chart, view.answer
        if isinstance(chart, UnderCeiling):
            chart.limits = view.ceiling.of_years(answer.years)
        else:
            chart.back = back(answer.after, view.prices)[0]
            chart.words = Text(prices_words(answer, view.prices, "zh"), prices_words(answer, view.prices, "en"))
        return super().draw(view, code)


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
        self.more, self.again = widgets.HTML(), Again(language)
        self.widget.children = [self.words, self.again.shell, self.again.python, self.more]

    def show(self, view: View, language: Language) -> None:
        """Write a view and how to get it again."""
        code = code_of(language)
        first, *others = self.grids(view, code)
        self.words.value = grid_html(first, code)
        self.more.value = "".join(grid_html(grid, code) for grid in others)
        self.again.show(view.answer)

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
            YearsChart(Text("分级负担", "Who pays"), Payers, tables.by_funder, tables.lines_by_funder),
            BridgeTab(REASONS, by_cause, by_standard, above=why),
            YearsChart(CEILING, UnderCeiling, under_ceiling, above=[ceiling]),
            GridTab(Text("限额反推", "Goal seek"), trials, above=[ask]),
            GridTab(BESIDE, beside),
            CareersTab(CAREERS, whose),
            spread,
            SourcesTab(Text("政策依据", "Sources"), sources.run, sources.provisions, sources.codes, language=language),
        ],
    )
