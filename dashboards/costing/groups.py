"""The usual pay levers, in four groups; only terms of pay, which are priced without a simulation."""

from __future__ import annotations

from dashboards.levers import Groups
from simlib.policy.term import Term
from simlib.text import Text

GROUPS: Groups = {
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
        Text("物价与折现", "Prices"),
        ("prices.inflation", "prices.discount_rate"),
    ),
}  # fmt: skip


def pays(term: Term) -> bool:
    """Return whether a term is about pay alone."""
    return term.affects == "pay"
