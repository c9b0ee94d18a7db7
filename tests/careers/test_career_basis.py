"""Each line of a slip names the terms that move it, and each item its clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from simlib.analysis.causes import CONVERSION_LINES
from simlib.careers.basis import built_on, line_terms
from simlib.careers.career import Career, career
from simlib.months import month_number, parse_month
from simlib.policy import TERMS, Policy
from simlib.policy.items import ITEMS, MINIMUM, personal

PERSONAL = personal(ITEMS)
CHANGED = {  # a value that differs, for every term that is read here and moves pay
    "pay.base": 5000, "pay.lowest_coefficient": 1.1, "pay.coefficient_step": 0.04, "pay.base_growth": 0.04,
    "pay.award_month": 12, "pay.performance_share": 0.3, "pay.performance_by_rating": [1, 1, 1, 1.2, 1.2],
    "pay.year_end_months": 2, "pay.reward_of": "full_pay", "pay.year_end_sum": 900, "pay.meals": 100,
    "pay.education_allowance": 300, "pay.certificate_allowance": 77, "pay.post_allowance": 88,
    "ramp.share": 0.7, "ramp.posts": "no", "rules.ramp": "none",
    "welfare.insurance": 1, "welfare.check_up": 9, "welfare.check_up_years": 3, "training.hours": 9,
    "recruitment.yuan_per_recruit": 9,
    "training.entry_hours": 9, "training.yuan_per_hour": 9,
    "pay.minimum_wage": 30000,
    "contributions.pension": 0.2, "contributions.medical": 0.1,
    "contributions.unemployment": 0.01, "contributions.injury": 0.01, "contributions.housing_fund": 0.12,
    "contributions.union_fund": 0.01, "contributions.base_floor": 6000, "contributions.base_cap": 4500,
    "contributions.fund_floor": 9000, "contributions.fund_cap": 4000, "contributions.limits_growth": 0.05,
    "contributions.medical_floor": 6500, "contributions.medical_cap": 4450,
    "contributions.limits_month": 12, "rules.contributions": "this_month", "contributions.insurance_reset": 1,
    "contributions.fund_reset": 12, "contributions.wages": "no",
    "severance.months_per_year": 2, "severance.dismissed": "no",
    "severance.wage_cap_multiple": 0.2, "severance.cap_years": 1, "severance.notice_months": 1,
}  # fmt: skip
SUMS = {"rules.pay": "post_and_grade_sums", "pay.post_sum": 3500, "pay.grade_sum": [3000 + 100 * g for g in range(18)]}
LIMITED = {
    "contributions.base_floor": 7000,
    "contributions.medical_floor": 7500,
    "contributions.fund_floor": 8000,
    "severance.wage_cap_multiple": 0.3,
}  # the floors are what counts, and the cap of severance
FLOORED = {"pay.minimum_wage": 20000}
ANCHORED = {"rules.anchor": "base_follows", "anchor.series": "private", "anchor.wage": [70000, 90000, 80000],
            "anchor.growth": 0.02, "anchor.share": 0.9, "anchor.lag_years": 1}  # fmt: skip
BEFORE = parse_month("2024-01")  # the wages of the years looked back at
YEARLY = ("pay.award_month", "contributions.limits_month")
SINCE_THE_BASE = parse_month("2026-07")  # an award in December 2026 more; later on Decembers have as many either way


def closure(law: Policy, line: str) -> set[str]:
    """Return every term that a line is said to rest on, through the lines it is built on too."""
    return {*line_terms(law, line)}.union(
        *(closure(law, other) for other in built_on(law, line) if other not in CONVERSION_LINES)
    )


def moved(before: Career, after_: Career) -> set[str]:
    return {
        line
        for line in PERSONAL
        for one, other in zip(before.months, after_.months, strict=True)
        if one.fen[line] != other.fen[line]
    }


def lives(policy: Policy) -> list[Career]:
    """A newcomer, and somebody dismissed who never got to full pay."""
    joins = career(policy, {"joined": "2027-01", "certificate": "social_worker"}, ratings=["satisfactory"], years=3)
    leaves = career(policy, {"joined": "2026-07"}, ratings=["basic", "failed"], years=3)
    return [joins, leaves]


def changes_of(start: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is changed, a term at a time, on a policy with these values; what nobody reads there is left out."""
    if start is ANCHORED:
        changed = {"rules.anchor": "none", "anchor.series": "nonprivate", "anchor.growth": 0.1, "anchor.lag_years": 2}
        return {name: {name: value} for name, value in (changed | {"anchor.wage": 80000, "anchor.share": 1}).items()}
    if start is SUMS:
        scale = ("pay.base", "pay.lowest_coefficient", "pay.coefficient_step")
        others = CHANGED | {"pay.post_sum": 3600, "pay.grade_sum": 2900}
        return {name: {name: value} for name, value in others.items() if name not in scale}
    above = {name for name in CHANGED if start is LIMITED and name.endswith("_cap")}  # a cap below those floors
    return {name: {name: value} for name, value in CHANGED.items() if name not in above} | {"rules.pay": SUMS}


