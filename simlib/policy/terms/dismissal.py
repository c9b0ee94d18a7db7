"""Dismissal for ratings."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("dismissal.failed_years", Text("连续不合格辞退年数（0为不辞退）", "Failed years in a row to dismissal (0: never)"),
         "years", (0, 10), (0, 4, 1)),
    Term("dismissal.basic_years", Text("连续基本合格（基本称职）辞退年数（0为不辞退）", "Basic years in a row to dismissal (0: never)"),
         "years", (0, 10), (0, 5, 1)),
    Term("dismissal.protects_near_retirement", Text("工龄满十五年且距退休不足五年的不辞退", "Long service within five years of retirement bars dismissal"),
         "yes_no", options=NO_YES),
    Term("severance.elected", Text("无劳动合同的选任人员支付经济补偿", "Severance to elected members without a labour contract"), "yes_no", options=NO_YES),
    Term("severance.cap_years", Text("经济补偿封顶年限", "Years of service that count above the wage cap"), "years", (1, 60), (6, 20, 1)),
)
