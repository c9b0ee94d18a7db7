"""The anchor wage through changes of law, worked by hand: what is past stays as it was."""

from __future__ import annotations

import pytest

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.anchor_wage import anchor_wage, award

FOLLOWS = {
    "rules.anchor": "base_follows",
    "anchor.series": "full_calibre",
    "anchor.growth": 0.1,
    "anchor.share": 1,
    "anchor.lag_years": 1,
    "pay.award_month": 1,
}
WAGES_FROM = parse_month("2024-12")


@pytest.fixture(scope="module")
def following(streets: Policy) -> Policy:
    """A base that is a month of last year's wage: 60,000 yuan in 2024, 10 % more each year."""
    return streets.with_values({"anchor.wage": 60_000, **FOLLOWS}, WAGES_FROM)


def test_a_growth_that_changes_later_leaves_past_wages_as_they_were(following: Policy):
    """66,000 in 2025, 72,600 in 2026; from then on 2 %: 74,052 in 2027. Not 60,000 × 1.02³ = 63,672.48."""
    slower = following.with_values({"anchor.growth": 0.02}, parse_month("2027-01"))
    for now, wage in (("2026-01", 66_000), ("2027-01", 72_600), ("2028-01", 74_052)):
        assert anchor_wage(slower, int(now[:4]), parse_month(now)) == 100 * wage
    assert slower.value("pay.base", "2028-03") == 617_100


def test_an_award_month_that_is_moved_leaves_the_award_already_made(following: Policy):
    """January 2028's award is by the 79,860 of 2027. Moved to July in March, it stands until that July."""
    later = following.with_values({"pay.award_month": 7}, parse_month("2028-03"))
    year_2028 = {month: award(later, parse_month(month))[0] for month in ("2028-02", "2028-04", "2028-06", "2028-07")}
    assert year_2028 == {"2028-02": 2028, "2028-04": 2028, "2028-06": 2028, "2028-07": 2028}
    assert [award(later, parse_month(month))[0] for month in ("2029-06", "2029-07")] == [2028, 2029]
    assert later.value("pay.base", "2028-04") == later.value("pay.base", "2028-01") == 665_500
