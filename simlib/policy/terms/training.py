"""Hours and money of training."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("training.hours", Text("每年培训学时", "Hours of training a year"), "hours", (0, 1000), shape=("post",), affects="pay"),
    Term("training.entry_hours", Text("上岗前培训学时", "Hours of training before taking up post"), "hours", (0, 1000), (0, 80, 4), affects="pay"),
    Term("training.yuan_per_hour", Text("每学时培训费用", "Cost of an hour of training"), "yuan", (0, 2000), (0, 100, 5), affects="pay"),
)
