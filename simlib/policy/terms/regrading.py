"""The grade on a higher post."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("rules.regrading", Text("晋升岗位、当选后的等级", "Grade on a higher post"), "choice",
         options=(("by_entry_rule", Text("按新岗位的定级办法，不低于原等级", "By the entry rule of the new post, never lower")),
                  ("keeps_grade_or_lowest", Text("保留原等级，不低于新岗最低级", "The old grade, or the lowest of the new post")),
                  ("next_pay_above", Text("就高若干档", "So many steps above the old pay")))),
    Term("regrading.steps_above", Text("就高档数", "Steps above the old pay"), "grades", (0, 5), (0, 5, 1), needed_by=("next_pay_above",)),
)
