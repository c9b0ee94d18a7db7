"""The grades of each post."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("grades.band", Text("各岗等级范围", "Band of grades of each post"), "grades", (1, 30), shape=("post", "end")),
)
