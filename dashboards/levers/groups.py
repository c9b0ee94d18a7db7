"""The usual levers, in groups: what moves people, and what only moves money (priced without a simulation)."""

from __future__ import annotations

from dashboards.levers.panel import Groups
from simlib.text import Text

PEOPLE: Groups = {
    "grades": (
        Text("晋级考核", "Grades"),
        ("progression.years_per_grade", "appraisal.excellent_share", "promotion.scope",
         "promotion.minimum_years_in_post", "promotion.first_call_excellent_years"),
    ),
    "exits": (
        Text("退休退出", "Exits"),
        ("rules.retirement", "retirement.set_age", "retirement.women_55_share", "retirement.early_share",
         "retirement.late_share", "exits.resignation_level"),
    ),
    "staff": (
        Text("员额招聘", "Staff"),
        ("recruitment.freeze", "recruitment.delay_months", "establishment.coefficient_level", "recruitment.fill_share",
         "recruitment.lead_months", "establishment.class_coefficient", "establishment.norm",
         "establishment.residents_growth", "establishment.staff_per_grid", "establishment.review_change"),
    ),
}  # fmt: skip
MONEY: Groups = {
    "pay": (
        Text("工资", "Pay"),
        ("pay.base", "pay.post_sum", "pay.base_growth", "anchor.share", "anchor.growth", "pay.coefficient_step",
         "pay.performance_share", "pay.year_end_months", "pay.reward_of", "pay.year_end_sum", "ramp.share"),
    ),
    "allowances": (
        Text("津贴", "Allowances"),
        ("pay.post_allowance", "pay.certificate_allowance", "pay.education_allowance", "pay.meals",
         "welfare.insurance", "welfare.check_up", "establishment.grid_service"),
    ),
    "contributions": (
        Text("缴费", "Contributions"),
        ("contributions.housing_fund", "contributions.pension", "contributions.medical", "contributions.unemployment",
         "contributions.injury", "contributions.union_fund", "contributions.limits_growth"),
    ),
    "prices": (
        Text("物价折现", "Prices"),
        ("prices.inflation", "prices.discount_rate"),
    ),
}  # fmt: skip
