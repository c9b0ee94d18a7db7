"""The pay expectations of worked examples: right ones hold, wrong ones fail, and say in which line."""

from __future__ import annotations

from typing import Any

import pytest

from simlib.policy import Policy
from tests.rules.runner import Outcome

SHARED = {"basic_pay": {"region": 0.3, "county": 0.7, "others": 0}, "others": {"county": 1, "others": 0}}
ONE = {"people": {"Li": {"grade": 3, "rating": "basic"}}, "years": 2, "law": {"funding.share": SHARED}}
RIGHT = [  # grade 3 of 4,800 yuan is 5,088.00 a month, 5,189.76 from July; half of performance pay after a basic year
    {"slip": "Li", "in": "2027-06", "basic_pay": 4070.40, "performance_pay": 508.80, "full_pay": 5088},
    {"slip": "Li", "in": "2027-07", "basic_pay": 4151.81, "performance_pay": 518.98},  # 4,151.808 and 518.976
    {"slip": "Li", "in": "2027-12", "performance_pay": 518.98},  # December comes before its appraisal
    {"slip": "Li", "in": "2028-01", "performance_pay": 1037.95},  # 1,037.952, satisfactory
    {"paid": 2027, "basic_pay": 49333.26, "year_end_reward": 5189.76},  # 6 × 4,070.40 + 6 × 4,151.81; a month
    {"borne": 2027, "line": "basic_pay", "region": 14799.98, "county": 34533.28},  # 30 % of 49,333.26 is 14,799.978
    {"borne": 2027, "line": "year_end_reward", "region": 0, "county": 5189.76, "street": 0},
]
WRONG = [
    ({"slip": "Li", "in": "2027-06", "basic_pay": 4070.41}, "basic_pay"),
    ({"slip": "Li", "in": "2027-06", "basic_pay": 4070.40, "total": 1}, "total"),
    ({"slip": "Li", "in": "2027-06", "year_end_reward": 0}, "not paid here: year_end_reward"),
    ({"slip": "Li", "in": "2027-06"}, "name at least one line"),
    ({"slip": "Li", "in": "2027-06", "basic_pay": 4070.405}, "no whole number of fen"),
    ({"paid": 2027, "pension": 0}, "pension"),
    ({"paid": 2028, "total": 0}, "total"),
    ({"paid": 2027, "severance": 1}, "severance"),
    ({"borne": 2027, "line": "basic_pay", "street": 1}, "street"),
    ({"borne": 2027, "county": 0}, "county"),
]


@pytest.fixture(scope="module")
def outcome(law: Policy) -> Outcome:
    return Outcome(law, ONE)


@pytest.mark.parametrize("expected", RIGHT)
def test_what_was_worked_out_holds(outcome: Outcome, expected: dict[str, Any]):
    outcome.check(expected)


@pytest.mark.parametrize(("expected", "said"), WRONG)
def test_what_is_wrong_fails_and_says_where(outcome: Outcome, expected: dict[str, Any], said: str):
    with pytest.raises(AssertionError, match=said):
        outcome.check(expected)


def test_a_slip_adds_up(outcome: Outcome):
    """Pay 4,579.20 and contributions of 16, 6.4, 0.5, 0.2, 8 and 2 % on it, each to the fen."""
    contributions = (732.67, 293.07, 22.90, 9.16, 366.34, 91.58)
    outcome.check({"slip": "Li", "in": "2027-06", "total": round(4579.20 + sum(contributions), 2)})
