"""As many replications as a precision takes: never too wide an interval, hardly more than needed, the same lives."""

from __future__ import annotations

from math import isclose, sqrt

import numpy as np
import pytest

from simlib import compare, project
from simlib.analysis.compare import difference
from simlib.analysis.outcomes import OUTCOMES, costed, whole
from simlib.analysis.precision import PILOT, Reached, cost_within, people_within, precise
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.whole import same

MOST = 400


@pytest.fixture(scope="module")
def pilot(streets: Policy, few: Staff) -> Projection:
    return project(streets, few, years=4, replications=PILOT, seed=5)


@pytest.fixture(scope="module")
def reform(streets: Policy, few: Staff) -> Projection:
    law = streets.with_values({"recruitment.fill_share": 0.7})
    return project(law, few, years=4, replications=PILOT, seed=5)


def error(run: Projection, outcome: str = "cost") -> float:
    values = whole(OUTCOMES[outcome], costed(run))
    return difference(np.zeros(len(values)), values).error


def test_a_pilot_that_is_precise_enough_is_left_as_it_is(pilot: Projection):
    (run,), reached = precise([pilot], cost_within(1.01 * error(pilot)), MOST)
    assert run is pilot
    assert reached.met and reached.found.error == error(pilot)


def test_the_run_is_extended_until_the_interval_is_as_narrow_as_wanted(pilot: Projection, streets: Policy, few: Staff):
    """A third of the pilot's width takes some nine times as many: luck may have gone far or less far in thirty."""
    wanted = error(pilot) / 3
    (run,), reached = precise([pilot], cost_within(wanted), MOST)
    assert reached.met and reached.found.error == error(run) <= wanted
    assert reached.found.replications == run.replications < MOST
    again = project(streets, few, years=4, replications=run.replications, seed=5)
    assert same(run.books, again.books)


def test_what_is_said_to_be_needed_is_the_fewest_by_how_far_luck_went():
    """n such that t × s ÷ √n is at most what is wanted, and with n − 1 more."""
    spread = np.resize([-1.0, 1.0], 1000)
    found = difference(np.zeros(1000), spread)
    for wanted in (0.01, 0.05, 0.2):
        needed = Reached(OUTCOMES["cost"], found, wanted).needed
        normal = (1.959964 * spread.std(ddof=1) / wanted) ** 2
        assert normal < needed < normal + 3  # Student's t asks for (z² + 1) ÷ 2 more
    assert Reached(OUTCOMES["cost"], found, 100.0).needed == PILOT


def test_a_share_is_of_the_mean_and_a_difference_of_what_was_before(pilot: Projection, reform: Projection):
    mean = whole(OUTCOMES["cost"], costed(pilot)).mean()
    for runs in ([pilot], [pilot, reform]):
        _, reached = precise(runs, cost_within(0.01, of_the_outcome=True), MOST)
        assert isclose(reached.wanted, 0.01 * mean, rel_tol=1e-12)


def test_both_sides_of_a_difference_are_extended_and_stay_paired(pilot: Projection, reform: Projection):
    first = compare(pilot, reform).headline["in_post"].error
    (before, after), reached = precise([pilot, reform], people_within(first / 2), MOST)
    found = compare(before, after).headline["in_post"]
    assert before.replications == after.replications > PILOT
    assert reached.met and found == reached.found
    assert found.error < error(before, "in_post") / sqrt(2)  # in pairs, so narrower than either side's own


def test_the_most_there_may_be_is_kept_and_said(pilot: Projection):
    (run,), reached = precise([pilot], cost_within(1.0), 60)
    assert run.replications == reached.found.replications == 60
    assert not reached.met and reached.needed > 60
