"""Differences in pairs, with an interval worked out by itself."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, sqrt
from statistics import fmean, stdev
from typing import Any

import numpy as np
import pytest

from simlib import compare, cost, project
from simlib.analysis.compare import difference
from simlib.analysis.outcomes import OUTCOMES, outcomes_of
from simlib.policy import Policy, PolicyError
from simlib.population.person import FLOWS, LEAVING_FLOWS
from simlib.projection import Projection
from simlib.staff.opening import Staff

STUDENTS_T = {29: 2.0452, 199: 1.9720}  # two-sided 95 % points, from tables, to four places
REFORM = {"progression.years_per_grade": 2, "exits.resignation_level": 1.5}


@pytest.fixture(scope="module")
def before(streets: Policy, few: Staff) -> Projection:
    return _project(streets, few)


@pytest.fixture(scope="module")
def after(streets: Policy, few: Staff) -> Projection:
    return _project(streets.with_values(REFORM), few)


def _project(law: Policy, staff: Staff, **changed: Any) -> Projection:
    return project(law, staff, **{"years": 5, "replications": 30, "seed": 9, **changed})


@pytest.mark.parametrize("freedom", STUDENTS_T)
def test_the_interval_is_students_t_of_the_paired_differences(freedom: int):
    rng = np.random.default_rng(freedom)
    one = rng.normal(100, 20, freedom + 1)
    other = one + rng.normal(3, 2, freedom + 1)
    found = difference(one, other)
    paired = [b - a for a, b in zip(one.tolist(), other.tolist())]
    half = STUDENTS_T[freedom] * stdev(paired) / sqrt(len(paired))
    assert found.mean == pytest.approx(fmean(paired), rel=1e-12)
    assert found.error == pytest.approx(half, rel=0.0005 / STUDENTS_T[freedom])  # the table's and ours, together
    assert found.replications == freedom + 1 and found.clear
    assert found.error < 0.3 * 1.96 * sqrt(2 * 400 / freedom)  # unpaired, luck would drown it


def test_under_thirty_replications_there_is_no_interval():
    found = difference(np.arange(29.0), np.arange(29.0) + 1)
    assert found.mean == 1 and isnan(found.error) and not found.clear
    assert not isnan(difference(np.arange(30.0), np.arange(30.0)).error)


def test_no_difference_is_exactly_nothing_and_not_clear(before: Projection):
    for name, found in compare(before, before).headline.items():
        assert (found.mean, found.error, found.clear) == (0, 0, False), name


def test_the_headline_is_read_off_the_books(before: Projection, after: Projection):
    headline = compare(before, after).headline
    assert set(OUTCOMES) - set(headline) == {  # no grids, no norm by residents and no hours of training in this law
        "workers_per_10000", "workers_per_grid", "grids_with_own_worker", "training_hours", "cost_of_places",
    }  # fmt: skip
    for name, by_run in _figures(before).items():
        paired = _figures(after)[name] - by_run
        half = STUDENTS_T[29] * stdev(paired.tolist()) / sqrt(30)
        found = headline[name]
        assert (found.before, found.after) == pytest.approx((by_run.mean(), _figures(after)[name].mean())), name
        assert found.mean == pytest.approx(fmean(paired.tolist())), name
        assert found.error == pytest.approx(half, rel=0.0005), name
    assert headline["graded_up"].mean > 0 and headline["graded_up"].clear
    assert headline["resigned"].mean > 0 and headline["resigned"].clear


def _figures(run: Projection) -> dict[str, np.ndarray]:
    """Some outcomes by replication, over all years, from the books alone."""
    books, flows = run.books, list(FLOWS)
    at_end = books.in_post[:, -1].sum(axis=1)
    leaving = [flows.index(flow) for flow in LEAVING_FLOWS]
    return {
        "cost": cost(run).fen.sum(axis=(1, 2)) / 100,
        "in_post": at_end.sum(axis=1).astype(float),
        "vacancies": float(run.data["establishment"][-1].sum()) - at_end.sum(axis=1),
        "mean_grade": at_end @ np.arange(1, 19) / at_end.sum(axis=1),
        "joined": books.flows[:, :, flows.index("joined")].sum(axis=(1, 2)).astype(float),
        "left": books.flows[:, :, leaving].sum(axis=(1, 2, 3)).astype(float),
        "resigned": books.flows[:, :, flows.index("resigned")].sum(axis=(1, 2)).astype(float),
        "graded_up": books.flows[:, :, flows.index("graded_up")].sum(axis=(1, 2)).astype(float),
        "at_ceiling": books.blocked[:, -1, 0].astype(float),
    }


def test_years_add_to_the_whole_and_the_last_year_is_the_stock(before: Projection, after: Projection):
    comparison = compare(before, after)
    for name, outcome in outcomes_of(before.policy).items():
        years = [found.mean for found in comparison.by_year(name).values()]
        assert list(comparison.by_year(name)) == list(before.years)
        whole = sum(years) if outcome.over_years == "sum" else years[-1]
        assert whole == pytest.approx(comparison.headline[name].mean), name


def test_pairs_vary_less_than_strangers(before: Projection, after: Projection):
    """The same luck on both sides: the difference of cost varies far less than the costs themselves."""
    one, other = _figures(before)["cost"], _figures(after)["cost"]
    assert np.var(other - one, ddof=1) < np.var(one, ddof=1) + np.var(other, ddof=1)
    assert np.corrcoef(one, other)[0, 1] > 4 / sqrt(30)


def test_the_table_has_a_row_for_every_outcome(before: Projection, after: Projection):
    comparison = compare(before, after)
    assert list(comparison.table.index) == list(outcomes_of(before.policy))
    row = comparison.table.loc["resigned"]
    found = comparison.headline["resigned"]
    assert (row["difference"], row["simulation_error"]) == (found.mean, found.error)
    assert row["zh"] and row["en"] and row["unit"] == "people"


@pytest.mark.parametrize(
    ("name", "changed"), [("seed", {"seed": 10}), ("replications", {"replications": 31}), ("years", {"years": 6})]
)
def test_projections_that_are_not_paired_are_refused(
    streets: Policy, few: Staff, before: Projection, name: str, changed: dict[str, int]
):
    with pytest.raises(PolicyError, match=f"not paired: {name}"):
        compare(before, _project(streets, few, **changed))


def test_another_staff_is_refused_and_a_reordered_one_is_not(streets: Policy, few: Staff, before: Projection):
    with pytest.raises(PolicyError, match="not paired: staff_digest"):
        compare(before, _project(streets, few.without(0)))
    same = compare(before, _project(streets, few.reordered(np.arange(len(few))[::-1])))
    assert all(found.mean == 0 for found in same.headline.values())


def test_of_two_packs_the_staff_is_the_same_if_its_people_are(streets: Policy, few: Staff, before: Projection):
    """Another pack may grade the same people otherwise; under one policy that would be another staff."""
    records = few.records.copy()
    records["satisfactory_years"] = 0
    regraded = Staff(records, few.month, "graded anew")
    assert (regraded.people_digest, regraded.digest == few.digest) == (few.people_digest, False)
    other_pack = replace(streets, name="another")
    assert compare(before, _project(other_pack, regraded)).headline["graded_up"].mean < 0
    with pytest.raises(PolicyError, match="not paired: staff_digest"):
        compare(before, _project(streets, regraded))
    with pytest.raises(PolicyError, match="not paired: people_digest"):
        compare(before, _project(other_pack, regraded.without(0)))
