"""Terms of contracts."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("contract.years", Text("劳动合同期限", "Length of a labour contract"), "years", (1, 40), affects="checks"),
)
