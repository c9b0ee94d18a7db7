"""Contributions of employer and person."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
TERMS = (
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
