"""The costing page 财政测算: what a policy costs by budget line, year and payer, and under which ceiling.

request      what the visitor chose                    answers   the runs, those at hand priced again (kept)
money     amounts by year, at which prices          grid      a table as it is shown and downloaded
tables    budget lines, who pays                    sources   clause and evidence of each pay provision
ceiling   how often it is passed                    beside    the proposals of the pack
headline  the sentence and the row of figures       tabs      pictures and tables
reasons   why the cost changes                      seeking   which value of a term keeps a limit
lives     a typical career, year by year
why, limits, ask   the controls of the causes, the ceiling, the goal seek
page      all of it together
"""

from __future__ import annotations

from dashboards.costing.page import Costing

__all__ = ["Costing"]
