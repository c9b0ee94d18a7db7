"""The December appraisal: shares failed and basic, and a quota of excellent counted over all who are rated."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from simlib.policy import Policy
from simlib.population.person import BASIC, EXCELLENT, FAILED, UNRATED
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster
from tests.twin.offices import TAKEN_UP, offices, young

PEOPLE, REPLICATIONS = 400, 5


def ratings(law: Policy, values: dict[str, object]) -> list[np.ndarray]:
    """The ratings of 400 assistants in December 2027, by replication."""
    quiet = with_law(with_law(law, NO_CHANCE), values)
    world = after(quiet, roster(quiet, {f"person {n}": {} for n in range(PEOPLE)}), 12, REPLICATIONS)
    return [serving(world, replication).rating for replication in range(REPLICATIONS)]


def test_each_share_is_its_own(streets: Policy):
    """Two in ten failed and one in ten basic, neither out of the other's."""
    found = np.concatenate(ratings(streets, {"appraisal.failed_rate": 0.2, "appraisal.basic_rate": 0.1}))
    for rating, share in ((FAILED, 0.2), (BASIC, 0.1)):
        error = sqrt(len(found) * share * (1 - share))
        assert abs((found == rating).sum() - len(found) * share) < 4 * error


def test_the_quota_is_a_share_of_all_who_are_rated(streets: Policy):
    """Four in ten of four hundred, though three in ten of them fail and cannot be excellent."""
    values = {"appraisal.failed_rate": 0.3, "appraisal.excellent_share": 0.4, "appraisal.scope": "district"}
    for rated in ratings(streets, {**values, "dismissal.failed_years": 0}):
        assert (rated == EXCELLENT).sum() == 160 and (rated == FAILED).sum() > 0


def test_who_came_too_late_to_be_rated_is_not_counted_in_the_quota(law: Policy):
    """A fifth of a hundred, not of the hundred and thirty whom thirty recruits of November make."""
    values = {"appraisal.excellent_share": 0.2, "appraisal.scope": "district", "recruitment.fill_share": 1,
              "recruitment.month": 7, "recruitment.lead_months": 4, **TAKEN_UP}  # fmt: skip
    full = with_law(offices(law, 10), values)
    found = serving(after(full, young(full, 100), 12), 0).rating
    assert len(found) == 130 and (found == UNRATED).sum() == 30
    assert (found == EXCELLENT).sum() == 20


def test_a_year_that_is_not_excellent_breaks_the_run(streets: Policy):
    """Two excellent years before: a third where everybody is, none where nobody is."""
    for share, run in ((1, 3), (0, 0)):
        quiet = with_law(with_law(streets, NO_CHANCE), {"appraisal.excellent_share": share})
        world = after(quiet, roster(quiet, {"one": {"rating": "excellent", "excellent_run": 2}}), 12)
        assert serving(world, 0).excellent_run.tolist() == [run]


@pytest.mark.parametrize(("share", "rounding", "people", "quota"), [(0.28, "up", 25, 7), (0.29, "down", 100, 29)])
def test_a_whole_quota_is_not_lost_to_the_last_bit(
    streets: Policy, share: float, rounding: str, people: int, quota: int
):
    """In doubles 0.28 × 25 is 7.000000000000001 and 0.29 × 100 is 28.999999999999996."""
    values = {"appraisal.excellent_share": share, "appraisal.rounding": rounding, "appraisal.scope": "district"}
    quiet = with_law(with_law(streets, NO_CHANCE), values)
    world = after(quiet, roster(quiet, {f"person {n}": {} for n in range(people)}), 12)
    assert (serving(world, 0).rating == EXCELLENT).sum() == quota
