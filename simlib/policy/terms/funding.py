"""Which level of government pays."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("funding.share", Text("各级财政分担比例", "Who bears each budget line"), "share", (0, 1), shape=("line", "funder"), affects="pay", adds_up=True, moves_total=False),
)
