"""What one run says of another: twice the pay, and a later retirement."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simlib import cost
from simlib.budget.contributions import CONTRIBUTIONS
from simlib.policy import TERMS, Policy
from simlib.policy.items import ITEMS, paid_by_month
from simlib.population.world import MONTHS, REWARDED, SEVERANCE
from tests.properties.cases import Case, cases, projected
from tests.simulation.lives import serving

PAID = paid_by_month(ITEMS)
MONEY = [name for name, term in TERMS.items() if term.money]
FIXED_PRICES: dict[str, Any] = {  # growth is rounded each year, and an anchor twice: leave both out
    "pay.base_growth": 0,
    "contributions.limits_growth": 0,
    "rules.anchor": "none",
}
NO_COUPLING: dict[str, Any] = {
    "recruitment.fill_share": 0,  # a post kept is a post not recruited for
    "election.turnover_share": 0,  # nor one to be replaced in
    "rules.promotion": "none",  # nor one that others wait for: posts decide about channels and women's tracks
    "rules.institution": "none",
    "rules.extension": "none",  # whose years are looked at when the statutory age is near
    "retirement.early_share": 0,  # a month that has passed is not chosen: one that a later law moves here may be
}


@given(cases())
def test_twice_the_pay_is_twice_the_cost(case: Case):
    """To what rounding explains: a price is rounded for one person, so twice it is ≤ 1½ fen from the rounded double.

    Counted in whole fen that is 1 for each item paid; contributions are rounded of their sum, which may be as many off
    as there are items; full pay may be one less, and the reward is up to 12 months of it. Protected pay, the difference
    of two scales, is 2 off at most, with contributions at every rate. All else is exact.
    """
    law = case.law.with_values(FIXED_PRICES)
    before = projected(law, case)
    one, two = cost(before).fen, cost(before, _doubled(law)).fen
    counts = (before.books.pay[kind].by_period.sum(axis=1) for kind in (MONTHS, REWARDED, SEVERANCE))
    months, rewarded, halves = (each[:, None] for each in counts)
    allowed = {
        **dict.fromkeys(PAID, months),
        **{item: months * (len(PAID) * TERMS[f"contributions.{item}"].limits[1] + 1.5) for item in
           CONTRIBUTIONS},
        "protected_pay": months * 2,
        "protected_contributions": months * sum(
            2 * TERMS[f"contributions.{item}"].limits[1] + 1.5 for item in CONTRIBUTIONS
        ),
        "year_end_reward": rewarded * (12 * (len(PAID) - 1) + 1.5 + 1.5),
        "severance": halves * ((len(PAID) - 1) * TERMS["severance.months_per_year"].limits[1] / 2 + 1.5),
    }  # fmt: skip
    for n, line in enumerate(ITEMS):
        assert (np.abs(2 * one[:, :, n] - two[:, :, n]) <= allowed.get(line, 0)).all(), line


def _doubled(law: Policy) -> Policy:
    """Return the policy with every amount in each of its dates doubled; limits are those of what a file may write."""
    return replace(
        law,
        provisions={
            name: replace(p, values=tuple(replace(d, value=2 * np.asarray(d.value)[()]) for d in p.values))
            if name in MONEY
            else p
            for name, p in law.provisions.items()
        },
    )


def test_later_retirement_never_lowers_headcount_in_the_same_month():
    """Where nobody waits for a post (`NO_COUPLING`): who serves under the earlier age serves under the later one."""
    longer: Counter[bool] = Counter()

    @settings(max_examples=100)  # one in ten sees somebody stay longer
    @given(cases(), st.integers(12, 60))
    def holds(case: Case, months: int) -> None:
        ages = np.minimum(case.law.value("retirement.original_age", case.opening), 780)
        quiet = case.law.with_values({**NO_COUPLING, "rules.channel": _own_draw(case), "retirement.original_age": ages})
        later = quiet.with_values({"retirement.original_age": ages + months})
        both = (replace(case, law=law).month_ends() for law in (quiet, later))
        for (_, _, before), (_, _, after) in zip(*both):
            for replication in range(case.replications):
                stay, more = ({int(p.key) for p in serving(world, replication)} for world in (before, after))
                assert stay <= more
        longer[len(more) > len(stay)] += 1

    holds()
    assert min(longer[True], longer[False]) > 0, longer


def _own_draw(case: Case) -> str:
    """The channel as it is, unless people compete for its places."""
    choice = case.law.choice("rules.channel", case.opening)
    return "none" if choice == "share_of_posts" else choice
