"""A replication under futures is what it is alone: its policy lived, its staff drawn, run and priced by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simlib import cost, project
from simlib.budget.lines import BRANCHING
from simlib.futures import Futures, FuturesProjection, Spread, assumed_futures, project_futures, usual_futures
from simlib.futures.applied import immovable, lived
from simlib.memory import per_replication
from simlib.months import parse_month
from simlib.policy import TERMS, Policy
from simlib.rules.establishment import places_of
from simlib.simulation.clock import announced
from simlib.simulation.several_policies import NOT_SHARED
from simlib.staff.opening import DRAWS, Staff
from simlib.text import Text
from tests.conftest import BEFORE_THE_ROSTER
from tests.futures.test_projecting import RESIDENTS
from tests.whole import same

SEED, YEARS, REPLICATIONS = 23, 3, 6


def alone(run: FuturesProjection, staff: Staff, replication: int) -> None:
    """Assert that one replication has the books and the cost that it has by itself."""
    drawn = run.drawn.values[replication]
    law = lived(run.policy, run.futures, drawn)
    own = staff.draws[replication % len(staff.draws)]
    found = project(law, own, years=YEARS, replications=replication + 1, seed=SEED, workers=1)
    life, theirs = run.lives[replication], cost(run)
    mine = slice(replication, replication + 1)
    assert same(found.kept_by(run.plan.pay).books.part(replication, replication + 1), life.books)
    budget = cost(found)  # by the fewer cells that this future alone may need
    for line in theirs.lines:
        assert budget.of(line)[mine].tolist() == theirs.of(line)[mine].tolist(), line
    assert np.array_equal(budget.borne[mine], theirs.borne[mine])
    assert np.array_equal(found.authorised, run.authorised[replication])
    assert np.array_equal(cost(life).fen, theirs.fen[mine])


def moving(law: Policy, names: set[str], low: float = 0.9, high: float = 1.1) -> Futures:
    """Futures that move each of some terms, independently."""
    spreads = tuple(
        Spread(TERMS[name], Text("", ""), "uniform", "factor", 1.0, low, high)
        for name in sorted(names & {*law.provisions})
    )
    return Futures("moving", Text("", ""), spreads, gives_way=True)


MOVABLE = {name for name, term in TERMS.items() if not immovable(term)}


def lived_by(law: Policy, staff: Staff, futures: Futures, replications: int = REPLICATIONS) -> FuturesProjection:
    return project_futures(law, staff, futures, years=YEARS, replications=replications, seed=SEED)


ANCHOR = {
    "rules.anchor": "base_follows",
    "anchor.wage": {"private": 60_000, "nonprivate": 100_000, "full_calibre": 90_000},
    "anchor.series": "full_calibre",
    "anchor.share": 0.8,
    "anchor.lag_years": 1,
    "anchor.growth": {"private": 0.03, "nonprivate": 0.05, "full_calibre": 0.04},
}


@pytest.mark.parametrize("values", [{}, RESIDENTS, ANCHOR], ids=["own", "residents", "anchor"])
def test_under_the_usual_futures_each_is_what_it_is_alone(busier: Policy, few: Staff, values: Mapping[str, Any]):
    law = busier.with_values(values, BEFORE_THE_ROSTER if values is ANCHOR else None)
    run = lived_by(law, few, usual_futures(law))
    for replication in (0, 3, 5):
        alone(run, few, replication)


def test_with_everything_moved_that_calendar_and_prices_take_for_all_at_once(busier: Policy, few: Staff):
    futures = moving(busier, MOVABLE - NOT_SHARED - BRANCHING)
    assert len(futures.spreads) > 100
    run = lived_by(busier, few, futures, 4)
    for replication in range(4):
        alone(run, few, replication)


def test_with_what_each_has_a_plan_and_prices_of_its_own_for(busier: Policy, few: Staff):
    run = lived_by(busier, few, moving(busier, set(NOT_SHARED | BRANCHING), 0.5, 2.0), 3)
    for replication in range(3):
        alone(run, few, replication)


def test_from_within_a_year(busier: Policy, few: Staff):
    law = busier.opened(parse_month("2027-09"))
    run = lived_by(law, few, usual_futures(law), 3)
    for replication in range(3):
        alone(run, few, replication)


def test_under_the_packs_own_ranges(streets: Policy, few: Staff):
    run = lived_by(streets, few, replace(assumed_futures(streets), gives_way=True), 4)
    alone(run, few, 3)


class Listening(dict):  # type: ignore[type-arg]
    """Provisions that note which of them are asked for."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__(given)
        self.heard: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.heard.add(name)
        return super().__getitem__(name)


def test_what_calendar_and_places_read_is_known(busier: Policy):
    """Were it not, a future that moves it would be lived by the calendar of the policy as it was written."""
    listening = Listening(busier.provisions)
    law = replace(busier, provisions=listening)
    months = range(law.opening or 0, (law.opening or 0) + 12 * YEARS)
    announced(law, months)
    places_of(law, months)
    assert listening.heard & MOVABLE - {"absorption.month"} <= NOT_SHARED
    assert listening.heard & MOVABLE >= NOT_SHARED - {"establishment.review_years"}


def test_replications_open_with_one_draw_of_the_staff_after_another(streets: Policy, few: Staff):
    run = lived_by(streets, few, usual_futures(streets), DRAWS + 2)
    assert run.draw.tolist() == [*range(DRAWS), 0, 1] and run.provenance["staff_draws"] == DRAWS
    for replication in (1, DRAWS - 1, DRAWS + 1):
        law = lived(streets, run.futures, run.drawn.values[replication])
        plain = project(law, few.draws[replication % DRAWS], years=YEARS, replications=replication + 1, seed=SEED)
        assert np.array_equal(run.books.in_post[replication], plain.books.in_post[replication])
        assert run.lives[replication].plan.staff is few.draws[replication % DRAWS]
    assert not np.array_equal(run.books.by_age[0, 0], run.books.by_age[1, 0])
    assert run.books.in_post[:, 0].sum(axis=(1, 2)).tolist() == [len(few)] * (DRAWS + 2)
    centre = project_futures(
        streets, few, run.futures, years=1, replications=3, seed=SEED, at_centre=True
    )  # fmt: skip
    assert centre.draw.tolist() == [0, 0, 0]


def test_the_books_of_futures_fit_the_memory_that_was_reckoned_with(streets: Policy, few: Staff):
    run = lived_by(streets, few, usual_futures(streets), 40)
    counted = (one.counts.nbytes for kind in (run.books.pay, run.books.contributed) for one in kind)
    assert sum(counted) / 40 < per_replication(streets, len(few), YEARS)
    assert all("table" not in vars(life.plan) and "openings" not in vars(life.plan) for life in run.lives)
