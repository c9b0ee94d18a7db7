"""Three widths with three names: worked out by hand, and none from too few."""

from __future__ import annotations

from math import isnan
from statistics import fmean, stdev

import numpy as np
import pytest

from simlib.analysis.compare import Comparison, compare, difference
from simlib.analysis.outcomes import OUTCOMES, costed, level_widths
from simlib.analysis.widths import NO_RANGE, Range, both_ends, error_of, percentiles, widths
from simlib.futures import Futures, load_futures, project_futures
from simlib.policy import Policy
from simlib.policy.packs import known_futures
from simlib.projection import Projection, project
from simlib.staff.opening import Staff

RUN = {"years": 3, "replications": 39, "seed": 9}
REFORM = {"progression.years_per_grade": 2}


def range_of(values: np.ndarray) -> Range:
    """The range of chance."""
    return widths(values).luck


def test_percentiles_stand_at_n_plus_1_positions():
    values = np.arange(1.0, 40.0)  # 39 of them: the k-th lowest is at k/40
    assert range_of(values) == Range(2.0, 38.0)  # 5 % of 40 is the second
    assert percentiles(values, (2.5, 97.5)).tolist() == [1.0, 39.0]  # the lowest and the highest
    assert percentiles(np.arange(1.0, 31.0), (5.0,)).tolist() == pytest.approx([1.55])  # 0.05 × 31


def test_there_is_none_from_fewer_than_thirty_and_95_percent_takes_39():
    assert range_of(np.arange(29.0)) is NO_RANGE
    assert range_of(np.arange(30.0)).known
    assert percentiles(np.arange(38.0), (2.5, 97.5)) is None
    assert percentiles(np.arange(39.0), (2.5, 97.5)) is not None
    assert isnan(error_of(np.arange(29.0))) and not isnan(error_of(np.arange(30.0)))


def test_nine_in_ten_of_what_is_drawn_next_lie_within():
    """By n + 1 positions the next draw lies within with 90 %, whatever it is drawn from: 20,000 trials of 30."""
    rng = np.random.default_rng(5)
    trials, n = 20_000, 30
    drawn = rng.exponential(1.0, (trials, n + 1))
    low, high = np.percentile(drawn[:, :n], (5, 95), axis=1, method="weibull")
    own = np.array([range_of(one[:n]) for one in drawn[:50]])
    assert np.allclose(own, np.stack([low, high], axis=1)[:50])
    share = np.mean((drawn[:, n] >= low) & (drawn[:, n] <= high))
    assert share == pytest.approx(0.90, abs=4 * (0.9 * 0.1 / trials) ** 0.5 + 0.01)  # interpolation: within a point


def test_the_error_is_of_the_mean_and_the_range_of_the_replications():
    values = np.random.default_rng(1).normal(100, 10, 200)
    found = widths(values, 100 + 2 * (values - 100))
    assert found.mean == pytest.approx(fmean(values)) and found.replications == found.wide_replications == 200
    assert found.error == pytest.approx(1.9720 * stdev(values) / 200**0.5, rel=0.0003)  # Student's t of a table
    assert found.wide == pytest.approx(tuple(100 + 2 * (end - 100) for end in found.luck))
    assert (found.luck.high - found.luck.low) / 2 > 10 * found.error  # what the two were mixed up by
    assert widths(values).wide is NO_RANGE and widths(values).wide_replications == 0


def test_the_range_with_the_assumptions_reaches_as_far_as_that_of_luck():
    """Of 39 the ends are the second lowest and the second highest; of another sample they may fall within."""
    luck, fallen, moved = np.arange(1.0, 40.0), np.arange(1.0, 40.0) / 2 + 10, np.arange(1.0, 40.0) + 5
    assert widths(luck, fallen).wide == widths(luck).luck == Range(2.0, 38.0)  # not 11 to 29
    assert widths(luck, moved).wide == Range(2.0, 43.0)  # of its own it is 7 to 43
    assert difference(np.zeros(39), luck, (np.zeros(39), moved)).wide == Range(2.0, 43.0)
    both = both_ends(np.stack([luck, luck], axis=1), np.stack([fallen, moved], axis=1))
    assert [ends.tolist() for ends in both if ends is not None] == [[[2, 2], [38, 38]], [[2, 2], [38, 43]]]
    assert widths(luck).wide is NO_RANGE and not widths(luck[:29], moved).luck.known


@pytest.fixture(scope="module")
def runs(streets: Policy, few: Staff) -> tuple[Projection, Projection]:
    return project(streets, few, **RUN), project(streets.with_values(REFORM), few, **RUN)


@pytest.fixture(scope="module")
def wide(streets: Policy, few: Staff, plausible: Futures) -> tuple[Projection, Projection]:
    laws = (streets, streets.with_values(REFORM))
    one, other = (project_futures(law, few, plausible, **RUN) for law in laws)
    return one, other


@pytest.fixture(scope="module")
def plausible() -> Futures:
    return load_futures(known_futures()["plausible"])


def test_a_comparison_has_all_three_of_the_paired_differences(runs, wide):
    found: Comparison = compare(*runs, wide)
    cost = [run.budget.total.values.sum(axis=1) for run in (found.before, found.after)]
    under = [run.wide.budget.total.values.sum(axis=1) for run in (found.before, found.after) if run.wide]
    mine = found.headline["cost"]
    assert mine.luck == range_of(cost[1] - cost[0]) and mine.wide == range_of(under[1] - under[0])
    assert mine.error == error_of(cost[1] - cost[0])
    assert found.by_year("cost")[2028].wide.known
    assert compare(*runs).headline["cost"].wide is NO_RANGE
    assert list(found.table.columns[-5:]) == ["simulation_error", "luck_low", "luck_high", "wide_low", "wide_high"]


def test_what_is_compared_under_futures_has_no_range_of_luck(wide):
    found = compare(*wide).headline["cost"]
    assert found.wide.known and not found.luck.known


def test_a_level_has_all_three(runs, wide):
    run = costed(runs[0], wide[0])
    found = level_widths(OUTCOMES["cost"], run, 2028)
    at = run.projection.years.index(2028)
    assert found.luck == range_of(run.budget.total.values[:, at])
    assert found.wide.low < found.luck.low and found.luck.high < found.wide.high
    assert level_widths(OUTCOMES["in_post"], run).mean == runs[0].books.in_post[:, -1].sum(axis=(1, 2)).mean()


def test_without_futures_nothing_is_wide():
    assert not difference(np.arange(30.0), np.arange(30.0)).wide.known
