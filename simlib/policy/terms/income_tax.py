"""Income tax withheld."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("tax.monthly_deduction", Text("每月减除费用", "Deduction for each month"), "yuan_per_month", (0, 100_000), affects="take_home"),
    Term("tax.bracket_above", Text("各级税率适用于累计应纳税所得额超过", "Taxable income of the year above which a bracket begins"), "yuan_per_year",
         (0, 100_000_000), shape=("bracket",), affects="take_home"),
    Term("tax.rate", Text("各级税率", "Tax rate of each bracket"), "share", (0, 1), shape=("bracket",), affects="take_home"),
    Term("tax.reward", Text("年终奖励怎样计税", "How the year-end reward is taxed"), "choice", affects="take_home",
         options=(("together", Text("并入当年综合所得", "With the income of the year")), ("apart", Text("单独计税", "Apart")))),
    Term("tax.apart_until", Text("年终奖励可单独计税至", "Last month in which the reward may be taxed apart"), "month", (0, 40000),
         affects="take_home", idle_where=(("tax.reward", "together"),)),
    Term("tax.severance_exempt", Text("经济补偿免税额为当地年平均工资的倍数", "Severance free of tax, in local yearly mean wages"), "factor", (0, 100), affects="take_home"),
)
