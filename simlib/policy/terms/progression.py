"""Grades: when somebody rises."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("rules.progression", Text("晋级规则", "Rule of grade progression"), "choice",
         options=(("every_n_years", Text("每满若干合格年晋一级", "A grade every so many satisfactory years")),
                  ("none", Text("不晋级", "No progression")))),
    Term("progression.years_per_grade", Text("晋级年限", "Years per grade"), "years", (1, 40), (1, 5, 1), needed_by=("every_n_years",)),
    Term("progression.grades_per_step", Text("每次晋升级数", "Grades per step"), "grades", (1, 10), (1, 3, 1), needed_by=("every_n_years",)),
    Term("progression.year_counts", Text("各考核等次计为合格年数", "Satisfactory years that a rating counts for"), "factor", (0, 5),
         shape=("rating",)),
    Term("progression.failed_restarts", Text("考核不合格则重新计年", "A failed year restarts the count"), "yes_no", options=NO_YES),
)
