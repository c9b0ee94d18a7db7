"""What every dashboard is made of: choices and levers on the left; answer, files and tabs on the right.

    class Mine(Page):
        def made_tabs(self): return LazyTabs(self.language, [GridTab(Text("逐年", "By year"), by_year)])
        def head(self, answer, code): return Head(sentence, cards, meta)

request   what the visitor chose, and what was answered      answers   the runs, those at hand priced again
choices   pack, proposal, months, runs, futures              tabs      tables, with a picture above
page      all of it together
"""

from __future__ import annotations

from dashboards.shell.answers import Answers
from dashboards.shell.page import Head, Page
from dashboards.shell.request import Answer, Request
from dashboards.shell.tabs import AgainTab, ChartTab, GridTab, PictureTab
from dashboards.widgets.runner import Stage

__all__ = ["AgainTab", "Answer", "Answers", "ChartTab", "GridTab", "Head", "Page", "PictureTab", "Request", "Stage"]
