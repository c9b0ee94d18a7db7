"""Pay: base, grades, allowances, rewards."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
_COEFFICIENT = ("base_times_coefficient",)
_SUMS = ("post_and_grade_sums",)
_FOLLOWS = ("rules.anchor", "base_follows")  # the anchor wage sets the base, where there is one

TERMS = (
    Term("rules.pay", Text("薪酬规则", "Rule of pay"), "choice", affects="pay",
         options=(("base_times_coefficient", Text("基数乘以等级系数", "Base times coefficient of the grade")),
                  ("post_and_grade_sums", Text("岗位数额加等级数额", "A sum for the post and a sum for the grade")))),
    Term("pay.base", Text("薪酬基数", "Pay base"), "yuan_per_month", (0, 100000), (2000, 8000, 50), affects="pay", needed_by=_COEFFICIENT,
         idle_where=(_FOLLOWS,), grows_with="pay.base_growth"),
    Term("pay.post_sum", Text("岗位工资（补贴）", "Monthly sum of the post"), "yuan_per_month", (0, 100000), shape=("post",), affects="pay",
         needed_by=_SUMS, grows_with="pay.base_growth"),
    Term("pay.grade_sum", Text("等级工资（补贴）", "Monthly sum of the grade"), "yuan_per_month", (0, 100000), shape=("grade",), affects="pay",
         needed_by=_SUMS, grows_with="pay.base_growth"),
    Term("pay.base_growth", Text("薪酬基数年增长率", "Yearly growth of the pay base"), "share", (-0.2, 0.5), (0, 0.08, 0.005), affects="pay",
         idle_where=(_FOLLOWS, ("rules.pay", "base_times_coefficient")), set_by="nobody", grows_in="pay.award_month"),
    Term("pay.award_month", Text("调资月份", "Month of the pay award"), "month_of_year", (1, 12), (1, 12, 1), affects="pay", picks=True),
    Term("pay.lowest_coefficient", Text("一级报酬系数", "Coefficient of grade 1"), "factor", (0.1, 5), (0.8, 1.5, 0.05), affects="pay",
         needed_by=_COEFFICIENT),
    Term("pay.coefficient_step", Text("每级系数级差", "Coefficient step per grade"), "factor", (0, 1), (0.01, 0.06, 0.005), affects="pay",
         needed_by=_COEFFICIENT),
    Term("pay.performance_share", Text("绩效报酬占比", "Share of performance pay"), "share", (0, 1), (0, 0.5, 0.05), affects="pay"),
    Term("pay.performance_by_rating", Text("各等次绩效报酬发放比例", "Performance pay by rating"), "factor", (0, 3), shape=("rating",), affects="pay"),
    Term("pay.year_end_months", Text("年终奖励月数", "Months of year-end reward by rating"), "months_of_pay", (0, 12), shape=("rating",), affects="pay"),
    Term("pay.reward_of", Text("年终奖励的一个月报酬", "What a month of year-end reward is"), "choice", affects="pay", picks=True,
         options=(("scale_pay", Text("基本报酬和绩效报酬", "Basic and performance pay")),
                  ("full_pay", Text("基本报酬、绩效报酬和津贴", "Basic and performance pay, and allowances")))),
    Term("pay.year_end_sum", Text("年终一次性奖励", "Sum paid at year end by rating"), "yuan", (0, 200000), shape=("rating",), affects="pay"),
    Term("pay.minimum_wage", Text("当地最低工资标准", "Local minimum wage"), "yuan_per_month", (0, 100000), (0, 4000, 10), affects="pay", set_by="nobody"),
    Term("pay.meals", Text("误餐（伙食）补贴", "Meal subsidy"), "yuan_per_month", (0, 5000), (0, 600, 50), affects="pay"),
    Term("pay.meals_in_cash", Text("误餐补贴以现金发给本人", "Meals are paid out in cash"), "yes_no", options=NO_YES, affects="take_home"),
    Term("pay.post_allowance", Text("岗位津贴", "Post allowance"), "yuan_per_month", (0, 20000), (0, 1000, 50), shape=("post",), affects="pay"),
    Term("pay.education_allowance", Text("学历津贴", "Education allowance"), "yuan_per_month", (0, 20000), shape=("education",), affects="pay", apart="education"),
    Term("pay.one_certificate_share", Text("学历学位只有其一的比例", "Share with only one of diploma and degree"), "share", (0, 1),
         (0, 0.5, 0.01), affects="pay", set_by="nobody", apart="education"),
    Term("pay.certificate_allowance", Text("职业津贴", "Certificate allowance"), "yuan_per_month", (0, 20000), shape=("certificate",), affects="pay", apart="certificate"),
)
