"""A dashboard takes a few lines on the shared shell: levers, a run, a chart with its table, files, a way to rerun."""

from __future__ import annotations

import csv
import io

from dashboards.runs.changes import changes_words
from dashboards.shell import AgainTab, Answer, ChartTab, Head, Page
from dashboards.widgets.tabs import LazyTabs
from simlib.report.figures.comparison import Grades
from simlib.report.tables.grid import Cell, Grid, Row
from simlib.text import Code, Text
from tests.dashboards.at_once import SHORT, runner
from tests.dashboards.policy_lab.opened import ANSWERS, GRADE, LAW, computed


def by_year(answer: Answer, code: Code) -> Grid:
    """The cost of each year."""
    found, years = answer.comparison.by_year("cost"), answer.years
    heads = (Text("年度", "Year")[code], *map(str, years))
    return Grid("经费", heads, (Row("方案", tuple(Cell(found[year].after) for year in years)),))


class Small(Page):
    """A chart of grades and the cost by year."""

    def made_tabs(self) -> LazyTabs:
        """Make two tabs."""
        chart = ChartTab(Text("等级", "Grades"), Grades, by_year)
        return LazyTabs(self.language, [chart, AgainTab(self.language)])

    def head(self, answer: Answer, code: Code) -> Head:
        """Say what changed."""
        request = answer.request
        return Head(changes_words(answer.in_force, answer.policy, request.values, request.start, code), "", "")


def test_a_small_dashboard_answers_as_the_library_does() -> None:
    page = Small(runner=runner(), answers=ANSWERS, **SHORT)
    assert page.runner.error.value == ""
    page.levers[GRADE].cells[0].control.value = 2
    assert page.answer is not None and page.answer.changed
    assert page.sentence.value.startswith(LAW.terms[GRADE].label.zh)
    want = computed({GRADE: 2}).by_year("cost")
    rows = list(csv.reader(io.StringIO(page.table_file().decode("utf-8-sig"))))
    assert [float(cell) for cell in rows[2][2:]] == [round(one.after, 2) for one in want.values()]
    assert bytes(page.tabs.parts[0].picture.widget.value)[1:4] == b"PNG"  # type: ignore[attr-defined]
    page.tabs.widget.selected_index = 1
    assert f"--set {GRADE}=2" in page.tabs.in_view.again.shell.value  # type: ignore[attr-defined]
    assert b"progression.years_per_grade" in page.proposal_file()
