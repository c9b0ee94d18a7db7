"""The disability levy, worked by hand: a hundred people with 4,000 yuan a month and a month of it at year end.

Each has 13 × 4,000 = 52,000 a year, all of them 5,200,000. With a share of 1.5 % set and nobody disabled among them,
1.5 people are missing: 1.5 × 52,000 = 78,000, of which 90 % are paid until the end of 2027 and all of it from 2028.
"""

from __future__ import annotations

from typing import Any

import pytest

from simlib import cost, project
from simlib.months import parse_month
from simlib.policy import Policy, PolicyError
from simlib.twin.twin import twin
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.people import roster

PAY: dict[str, Any] = {
    "rules.progression": "none",
    "rules.pay": "post_and_grade_sums",
    "pay.post_sum": 4000,
    "pay.grade_sum": 0,
    "pay.base_growth": 0,
    "pay.meals": 300,
}
EMPLOYED = "levy.employed_share"


@pytest.fixture(scope="module")
def alike(streets: Policy) -> Policy:
    return with_law(with_law(streets, NO_CHANCE), PAY)


def levied(law: Policy, people: int = 100, years: int = 2) -> list[float]:
    staff = roster(law, {f"person {number}": {} for number in range(people)})
    budget = cost(project(law, staff, years=years, replications=1, seed=1))
    return [int(fen) / 100 for fen in budget.of("disability_levy")[0]]


@pytest.mark.parametrize(
    ("employed", "due"),
    [
        (0, [70_200, 78_000]),  # 78,000 × 90 %, then all of it
        (0.005, [46_800, 52_000]),  # one person missing: 52,000 × 90 %
        (0.0099, [23_868, 26_520]),  # below 1 %: (1.5 − 0.99) × 52,000 = 26,520, × 90 %
        (0.01, [13_000, 26_000]),  # from 1 % on half of it: 0.5 × 52,000 = 26,000
        (0.015, [0, 0]),
        (0.03, [0, 0]),  # more than the share that is set: nothing comes back
    ],
)
def test_what_is_due_by_the_share_employed(alike: Policy, employed: float, due: list[float]):
    assert levied(alike.with_values({EMPLOYED: employed})) == due


def test_by_default_nothing_is_due(alike: Policy):
    assert levied(alike) == [0, 0]


def test_it_is_of_last_years_wages_in_the_first_year_of_its_own(alike: Policy):
    """5,000 from January 2028: 2028 still pays of 5,200,000, 2029 of 13 × 5,000 × 100 = 6,500,000, 1.5 %: 97,500."""
    dearer = alike.with_values({EMPLOYED: 0}).with_values({"pay.post_sum": 5000}, parse_month("2028-01"))
    assert levied(dearer, years=3) == [70_200, 78_000, 97_500]


def test_of_a_share_of_1_6_percent_or_of_other_wages(alike: Policy):
    """1.6 × 52,000 × 90 % = 74,880. Meals as wages: 52,000 + 12 × 300 = 55,600, × 1.5 × 90 % = 75,060."""
    nobody = alike.with_values({EMPLOYED: 0})
    assert levied(nobody.with_values({"levy.quota": 0.016}), years=1) == [74_880]
    assert levied(nobody.with_values({"contributions.wages": "yes"}), years=1) == [75_060]


def test_each_replication_is_rounded_once(alike: Policy):
    """One person of 4,000.01: 52,000.13 × 1.5 % × 90 % = 702.001755."""
    assert levied(alike.with_values({EMPLOYED: 0, "pay.post_sum": 4000.01}), people=1, years=1) == [702.00]


def test_the_twin_says_that_it_leaves_it_out(alike: Policy):
    due = alike.with_values({EMPLOYED: 0})
    with pytest.raises(PolicyError, match=r"levy\.quota"):
        twin(due, roster(due, {"one": {}}), years=1)
