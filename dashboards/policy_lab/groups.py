"""The usual levers of the policy lab, in four groups."""

from __future__ import annotations

from dashboards.levers import Groups
from simlib.text import Text

GROUPS: Groups = {
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
        ("establishment.coefficient_level", "recruitment.fill_share", "recruitment.lead_months",
         "establishment.class_coefficient", "establishment.norm", "establishment.residents_growth",
         "establishment.staff_per_grid", "establishment.review_change"),
    ),
    "pay": (
        Text("薪酬缴费", "Pay"),
        ("pay.base", "pay.post_sum", "pay.base_growth", "anchor.share", "pay.coefficient_step", "pay.performance_share",
         "ramp.share", "contributions.housing_fund"),
    ),
}  # fmt: skip
