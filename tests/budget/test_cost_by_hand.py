"""What one person costs, worked out by hand to the fen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from simlib import cost, project
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.items import ITEMS
from tests.budget.money import CAP, FLOOR, FUND, FUND_CAP, FUND_FLOOR, GROWTH, INSURANCE, MEDICAL, SEED, UNION, fen
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.people import roster


def alone(law: Policy, values: Mapping[str, Any] | None = None, years: int = 1, **traits: Any) -> dict[str, list[int]]:
    """What one person costs: fen by line and year."""
    policy = with_law(with_law(law, NO_CHANCE), values or {})
    run = project(policy, roster(policy, {"one": traits}), years=years, replications=1, seed=SEED)
    return {line: [int(fen) for fen in cost(run).fen[0, :, number]] for number, line in enumerate(ITEMS)}


def by_hand(base: Decimal, grade: int, growth: Decimal = GROWTH) -> dict[str, int]:
    """A satisfactory person's 2027: six months before the July award and six after, and a month's pay at the end."""
    coefficient = 1 + Decimal("0.03") * (grade - 1)
    total = dict.fromkeys(ITEMS, 0)
    for since in (Decimal(1), growth):
        pay = base * since * coefficient
        month = {"basic_pay": fen(pay * Decimal("0.8")), "performance_pay": fen(pay * Decimal("0.2"))}
        paid = Decimal(sum(month.values())) / 100
        insured = min(max(paid, FLOOR * since), CAP * since)
        month |= {item: fen(insured * rate) for item, rate in INSURANCE.items()}
        month["housing_fund"] = fen(min(max(paid, FUND_FLOOR * since), FUND_CAP * since) * FUND)
        month["union_fund"] = fen(paid * UNION)
        for line, amount in month.items():
            total[line] += 6 * amount
        total["year_end_reward"] = fen(pay)
    return total


def test_an_assistant_of_grade_3_on_4800_yuan(law: Policy):
    """5,088 yuan a month until June and 5,189.76 from July, worked out with pencil and paper."""
    found = alone(law, grade=3)
    assert found["basic_pay"] == [6 * 407040 + 6 * 415181]  # 4,070.40; 4,151.808
    assert found["performance_pay"] == [6 * 101760 + 6 * 103795]  # 1,017.60; 1,037.952
    assert found["pension"] == [6 * 81408 + 6 * 83036]  # 16 %
    assert found["medical"] == [6 * 32563 + 6 * 33214]  # 6.4 %: 325.632; 332.14464
    assert found["unemployment"] == [6 * 2544 + 6 * 2595]  # 0.5 %: 25.44; 25.9488
    assert found["injury"] == [6 * 1018 + 6 * 1038]  # 0.2 %: 10.176; 10.37952
    assert found["housing_fund"] == [6 * 40704 + 6 * 41518]  # 8 %
    assert found["union_fund"] == [6 * 10176 + 6 * 10380]  # 2 %
    assert found["year_end_reward"] == [518976]  # one month in December
    assert found["education_allowance"] == found["certificate_allowance"] == found["severance"] == [0]


@pytest.mark.parametrize(
    ("base", "grade", "clipped"),
    [
        (4800, 1, ""),
        (4800, 12, ""),
        (4000, 1, "floor"),
        (4000, 4, ""),
        (2000, 5, "floor"),
        (1900, 1, "fund floor"),
        (20000, 12, "cap"),
        (40000, 12, "fund cap"),
    ],
)
def test_pay_and_contributions_between_floor_and_cap(law: Policy, base: int, grade: int, clipped: str):
    pay = Decimal(base) * (1 + Decimal("0.03") * (grade - 1))
    assert {"": FLOOR < pay < CAP, "floor": pay < FLOOR, "cap": pay > CAP}.get(clipped, clipped.startswith("fund"))
    expected = by_hand(Decimal(base), grade)
    found = alone(_paid(law, base), grade=grade)
    assert {line: years[0] for line, years in found.items()} == expected


def _paid(law: Policy, base: int) -> Policy:
    """The same law with another pay base decided in July 2026, so that it grows in July 2027 like the pack's."""
    return law.with_values({"pay.base": base}, start=parse_month("2026-07"))


