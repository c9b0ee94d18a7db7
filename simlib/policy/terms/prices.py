"""Inflation and discounting."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("prices.inflation", Text("物价年上涨率（折算不变价）", "Yearly inflation (for constant prices)"), "share", (-0.1, 0.3), (0, 0.05, 0.005),
         affects="pay", set_by="nobody", moves_total=False),
    Term("prices.discount_rate", Text("折现率", "Discount rate"), "share", (-0.1, 0.3), (0, 0.08, 0.005), affects="pay", moves_total=False),
)
