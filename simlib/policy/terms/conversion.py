"""Conversion to a new scale, and the pay that it protects."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
_CONVERTED = ("by_service_and_education",)  # of rules.conversion

RULE = (
    Term("rules.conversion", Text("套改规则（开始执行之月套改一次）", "Rule of conversion (once, when it comes into force)"), "choice",
         options=(("none", Text("不套改", "No conversion")),
                  ("by_service_and_education", Text("按年限和学历套入新等级", "A new grade by service and education")))),
)

PROTECTED_PAY = (
    Term("conversion.protection", Text("套改后工资低于套改前的", "Pay that a conversion would lower"), "choice", affects="pay",
         options=(("none", Text("不保留", "Is lowered")),
                  ("absorbed", Text("保留差额，今后增资时冲抵", "Is protected until later rises absorb it")),
                  ("kept", Text("保留差额，不冲抵", "Is protected for good"))), needed_by=_CONVERTED),
    Term("conversion.insured", Text("保留差额计入缴费基数", "Contributions are due on protected pay"), "yes_no", options=NO_YES,
         affects="pay", needed_by=_CONVERTED),
)
