"""A projection whose replications each live under a future of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simlib import compare, cost, project
from simlib.analysis.explain import explain
from simlib.analysis.outcomes import OUTCOMES, costed
from simlib.futures import Futures, FuturesProjection, Spread, project_futures
from simlib.policy import TERMS, Policy, PolicyError
from simlib.projection import Projection
from simlib.simulation.run import Books, RunStopped, joined
from simlib.staff.opening import Staff
from simlib.text import Text
from tests.whole import same

SEED, YEARS = 11, 4
LEVEL, GROWTH, BASE = "exits.resignation_level", "pay.base_growth", "pay.base"
RESIDENTS = {
    "rules.establishment": "norm_per_population",
    "establishment.residents": 20_000,
    "establishment.residents_growth": 0.01,
    "establishment.norm": 14,
    "establishment.first_review": "2028-01",
    "establishment.review_years": 1,
}


@pytest.fixture(scope="module")
def few(few: Staff) -> Staff:
    """As it was first drawn, whichever replication: what is lived is compared with plain runs."""
    return replace(few, redraw=None)


def spread(name: str, works: Any, *values: float) -> Spread:
    """One of some values, each as likely."""
    middle = 1.0 if works == "factor" else 0.0
    return Spread(TERMS[name], Text("", ""), "one_of", works, middle, min(values), max(values), values=values)


def futures(*spreads: Spread) -> Futures:
    return Futures("made_up", Text("", ""), spreads)


TWO = futures(spread(LEVEL, "factor", 0.5, 2.0))
SEVERAL = futures(spread(LEVEL, "factor", 0.5, 1.0, 2.0), spread(GROWTH, "shift", -0.01, 0.0, 0.02))


def lived(law: Policy, staff: Staff, made: Futures, replications: int = 8, **more: Any) -> FuturesProjection:
    return project_futures(law, staff, made, years=YEARS, replications=replications, seed=SEED, **more)


def plain(law: Policy, staff: Staff, replications: int = 8, **values: Any) -> Projection:
    return project(law.with_values(values), staff, years=YEARS, replications=replications, seed=SEED)


def books(run: FuturesProjection) -> Books:
    """The books of all lives, put together anew."""
    return joined([life.books for life in run.lives])


def test_a_future_of_two_values_is_the_two_runs_replication_by_replication(streets: Policy, few: Staff):
    run = lived(streets, few, TWO)
    drawn = run.drawn.sel(term=LEVEL).values
    assert set(drawn) == {0.5, 2.0}
    runs = {value: plain(streets, few, **{LEVEL: value}) for value in (0.5, 2.0)}
    for r, value in enumerate(drawn):
        assert same(run.lives[r].books, runs[value].books.part(r, r + 1))
        assert np.array_equal(cost(run).fen[r], cost(runs[value]).fen[r])
    low, high = (OUTCOMES["resigned"].values(costed(runs[value])).sum(axis=1) for value in (0.5, 2.0))
    expected = np.where(drawn == 0.5, low, high).mean()
    assert OUTCOMES["resigned"].values(costed(run)).sum(axis=1).mean() == expected
    assert low.mean() < expected < high.mean()


def test_a_future_of_pay_costs_what_each_ones_run_costs(streets: Policy, few: Staff):
    """And moves nobody: no price is taken over from another's future."""
    run = lived(streets, few, futures(spread(GROWTH, "shift", -0.01, 0.02)))
    now = float(streets.value(GROWTH, streets.opening or 0))
    runs = {shift: plain(streets, few, **{GROWTH: now + shift}) for shift in (-0.01, 0.02)}
    drawn = run.drawn.values[:, 0]
    assert set(drawn) == set(runs) and same(books(run), plain(streets, few).books)
    for r, shift in enumerate(drawn):
        assert np.array_equal(cost(run).borne[r], cost(runs[shift]).borne[r])
    assert not np.array_equal(cost(runs[-0.01]).fen, cost(runs[0.02]).fen)


def test_at_the_centre_it_is_the_plain_projection_to_the_bit(streets: Policy, few: Staff):
    run, expected = lived(streets, few, SEVERAL, at_centre=True), plain(streets, few)
    assert same(books(run), expected.books)
    assert np.array_equal(cost(run).borne, cost(expected).borne)
    found, there = (
        {name: one.values(costed(each)) for name, one in OUTCOMES.items() if one.applies(streets)}
        for each in (run, expected)
    )
    assert all(np.array_equal(found[name], there[name]) for name in there)


def test_more_replications_and_other_workers_change_none_of_those_there(streets: Policy, few: Staff):
    short, long = lived(streets, few, SEVERAL, 4), lived(streets, few, SEVERAL, 9, workers=1)
    assert same(books(short), books(long).part(0, 4))
    assert np.array_equal(short.drawn.values, long.drawn.values[:4])
    extended = short.extended(9)
    assert same(books(extended), books(long)) and np.array_equal(extended.drawn.values, long.drawn.values)
    assert np.array_equal(cost(extended).fen, cost(long).fen)


def test_law_and_proposal_meet_the_same_futures_and_compare_in_pairs(streets: Policy, few: Staff):
    before = lived(streets, few, SEVERAL, 30)
    after = lived(streets.with_values({LEVEL: 0.5, "pay.base": 6000}), few, SEVERAL, 30)
    assert np.array_equal(before.drawn.values, after.drawn.values)
    expected = (cost(after).total - cost(before).total).sum("year").values
    found = compare(before, after).headline["cost"]
    assert found.mean == pytest.approx(expected.mean(), rel=1e-12) and found.error > 0
    for r, drawn in enumerate(after.drawn.sel(term=LEVEL).values):
        own = project(after.lives[r].policy, few, years=YEARS, replications=r + 1, seed=SEED)
        assert after.lives[r].policy.value(LEVEL, after.policy.opening or 0) == 0.5 * drawn
        if r < 3:
            assert same(own.books.part(r, r + 1), after.lives[r].books)


