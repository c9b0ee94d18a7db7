"""Severance."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("severance.months_per_year", Text("每满一年经济补偿月数", "Months of severance per year of service"), "months_of_pay", (0, 5), (0, 2, 0.5), affects="pay"),
    Term("severance.dismissed", Text("考核不合格辞退支付经济补偿", "Severance on dismissal after appraisal"), "yes_no", options=NO_YES, affects="pay"),
    Term("severance.wage_cap_multiple", Text("经济补偿月工资封顶倍数", "Local mean wages at which the wage of severance is capped"), "factor", (0.1, 100), (1, 5, 0.5), affects="pay"),
    Term("severance.notice_months", Text("代替提前通知支付的月工资", "Months of wages in lieu of notice"), "months_of_pay", (0, 12), (0, 2, 1), affects="pay"),
)