def test_a_certificate_is_paid_for_and_insured(law: Policy):
    bare, certified = alone(law, grade=3), alone(law, grade=3, certificate="social_worker")
    assert certified["certificate_allowance"] == [12 * 20000]
    assert certified["year_end_reward"] == bare["year_end_reward"]
    assert certified["pension"][0] - bare["pension"][0] == 12 * 3200
    assert certified["basic_pay"] == bare["basic_pay"]
    other = {"pay.reward_of": "full_pay"}  # the other reading counts it in the month of reward
    paid = [alone(law, other, grade=3, certificate=held)["year_end_reward"] for held in ("none", "social_worker")]
    assert paid == [bare["year_end_reward"], [bare["year_end_reward"][0] + 20000]]


@pytest.mark.parametrize(
    ("rating", "performance", "reward"),
    [("excellent_share", 1, Decimal("1.5")), ("basic_rate", Decimal("0.5"), 0), ("failed_rate", 0, 0)],
)
def test_the_rating_of_a_year_pays_performance_in_the_next_and_the_reward_at_once(
    law: Policy, rating: str, performance: Decimal, reward: Decimal
):
    found = alone(law, {f"appraisal.{rating}": 1, "dismissal.failed_years": 0, "pay.base_growth": 0}, years=2, grade=3)
    assert found["performance_pay"] == [12 * 101760, fen(12 * Decimal("1017.60") * Decimal(performance))]
    assert found["year_end_reward"] == [fen(5088 * Decimal(reward))] * 2
    assert found["basic_pay"] == [12 * 407040] * 2


def test_severance_is_months_of_the_mean_wage_of_the_year(law: Policy):
    """Joined in August 2019, dismissed in December 2027: 8 years and 5 months, 8½ months.

    After a failed year 2027 pays 4,800 × 1.06 × 0.8 = 4,070.40 yuan and, from July, 4,151.81: 49,333.26 in the year.
    """
    traits: dict[str, Any] = {"joined": "2019-08", "failed_run": 1, "rating": "failed", "grade": 3}
    found = alone(law, {"appraisal.failed_rate": 1}, **traits)
    assert found["severance"] == [fen(Decimal(17 * 4933326) / 2400)]
    assert alone(law, {"appraisal.failed_rate": 1, "severance.dismissed": "no"}, **traits)["severance"] == [0]


@pytest.mark.parametrize("limits", ["base", "medical", "fund"])
def test_floors_and_caps_that_move_in_july_cost_half_of_what_they_cost_from_january(law: Policy, limits: str):
    """A person paid under every floor contributes on the floor: 12 months of it, of which 6 or 12 have risen."""
    medical, others = {"medical": MEDICAL}, {line: rate for line, rate in INSURANCE.items() if line != "medical"}
    lines = {"base": others, "medical": medical, "fund": {"housing_fund": FUND}}[limits]
    start = parse_month("2026-07")
    floors = law.with_values({"pay.base": 1000, "pay.base_growth": 0, f"contributions.{limits}_floor": 5000}, start)
    still, july, january = (
        alone(floors.with_values({"contributions.limits_growth": growth, "contributions.limits_month": month}, start))
        for growth, month in ((0, 7), (0.1, 7), (0.1, 1))
    )
    for line, rate in lines.items():
        assert still[line] == [fen(12 * 5000 * rate)]
        assert january[line][0] - still[line][0] == fen(12 * 500 * rate)
        assert 2 * (july[line][0] - still[line][0]) == january[line][0] - still[line][0]


def test_an_award_raises_pay_from_its_month_and_again_a_year_later(law: Policy):
    """Two per cent in each July: 4,800, 4,896 and 4,993.92 yuan; a decision with a date sets the base itself."""
    basic = alone(law, years=3)["basic_pay"]
    months = [fen(Decimal(base) * Decimal("0.8")) for base in ("4800", "4896", "4993.92", "5093.80")]
    assert basic == [6 * first + 6 * then for first, then in pairwise(months)]
    decided = law.with_values({"pay.base": 5000}, parse_month("2028-04"))
    assert alone(decided, years=3)["basic_pay"][:2] == [basic[0], 3 * months[1] + 3 * 400000 + 6 * 408000]
