"""The costing page 财政测算: what a policy costs by budget line, year and payer, and under which ceiling.

request   what is shown besides an answer              answers   causes, proposals, seek, careers, places
headline  the sentence and the row of figures          tabs      pictures and tables, a module a tab (…_tab)
tables    budget lines, who pays                       …_controls   what the visitor sets in a tab
page      all of it together, on the shared shell
"""

from __future__ import annotations

from dashboards.costing.page import Costing

__all__ = ["Costing"]
