"""The levy for the employment of the disabled."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("levy.quota", Text("安排残疾人就业比例", "Share of disabled staff that is set"), "share", (0, 1), (0, 0.02, 0.001), affects="pay"),
    Term("levy.employed_share", Text("实际安排残疾人占在职职工的比例", "Share of disabled staff employed"), "share", (0, 1), (0, 0.02, 0.001), affects="pay",
         set_by="nobody"),
    Term("levy.payable_from_1_percent", Text("安排比例1%以上的缴费比例", "Part of the levy paid with at least 1 % disabled staff"), "share", (0, 1),
         (0, 1, 0.1), affects="pay"),
    Term("levy.payable_below", Text("安排比例1%以下的缴费比例", "Part of the levy paid with less than 1 %"), "share", (0, 1), (0, 1, 0.1), affects="pay"),
)
