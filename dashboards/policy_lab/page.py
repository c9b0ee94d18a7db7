"""The policy lab: what a clause moved does to staff, grades, exits and cost."""

from __future__ import annotations

from typing import Any

from dashboards.policy_lab.headline import cards_html, meta_html, sentence_html
from dashboards.policy_lab.tabs import tabs
from dashboards.shell import Answer, Head, Page
from dashboards.widgets.menus import code_of
from dashboards.widgets.tabs import LazyTabs
from simlib.report.proposal_sharing import headline_csv
from simlib.text import Code, Text


class PolicyLab(Page):
    """The page. `widget` is what the notebook shows."""

    def made_tabs(self) -> LazyTabs:
        """Make the tabs."""
        return tabs(self.runner)

    def head(self, answer: Answer, code: Code) -> Head:
        """Return what stands above the tabs."""
        return Head(sentence_html(answer, code), cards_html(answer, code, self.ranged), meta_html(answer, code))

    def bar(self) -> list[Any]:
        """Return the file of the headline table."""
        label = Text("导出表格", "Export table")
        return [self.download(label, self.table_file, lambda: f"{self.in_force.name}.csv", "text/csv")]

    def table_file(self) -> bytes:
        """The headline table in view, for a spreadsheet."""
        assert self.answer is not None
        return headline_csv(self.answer.comparison, code_of(self.language))
