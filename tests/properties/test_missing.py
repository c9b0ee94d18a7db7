"""A number without a value for its month is an error that names it, never a nought."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simlib import cost
from simlib.months import YEAR
from simlib.policy import TERMS, Policy
from simlib.policy.provision import Provision
from tests.properties.cases import Case, cases, projected

READ_BY_REPORTS = {"prices.inflation", "prices.discount_rate"}


def always_needed(case: Case) -> list[str]:
    """Every term that a run and its cost must know whenever they look, by the rules in force in each month."""
    months = {case.opening, *(month for month in case.law.changes() if month in case.plan.months)}
    return sorted(set.intersection(*(set(needed(case.law, month)) for month in months)))


def needed(law: Policy, month: int) -> list[str]:
    """Every term that they must know in a month."""
    names = []
    for name, term in TERMS.items():
        in_force = not term.needed_by or law.choice(term.rule, month) in term.needed_by
        if in_force and term.projected and name not in READ_BY_REPORTS:
            names.append(name)
    unread = set[str]()
    if "establishment.grids" not in law.provisions:
        unread.add("establishment.grid_service")  # there are no grids to pay for
    if law.value("absorption.month", month) != month:
        unread.add("absorption.people")  # nobody is absorbed
    if law.choice("retirement.late_by", month) == "month_drawn":
        unread.add("retirement.late_rate")
    if law.choice("rules.anchor", month) == "base_follows":
        unread |= {"pay.base", "pay.base_growth"}  # the anchor wage decides
        if law.choice("rules.pay", month) != "base_times_coefficient":
            unread |= {name for name in names if name.startswith("anchor.")}  # there is no base to decide
    return [name for name in names if name not in unread]


def beginning(law: Policy, name: str, month: int) -> Policy:
    """Return the policy with a term that has no value before a month."""
    provision = law.provisions[name]
    late = Provision(provision.term, (replace(provision.at(month), month=month),), provision.range)
    return replace(law, provisions={**law.provisions, name: late})


def test_a_term_that_begins_too_late_is_named():
    tried: Counter[str] = Counter()

    @given(cases(), st.data())
    def holds(case: Case, data: st.DataObject) -> None:
        some = st.lists(st.sampled_from(always_needed(case)), min_size=6, max_size=9, unique=True)
        for name in data.draw(some):
            late = beginning(case.law, name, case.opening + YEAR * case.years)
            with pytest.raises(ValueError, match="has no value") as error:
                cost(projected(late, case))
            assert name in str(error.value)
            tried[name] += 1

    holds()
    assert len(tried) > 60, sorted(TERMS.keys() - tried.keys())
