"""Insurance and check-ups."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("welfare.insurance", Text("商业保险费", "Commercial insurance"), "yuan_per_year", (0, 50000), (0, 1000, 50), affects="pay"),
    Term("welfare.check_up", Text("每次体检费用", "Cost of a check-up"), "yuan", (0, 50000), (0, 2000, 100), affects="pay"),
    Term("welfare.check_up_years", Text("体检周期", "Years between check-ups"), "years", (1, 20), (1, 5, 1), affects="pay"),
)
