"""What recruiting costs."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("recruitment.yuan_per_recruit", Text("每录用一人招聘费用", "Cost of recruiting one person"), "yuan", (0, 100_000), (0, 5000, 100),
         affects="pay", set_by="nobody"),
)