@pytest.mark.parametrize("other", [TWO, None], ids=["other futures", "no futures"])
def test_runs_under_different_futures_are_not_compared(streets: Policy, few: Staff, other: Futures | None):
    after = plain(streets, few) if other is None else lived(streets, few, other)
    with pytest.raises(PolicyError, match="not paired: futures_digest"):
        compare(lived(streets, few, SEVERAL), after)


def test_another_policys_pay_is_priced_in_each_ones_future(streets: Policy, few: Staff):
    reform = streets.with_values({GROWTH: 0.03, BASE: 5000})
    run, again = lived(streets, few, SEVERAL), lived(reform, few, SEVERAL)
    assert np.array_equal(cost(run, reform).fen, cost(again).fen)
    assert np.array_equal(cost(run.under(reform)).fen, cost(again).fen)
    assert not np.array_equal(cost(run, reform).fen, cost(run).fen)
    with pytest.raises(PolicyError, match="project it anew"):
        cost(run, reform.with_values({LEVEL: 3}))


def test_pay_counted_in_other_cells_by_other_futures_still_costs_right(streets: Policy, few: Staff):
    """An allowance that some futures have and others have not: all are counted by it, and by two without."""
    made = futures(spread("pay.certificate_allowance", "factor", 0.0, 1.0))
    start = streets.opening or 0
    assert np.any(streets.value("pay.certificate_allowance", start))
    run = lived(streets, few, made)
    runs = [plain(streets, few), plain(streets, few, **{"pay.certificate_allowance": 0})]
    for r, drawn in enumerate(run.drawn.values[:, 0]):
        assert np.array_equal(cost(run).fen[r], cost(runs[0 if drawn else 1]).fen[r])


def test_an_establishment_that_follows_residents_is_each_futures_own(streets: Policy, few: Staff):
    law = streets.with_values(RESIDENTS)
    name = "establishment.residents_growth"
    run = lived(law, few, futures(spread(name, "shift", -0.03, 0.03)))
    posts, empty = run.data["establishment"], OUTCOMES["vacancies"].values(costed(run))
    per = OUTCOMES["workers_per_10000"].values(costed(run))
    assert posts.dims == ("replication", "year", "post")
    runs = {shift: plain(law, few, **{name: 0.01 + shift}) for shift in (-0.03, 0.03)}
    assert not np.array_equal(*(one.data["establishment"].values for one in runs.values()))
    for r, shift in enumerate(run.drawn.values[:, 0]):
        own = costed(runs[shift])
        assert np.array_equal(posts[r].values, own.projection.data["establishment"].values)
        assert np.array_equal(empty[r], OUTCOMES["vacancies"].values(own)[r])
        assert per[r] == pytest.approx(OUTCOMES["workers_per_10000"].values(own)[r], rel=1e-12)


def test_what_was_drawn_stands_beside_the_results(streets: Policy, few: Staff):
    run = lived(streets, few, SEVERAL)
    assert run.data["future"].dims == ("replication", "term")
    assert run.data["future"].sel(term=GROWTH).values.tolist() == [
        drawn[1] for drawn in (one.drawn for one in run.lives)
    ]
    assert run.data["in_post"].shape[0] == 8
    assert run.provenance["futures"] == "made_up" and run.provenance["futures_digest"] == SEVERAL.digest
    assert run.provenance["policy_digest"] == streets.digest


def test_the_same_futures_may_be_lived_with_other_luck(streets: Policy, few: Staff):
    """`futures_seed` names the futures apart from the luck: what a nested split of the variance needs."""
    run, other = lived(streets, few, SEVERAL), project_futures(
        streets, few, SEVERAL, years=YEARS, replications=8, seed=SEED + 1, futures_seed=SEED
    )  # fmt: skip
    assert np.array_equal(run.drawn.values, other.drawn.values) and not same(books(run), books(other))
    own = project(other.lives[0].policy, few, years=YEARS, replications=1, seed=SEED + 1)
    assert same(other.lives[0].books, own.books)
    assert other.provenance["futures_seed"] == SEED and run.provenance["futures_seed"] == SEED
    assert np.array_equal(run.extended(9).drawn.values, other.extended(9).drawn.values)
    with pytest.raises(PolicyError, match="futures_seed is -1"):
        project_futures(streets, few, SEVERAL, years=1, replications=1, seed=1, futures_seed=-1)


def test_what_changed_the_cost_is_not_explained_across_futures(streets: Policy, few: Staff):
    with pytest.raises(PolicyError, match="Explain the projection without futures"):
        explain(lived(streets, few, SEVERAL))


def test_progress_counts_up_and_stop_stops(streets: Policy, few: Staff):
    told: list[tuple[int, int]] = []
    lived(streets, few, TWO, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8) and sorted(told) == told
    with pytest.raises(RunStopped):
        lived(streets, few, TWO, stop=lambda: True)


@pytest.mark.parametrize(("name", "number"), [("years", 0), ("replications", 0), ("seed", -1)])
def test_numbers_out_of_range_are_refused_as_project_refuses_them(streets: Policy, few: Staff, name: str, number: int):
    asked = {"years": 1, "replications": 1, "seed": 1, name: number}
    with pytest.raises(PolicyError, match=f"{name} is {number}"):
        project_futures(streets, few, TWO, **asked)