def test_exactly_the_lines_move_that_name_the_term_that_is_changed(generous: Policy):
    """Each term that moves pay, in turn: on pay within the limits, below the floors, by sums, and on an anchor wage."""
    named = {
        line: closure(generous, line) for line in PERSONAL if line not in CONVERSION_LINES
    }  # nobody is converted here
    found: dict[str, set[str]] = {name: set() for name in set().union(*named.values())}
    for start in ({}, LIMITED, SUMS, ANCHORED):
        law = generous.with_values(start, BEFORE if start is ANCHORED else None)
        for floor in ({}, FLOORED):  # pay below the minimum wage is topped up, and the top-up alone moves with it
            floored, changes = law.with_values(floor), changes_of(start)
            before = lives(floored)
            for name in [name for name in changes if not floor or name in named[MINIMUM]]:
                since = BEFORE if start is ANCHORED else SINCE_THE_BASE if name in YEARLY else None
                for one, other in zip(before, lives(floored.with_values(changes[name], since)), strict=True):
                    found[name] |= moved(one, other)
    for name, lines in found.items():
        assert lines == {line for line in named if name in named[line]}, name
    paid = {name for name, term in TERMS.items() if term.affects == "pay" or term.group == "ramp" or term.pays_too}
    paid.add("severance.cap_years")
    of_nobody = {"funding.share", "establishment.grid_service", "prices.inflation", "prices.discount_rate"}
    of_nobody |= {"levy.quota", "levy.employed_share", "levy.payable_from_1_percent", "levy.payable_below"}
    of_nobody |= {"conversion.protection", "conversion.insured"}
    assert found.keys() == paid - of_nobody - {"pay.one_certificate_share"}  # a person has both, or lacks one


def test_whoever_lacks_the_diploma_or_the_degree_has_half_whatever_the_share_of_others(generous: Policy):
    """学历、学位只有其一的减半: nobody's own allowance is the mean over all."""
    law = generous.with_values({"pay.one_certificate_share": 0.3})
    both, one = (
        career(
            law,
            {"joined": "2015-01", "education": "master", "one_certificate": lacks},
            ratings=["satisfactory"],
            years=1,
        )
        for lacks in ("no", "yes")
    )
    assert both.months[0].fen["education_allowance"] == 200_00 and one.months[0].fen["education_allowance"] == 100_00
    named = [
        {ground.term.name for ground in life.grounds("education_allowance", [month_number(2027, 1)])}
        for life in (both, one)
    ]
    assert [("pay.one_certificate_share" in names) for names in named] == [False, True]


def test_each_item_says_the_clause_in_force_that_year(law: Policy):
    """A value that changes in a July stands on both clauses that year, on the new one afterwards."""
    raised = law.with_values({"contributions.pension": 0.18}, parse_month("2028-07"))
    found = career(raised, {"joined": "2015-01"}, ratings=["satisfactory"], years=3)
    rates = [
        [one.dated.written for item in found.items(slip) if item.line == "pension" for one in item.grounds
         if one.term.name == "contributions.pension"]
        for slip in found.years
    ]  # fmt: skip
    assert [list(map(str, year)) for year in rates] == [["0.16"], ["0.16", "0.18"], ["0.18"]]
    (pension,) = [item for item in found.items(found.years[0]) if item.line == "pension"]
    sourced = [one for one in pension.grounds if one.source and one.term.name.startswith("contributions.p")]
    assert {one.dated.evidence for one in sourced} == {"reported"} and all(one.source for one in sourced)
    assert [item.line for item in found.items(found.years[0])] == [
        line for line in PERSONAL if found.years[0].fen[line]
    ]


def test_terms_that_no_rule_in_force_reads_are_not_named(law: Policy):
    found = career(law, {"joined": "2015-01"}, ratings=["satisfactory"], years=1)
    (basic,) = [item for item in found.items(found.years[0]) if item.line == "basic_pay"]
    names = {one.term.name for one in basic.grounds}
    assert "pay.base" in names and not names & {"pay.post_sum", "ramp.share"}


def test_the_tables_have_a_row_for_each_year_and_month(law: Policy):
    found = career(law, {"joined": "2027-07"}, ratings=["satisfactory"], years=2)
    assert list(found.table.index) == [2027, 2028] and len(found.monthly_table) == 18
    assert found.table.loc[2027, "received"] == pytest.approx(found.monthly_table["received"][:6].sum())
    assert found.table.loc[2028, "total"] == found.years[1].total / 100
