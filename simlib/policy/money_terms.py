"""Every term that decides about money alone: what is paid to whom, and who bears it."""

from __future__ import annotations

from simlib.policy.axes import WAGE_SERIES
from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
_COEFFICIENT, _SUMS = ("base_times_coefficient",), ("post_and_grade_sums",)  # options of rules.pay
_CONVERTED = ("by_service_and_education",)  # of rules.conversion
_ANCHORED = ("base_follows", "income_guaranteed")  # of rules.anchor
_FOLLOWS = ("rules.anchor", "base_follows")  # the anchor wage sets the base, where there is one
_NO_BASE_TO_FOLLOW = (_FOLLOWS, ("rules.pay", "post_and_grade_sums"))

PAY = (
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

CONVERSION = (
    Term("conversion.protection", Text("套改后工资低于套改前的", "Pay that a conversion would lower"), "choice", affects="pay",
         options=(("none", Text("不保留", "Is lowered")),
                  ("absorbed", Text("保留差额，今后增资时冲抵", "Is protected until later rises absorb it")),
                  ("kept", Text("保留差额，不冲抵", "Is protected for good"))), needed_by=_CONVERTED),
    Term("conversion.insured", Text("保留差额计入缴费基数", "Contributions are due on protected pay"), "yes_no", options=NO_YES,
         affects="pay", needed_by=_CONVERTED),
)

CONTRIBUTIONS = (
    Term("rules.contributions", Text("缴费基数口径", "What contributions are counted on"), "choice", affects="pay",
         options=(("last_year_mean", Text("上年月平均工资，含年终奖励", "Last year's mean monthly wages, reward included")),
                  ("this_month", Text("当月工资，不含年终奖励", "The month's wages, without the reward")))),
    Term("contributions.insurance_reset", Text("社保缴费基数核定月份", "Month in which insurance bases are set"), "month_of_year", (1, 12), (1, 12, 1),
         needed_by=("last_year_mean",), pays_too=True),
    Term("contributions.fund_reset", Text("公积金缴存基数核定月份", "Month in which housing-fund bases are set"), "month_of_year", (1, 12), (1, 12, 1),
         needed_by=("last_year_mean",), pays_too=True),
    Term("contributions.wages", Text("计入工资总额的项目", "Payments that are wages"), "yes_no", options=NO_YES, shape=("payment",), affects="pay"),
    Term("contributions.pension", Text("单位养老保险费率", "Employer pension rate"), "share", (0, 0.5), (0.1, 0.2, 0.005), affects="pay"),
    Term("contributions.medical", Text("单位医疗（含生育）保险费率", "Employer medical and maternity rate"), "share", (0, 0.5), (0.05, 0.1, 0.001), affects="pay"),
    Term("contributions.unemployment", Text("单位失业保险费率", "Employer unemployment rate"), "share", (0, 0.1), (0, 0.02, 0.001), affects="pay"),
    Term("contributions.injury", Text("单位工伤保险费率", "Employer work-injury rate"), "share", (0, 0.1), (0, 0.02, 0.001), affects="pay"),
    Term("contributions.housing_fund", Text("单位住房公积金比例", "Employer housing-fund rate"), "share", (0, 0.2), (0.05, 0.12, 0.01), affects="pay"),
    Term("contributions.union_fund", Text("工会经费比例", "Union fund rate"), "share", (0, 0.1), (0, 0.02, 0.005), affects="pay"),
    Term("contributions.base_floor", Text("社保缴费基数下限（医疗另列）", "Floor of the insurance base (medical apart)"), "yuan_per_month", (0, 100000), affects="pay", grows_with="contributions.limits_growth"),
    Term("contributions.base_cap", Text("社保缴费基数上限（医疗另列）", "Cap of the insurance base (medical apart)"), "yuan_per_month", (0, 1000000), affects="pay", grows_with="contributions.limits_growth"),
    Term("contributions.medical_floor", Text("医疗保险缴费基数下限", "Floor of the medical base"), "yuan_per_month", (0, 100000), affects="pay", grows_with="contributions.limits_growth"),
    Term("contributions.medical_cap", Text("医疗保险缴费基数上限", "Cap of the medical base"), "yuan_per_month", (0, 1000000), affects="pay", grows_with="contributions.limits_growth"),
    Term("contributions.fund_floor", Text("公积金缴存基数下限", "Floor of the housing-fund base"), "yuan_per_month", (0, 100000), affects="pay", grows_with="contributions.limits_growth"),
    Term("contributions.fund_cap", Text("公积金缴存基数上限", "Cap of the housing-fund base"), "yuan_per_month", (0, 1000000), affects="pay", grows_with="contributions.limits_growth"),
    Term("contributions.limits_growth", Text("缴费基数上下限年增长率", "Yearly growth of floors and caps"), "share", (-0.2, 0.5), (0, 0.08, 0.005), affects="pay", set_by="nobody", grows_in="contributions.limits_month"),
    Term("contributions.limits_month", Text("缴费基数调整月份", "Month floors and caps move"), "month_of_year", (1, 12), affects="pay", picks=True),
)

LEVY = (
    Term("levy.quota", Text("安排残疾人就业比例", "Share of disabled staff that is set"), "share", (0, 1), (0, 0.02, 0.001), affects="pay"),
    Term("levy.employed_share", Text("实际安排残疾人占在职职工的比例", "Share of disabled staff employed"), "share", (0, 1), (0, 0.02, 0.001), affects="pay",
         set_by="nobody"),
    Term("levy.payable_from_1_percent", Text("安排比例1%以上的缴费比例", "Part of the levy paid with at least 1 % disabled staff"), "share", (0, 1),
         (0, 1, 0.1), affects="pay"),
    Term("levy.payable_below", Text("安排比例1%以下的缴费比例", "Part of the levy paid with less than 1 %"), "share", (0, 1), (0, 1, 0.1), affects="pay"),
)

TAKE_HOME = (  # what is kept back from the person's pay: the employer pays none of it
    Term("contributions.employee_pension", Text("个人养老保险费率", "Employee pension rate"), "share", (0, 0.5), affects="take_home"),
    Term("contributions.employee_medical", Text("个人医疗保险费率", "Employee medical rate"), "share", (0, 0.5), affects="take_home"),
    Term("contributions.employee_unemployment", Text("个人失业保险费率", "Employee unemployment rate"), "share", (0, 0.1), affects="take_home"),
    Term("contributions.employee_fund", Text("职工公积金缴存比例", "Which housing-fund rate the employee pays"), "choice", affects="take_home",
         options=(("as_employer", Text("与单位相同", "The employer's")), ("own_rate", Text("另定比例", "One of its own")))),
    Term("contributions.employee_housing_fund", Text("职工公积金另定的比例", "Employee housing-fund rate of its own"), "share", (0, 0.2),
         affects="take_home", idle_where=(("contributions.employee_fund", "as_employer"),)),
)

INCOME_TAX = (
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

SEVERANCE = (
    Term("severance.months_per_year", Text("每满一年经济补偿月数", "Months of severance per year of service"), "months_of_pay", (0, 5), (0, 2, 0.5), affects="pay"),
    Term("severance.dismissed", Text("考核不合格辞退支付经济补偿", "Severance on dismissal after appraisal"), "yes_no", options=NO_YES, affects="pay"),
    Term("severance.wage_cap_multiple", Text("经济补偿月工资封顶倍数", "Local mean wages at which the wage of severance is capped"), "factor", (0.1, 100), (1, 5, 0.5), affects="pay"),
    Term("severance.notice_months", Text("代替提前通知支付的月工资", "Months of wages in lieu of notice"), "months_of_pay", (0, 12), (0, 2, 1), affects="pay"),
)

ANCHOR = (
    Term("rules.anchor", Text("与社会平均工资挂钩的方式", "What the anchor wage does"), "choice", affects="pay",
         options=(("none", Text("不挂钩，基数另行确定", "Nothing: the base is decided")),
                  ("base_follows", Text("基数随社会平均工资调整", "The base follows it")),
                  ("income_guaranteed", Text("人均收入不低于社会平均工资的规定比例", "Mean income is not below it")))),
    Term("anchor.series", Text("参照的平均工资口径", "Which average wage"), "choice", affects="pay",
         options=tuple(WAGE_SERIES.items()), needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, picks=True),
    Term("anchor.wage", Text("当年社会平均工资", "Average wage of the year"), "yuan_per_year", (0, 1_000_000), shape=("wage_series",),
         affects="pay", needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, set_by="nobody", grows_with="anchor.growth"),
    Term("anchor.growth", Text("社会平均工资年增长率", "Yearly growth of the average wage"), "share", (-0.2, 0.5), (0, 0.08, 0.005),
         shape=("wage_series",), affects="pay", needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, set_by="nobody"),
    Term("anchor.share", Text("占参照平均工资的比例", "Share of the anchor wage"), "factor", (0, 3), (0.3, 1.5, 0.05), affects="pay", needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW),
    Term("anchor.lag_years", Text("参照几年前的平均工资", "Years the anchor wage lies back"), "years", (0, 5), (0, 3, 1), affects="pay",
         needed_by=_ANCHORED,
         idle_where=_NO_BASE_TO_FOLLOW, picks=True),
)

RAMP = (
    Term("rules.ramp", Text("新聘人员按比例发放", "Part pay for new staff"), "choice",
         options=(("none", Text("全额发放", "Full pay at once")),
                  ("each_satisfactory_year", Text("合格满一年提高一档", "A step for each satisfactory year"))), pays_too=True),
    Term("ramp.share", Text("各年发放比例", "Share of pay by year"), "factor", (0, 1), shape=("ramp_step",), affects="pay",
         needed_by=("each_satisfactory_year",), apart="ramp_step"),
    Term("ramp.posts", Text("按比例发放的岗位", "Posts paid in part at first"), "yes_no", shape=("post",), affects="pay",
         needed_by=("each_satisfactory_year",), apart="ramp_step"),
)

WELFARE = (
    Term("welfare.insurance", Text("商业保险费", "Commercial insurance"), "yuan_per_year", (0, 50000), (0, 1000, 50), affects="pay"),
    Term("welfare.check_up", Text("每次体检费用", "Cost of a check-up"), "yuan", (0, 50000), (0, 2000, 100), affects="pay"),
    Term("welfare.check_up_years", Text("体检周期", "Years between check-ups"), "years", (1, 20), (1, 5, 1), affects="pay"),
)

TRAINING = (
    Term("training.hours", Text("每年培训学时", "Hours of training a year"), "hours", (0, 1000), shape=("post",), affects="pay"),
    Term("training.entry_hours", Text("上岗前培训学时", "Hours of training before taking up post"), "hours", (0, 1000), (0, 80, 4), affects="pay"),
    Term("training.yuan_per_hour", Text("每学时培训费用", "Cost of an hour of training"), "yuan", (0, 2000), (0, 100, 5), affects="pay"),
)

RECRUITING = (
    Term("recruitment.yuan_per_recruit", Text("每录用一人招聘费用", "Cost of recruiting one person"), "yuan", (0, 100_000), (0, 5000, 100),
         affects="pay", set_by="nobody"),
)

PRICES = (
    Term("prices.inflation", Text("物价年上涨率（折算不变价）", "Yearly inflation (for constant prices)"), "share", (-0.1, 0.3), (0, 0.05, 0.005),
         affects="pay", set_by="nobody", moves_total=False),
    Term("prices.discount_rate", Text("折现率", "Discount rate"), "share", (-0.1, 0.3), (0, 0.08, 0.005), affects="pay", moves_total=False),
)

GRID_MONEY = (
    Term("establishment.grid_service", Text("每网格服务经费", "Service money of each grid"), "yuan_per_year", (0, 5_000_000), (0, 100_000, 1000),
         affects="pay"),
)

FUNDING = (
    Term("funding.share", Text("各级财政分担比例", "Who bears each budget line"), "share", (0, 1), shape=("line", "funder"), affects="pay", adds_up=True, moves_total=False),
)
