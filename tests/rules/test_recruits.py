"""Recruitment: which places are approved, who takes them up, and what the recruits are like."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest

from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster

EVERY_VACANCY: dict[str, Any] = {
    "recruitment.month": 3,
    "recruitment.fill_share": 1,
    "recruitment.exam_yield": 1,
    "agency.workers": 0,
}


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nothing happens but recruitment for every vacant entry post, each March."""
    return with_law(with_law(streets, NO_CHANCE), EVERY_VACANCY)


def recruits(law: Policy, months: int, replication: int = 0, replications: int = 1) -> np.recarray:
    """Everybody who has joined by so many months, and the one who was there."""
    people = serving(after(law, roster(law, {"only": {}}), months, replications), replication)
    return people[people.joined >= (law.opening or 0)]


def vacant(law: Policy) -> int:
    """Entry posts to fill where one is filled."""
    return int(after(law, roster(law, {"only": {}}), 1).places.authorised[0].sum(axis=0)[3]) - 1


def within(found: int, of: int, share: float) -> bool:
    return abs(found - of * share) < 4 * sqrt(of * share * (1 - share))


def test_a_place_approved_is_not_approved_again(quiet: Policy):
    """They arrive two years later; the next March finds no vacancy."""
    law = with_law(quiet, {"recruitment.lead_months": 24})
    assert len(recruits(law, 40)) == vacant(law) > 200


def test_a_place_not_taken_up_is_vacant_again(quiet: Policy):
    """Half come of 2027's, and half of the rest of 2028's: three quarters of the vacancies by 2030."""
    law = with_law(quiet, {"recruitment.lead_months": 24, "recruitment.exam_yield": 0.5})
    joined = recruits(law, 40)
    assert within(len(joined), vacant(law), 0.75)
    first = int((joined.joined == parse_month("2029-03")).sum())
    assert within(first, vacant(law), 0.5)


def test_a_tenth_of_the_places_comes_at_a_yield_of_a_tenth(quiet: Policy):
    law = with_law(quiet, {"recruitment.lead_months": 0, "recruitment.exam_yield": 0.1})
    assert within(len(recruits(law, 3)), vacant(law), 0.1)


@pytest.mark.parametrize("share", [0.1, 0.8])
def test_the_share_of_women(quiet: Policy, share: float):
    joined = recruits(with_law(quiet, {"recruitment.lead_months": 0, "recruitment.female_share": share}), 3)
    assert within(int(joined.sex.sum()), len(joined), share)


@pytest.mark.parametrize("age", [16, 50])
def test_contributions_count_from_an_age_or_from_joining_if_that_is_earlier(quiet: Policy, age: int):
    values = {"recruitment.lead_months": 0, "retirement.contribution_start_age": age, "recruitment.highest_age": 45}
    joined = recruits(with_law(quiet, values), 3)
    expected = joined.birth + YEAR * age if age == 16 else joined.joined
    assert len(joined) > 200 and np.array_equal(joined.contribution_from, expected)
