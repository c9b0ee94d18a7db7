"""What an amount or an event rests on: the provisions in force, each with its clause and evidence.

`LINE_TERMS` and `EVENT_TERMS` name the terms that the price table and the rules read for each; a test changes every
term in turn and holds that exactly those lines move that name it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simlib.budget.contributions import CONTRIBUTIONS, LIMITS, UNION, wage_lines
from simlib.policy import Policy
from simlib.policy.files.own_items import OwnItem
from simlib.policy.items import ITEMS, MINIMUM, ContributionBase, each, earned_by_month, paid_by_month, personal
from simlib.policy.provision import Dated
from simlib.policy.term import Term
from simlib.text import Text

_SCALE = (
    "rules.pay",
    "pay.base",
    "pay.lowest_coefficient",
    "pay.coefficient_step",
    "pay.post_sum",
    "pay.grade_sum",
    "pay.base_growth",
    "pay.award_month",
    "rules.anchor",
    "anchor.series",
    "anchor.wage",
    "anchor.growth",
    "anchor.share",
    "anchor.lag_years",
    "rules.ramp",
    "ramp.share",
    "ramp.posts",
)
_WAGES = ("rules.contributions", "contributions.wages")


def _base(base: ContributionBase) -> tuple[str, ...]:
    """Return what a base rests on: what is counted in it and when it is set, floor and cap."""
    limits = (f"contributions.{LIMITS[base]}_{end}" for end in ("floor", "cap"))
    reset = "contributions.fund_reset" if base == "fund" else "contributions.insurance_reset"
    return (*_WAGES, reset, *limits, "contributions.limits_growth", "contributions.limits_month")


COUNTED_FROM = {  # no budget lines, but what some are counted from
    "full_pay": Text("全额月报酬", "a month's full pay"),
    "reward_month": Text("奖励的一个月报酬", "a month of reward"),
}
_OWN: dict[str, tuple[str, ...]] = {
    "basic_pay": (*_SCALE, "pay.performance_share"),
    "performance_pay": (*_SCALE, "pay.performance_share", "pay.performance_by_rating"),
    "year_end_reward": ("pay.year_end_months", "pay.year_end_sum"),
    "post_allowance": ("pay.post_allowance",),
    "education_allowance": ("pay.education_allowance",),
    "certificate_allowance": ("pay.certificate_allowance",),
    MINIMUM: ("pay.minimum_wage",),
    "meals": ("pay.meals",),
    "protected_pay": ("rules.conversion", "conversion.protection", *_SCALE[: _SCALE.index("rules.ramp")]),
    "protected_contributions": ("conversion.insured", *(f"contributions.{item}" for item in (*CONTRIBUTIONS, *UNION))),
    "insurance": ("welfare.insurance",),
    "check_up": ("welfare.check_up", "welfare.check_up_years"),
    "training": ("training.hours", "training.entry_hours", "training.yuan_per_hour"),
    "recruitment": ("recruitment.yuan_per_recruit",),
    **{line: (f"contributions.{line}", *_base(ITEMS[line].rate_of or "insured")) for line in CONTRIBUTIONS},
    "union_fund": ("contributions.union_fund", *_WAGES),
    "severance": (
        "severance.months_per_year",
        "severance.dismissed",
        "severance.wage_cap_multiple",
        "severance.cap_years",
        "severance.notice_months",
        "contributions.base_cap",
        "contributions.limits_growth",
        "contributions.limits_month",
    ),
}
_KEPT_BACK: dict[str, tuple[str, ...]] = {  # of what is deducted from pay
    "employee_pension": ("contributions.employee_pension", *_base("insured")),
    "employee_medical": ("contributions.employee_medical", *_base("medical")),
    "employee_unemployment": ("contributions.employee_unemployment", *_base("insured")),
    "employee_housing_fund": ("contributions.employee_fund", "contributions.employee_housing_fund",
                              "contributions.housing_fund", *_base("fund")),
    "income_tax": ("tax.monthly_deduction", "tax.bracket_above", "tax.rate", "tax.reward", "tax.apart_until",
                   "tax.severance_exempt"),
}  # fmt: skip
LINE_TERMS = {  # the terms of each budget line's own
    **_KEPT_BACK,
    "full_pay": _SCALE,
    "reward_month": (*_SCALE, "pay.reward_of"),
    **each("what a career rests on", _OWN, personal(ITEMS)),
}
_ALLOWANCES = tuple(line for line, item in ITEMS.items() if item.full_pay)
BUILT_ON: dict[str, tuple[str, ...]] = {  # the lines whose pay a line is counted from, bases of contributions apart
    "full_pay": _ALLOWANCES,
    "year_end_reward": ("reward_month",),
    MINIMUM: tuple(line for line in paid_by_month(ITEMS) if line != MINIMUM),
    "severance": earned_by_month(ITEMS),
    "protected_contributions": ("protected_pay",),
}
_ENTRY = ("entry.years_per_grade", "entry.education_lift", "grades.band")
_STEP = ("rules.progression", "progression.years_per_grade", "progression.grades_per_step", "progression.year_counts",
         "progression.failed_restarts")  # fmt: skip
_PROMOTION = ("rules.promotion", "promotion.first_call_excellent_years", "promotion.minimum_years_in_post",
              "promotion.posts_below", "promotion.rate")  # fmt: skip
_RETIREMENT = ("rules.retirement", "retirement.set_age", "retirement.original_age", "retirement.first_birth",
               "retirement.births_per_delay", "retirement.longest_delay")  # fmt: skip
_EXTENSION = ("rules.extension", "extension.posts", "extension.term_years", "extension.window_years",
              "extension.community_top_years", "extension.excellent_years", "extension.age", "extension.best_age",
              "retirement.late_limit")  # fmt: skip
EVENT_TERMS: dict[str, tuple[str, ...]] = {
    "starts": (),
    "joined": _ENTRY,
    "rated": ("progression.year_counts", "progression.failed_restarts"),
    "unrated": ("appraisal.minimum_months", "progression.year_counts"),
    "graded_up": _STEP,
    "converted": ("rules.conversion", *_ENTRY),
    "at_ceiling": ("grades.band",),
    "kept_at_ceiling": ("grades.band", *_STEP),
    "no_vacancy": _PROMOTION,
    "promoted": (*_PROMOTION, "rules.regrading", "regrading.steps_above", *_ENTRY),
    "ramp_step": ("rules.ramp", "ramp.share", "ramp.posts"),
    "certified": ("qualification.month",),
    "graduated": ("qualification.month", "qualification.degree_lifts_grade", "entry.education_lift", "grades.band"),
    "extended": _EXTENSION,
    "retired": _RETIREMENT,
    "dismissed": ("dismissal.failed_years", "dismissal.basic_years", "dismissal.protects_near_retirement"),
    "protected": ("dismissal.protects_near_retirement", *_RETIREMENT),
}


@dataclass(frozen=True, eq=False)
class Ground:
    """One provision that an amount or an event rests on: the value in force, with its clause and evidence.

    source  the document's title; empty where none gives the value
    """

    term: Term
    dated: Dated
    source: str


def line_terms(policy: Policy, line: str) -> tuple[str, ...]:
    """Return the terms of a budget line's own; of an item that the pack declares, its sum."""
    item = policy.lines.get(line)
    return (item.term.name,) if isinstance(item, OwnItem) else LINE_TERMS[line]


