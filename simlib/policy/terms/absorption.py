"""People absorbed in bulk."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("absorption.month", Text("集中吸纳年月", "Month of absorption in bulk"), "month", (0, 40000), never=True),
    Term("absorption.people", Text("各单位集中吸纳人数", "People absorbed by each unit"), "people", (0, 5000), (0, 100, 1), shape=("unit",)),
    Term("absorption.service_years", Text("吸纳人员已有工作年限", "Years of service that they bring"), "years", (0, 40), (0, 20, 1)),
    Term("absorption.highest_age", Text("吸纳人员最高年龄", "Highest age at absorption"), "years", (18, 60), (35, 60, 1)),
    Term("absorption.beyond_establishment", Text("超出空岗的也吸纳", "Absorbed beyond the vacant posts too"), "yes_no", options=NO_YES),
)
