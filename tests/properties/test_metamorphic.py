"""What one run says of another: twice the pay, and a later retirement."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simlib import cost
from simlib.budget.contributions import CONTRIBUTIONS, UNION
from simlib.policy import TERMS, Policy
from simlib.policy.items import ITEMS, MINIMUM, paid_by_month
from simlib.population.world import COUNTS
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
    "dismissal.protects_near_retirement": "no",  # nor one that a later age keeps longer in danger
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

    Counted in whole fen that is 1 for each item paid, and their number for what fills a gap up to a minimum. The reward
    is up to 12 months of a pay one less. A month's wages, and last year's mean with a 12th of the reward, are as many
    off as there are items, and contributions, severance and levy are rates of these. Protected pay, the difference of
    two scales, is 2 off at most, with contributions at every rate. All else is exact.
    """
    law = case.law.with_values(FIXED_PRICES)
    before = projected(law, case)
    one, two = cost(before).fen, cost(before, _doubled(law)).fen
    counts = (before.books.pay[kind].by_period.sum(axis=1) for kind in range(len(COUNTS)))
    months, rewarded, halves, _, noticed = (each[:, None] for each in counts)
    wage, reward, most = 2 * len(PAID), 12 * (len(PAID) - 1) + 3, {name: term.limits[1] for name, term in TERMS.items()}
    mean = wage + reward / 12 + 1.5
    allowed = {
        **dict.fromkeys(PAID, months),
        MINIMUM: months * len(PAID),
        **{item: months * (mean * most[f"contributions.{item}"] + 1.5) for item in CONTRIBUTIONS},
        "union_fund": months * (wage * most["contributions.union_fund"] + 1.5)
        + rewarded * (reward * most["contributions.union_fund"] + 1.5),
        "protected_pay": months * 2,
        "protected_contributions": months * sum(
            2 * most[f"contributions.{item}"] + 1.5 for item in (*CONTRIBUTIONS, *UNION)
        ),
        "year_end_reward": rewarded * reward,
        "severance": halves * (wage * most["severance.months_per_year"] / 2 + 1.5)
        + noticed * (wage * most["severance.notice_months"] + 1.5),
        "disability_levy": (months * (wage + 2) + rewarded * reward) * most["levy.quota"] + 1.5,
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
    """Where nobody waits for a post (`NO_COUPLING`): who serves under the earlier age serves under the later one.

    Not so whoever is past the earlier age at the opening: to be in post still is to have chosen to stay, and a later
    age leaves nothing to choose.
    """
    longer: Counter[bool] = Counter()

    @settings(max_examples=100)  # one in ten sees somebody stay longer
    @given(cases(), st.integers(12, 60))
    def holds(case: Case, months: int) -> None:
        ages = np.minimum(case.law.value("retirement.original_age", case.opening), 780)
        quiet = case.law.with_values({**NO_COUPLING, "rules.channel": _own_draw(case), "retirement.original_age": ages})
        later = quiet.with_values({"retirement.original_age": ages + months})
        people = case.staff.records
        own = np.append(ages, ages.min())[people["track"]]  # the last: by the post, whichever that makes it
        chose = set(people["key"][people["birth"] + own <= case.opening].tolist())
        both = (replace(case, law=law).month_ends() for law in (quiet, later))
        for (_, _, before), (_, _, after) in zip(*both):
            for replication in range(case.replications):
                stay, more = ({int(p.key) for p in serving(world, replication)} for world in (before, after))
                assert stay - chose <= more
        longer[len(more) > len(stay)] += 1

    holds()
    assert min(longer[True], longer[False]) > 0, longer


def _own_draw(case: Case) -> str:
    """The channel as it is, unless people compete for its places."""
    choice = case.law.choice("rules.channel", case.opening)
    return "none" if choice == "share_of_posts" else choice