def built_on(policy: Policy, line: str) -> tuple[str, ...]:
    """Return the lines whose pay a line is counted from, besides its own terms; `COUNTED_FROM` are among them."""
    if line == "reward_month":
        reading = policy.provision("pay.reward_of")
        counted = any(reading.term.choices[int(dated.value)] == "full_pay" for dated in reading.values)
        return _ALLOWANCES if counted else ()
    rate_of = policy.lines[line].rate_of if line in policy.lines else None
    return _ever_wages(policy) if rate_of else BUILT_ON.get(line, ())


def _ever_wages(policy: Policy) -> tuple[str, ...]:
    """Return the lines that are wages at any time."""
    ever = [
        line for dated in policy.provisions["contributions.wages"].values for line in wage_lines(policy, dated.month)
    ]
    return tuple(dict.fromkeys(ever))


def line_grounds(policy: Policy, line: str, months: Iterable[int], one_certificate: bool = False) -> tuple[Ground, ...]:
    """Return what a budget line rests on in some months, its own terms alone (see `built_on`).

    one_certificate  for somebody whose education allowance is halved
    """
    halved = ("pay.one_certificate_share",) if one_certificate and line == "education_allowance" else ()
    return grounds(policy, (*line_terms(policy, line), *halved), months)


def grounds(policy: Policy, names: Iterable[str], months: Iterable[int]) -> tuple[Ground, ...]:
    """Return the provisions of these terms in force in some months, each once; those that no rule reads left out."""
    asked = tuple(dict.fromkeys(months))
    found: dict[int, Ground] = {}
    for term in (policy.terms[name] for name in names):
        for month in asked:
            given = policy.provisions.get(term.name)
            dated = given.find(month) if given and _is_read(policy, term, month) else None
            if dated is not None:
                found.setdefault(id(dated), Ground(term, dated, _title(policy, dated)))
    return tuple(found.values())


def _is_read(policy: Policy, term: Term, month: int) -> bool:
    """Return whether a rule in force in a month reads the term for one person's pay."""
    if term.group == "anchor" and policy.choice("rules.anchor", month) == "income_guaranteed":
        return False  # that is of the mean of all together
    return policy.reads(term, month)


def _title(policy: Policy, dated: Dated) -> str:
    return policy.sources[dated.source].title if dated.source in policy.sources else ""
