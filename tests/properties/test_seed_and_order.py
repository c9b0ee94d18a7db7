"""Luck belongs to the seed, the replication and the person: to nothing else that a run has."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simlib.population.person import FLOWS
from simlib.population.world import World
from simlib.simulation import run as running
from tests.properties.cases import Case, cases, projected, seeds
from tests.simulation.lives import serving
from tests.whole import whole


def assert_same(one: running.Books, other: running.Books) -> None:
    """Every book, exactly."""
    theirs = whole(other)
    for name, book in whole(one).items():
        assert np.array_equal(book, theirs[name]), name


def test_another_seed_moves_every_random_quantity():
    """Everybody's bits and merit in every case; every flow and every book in some case."""
    moved: Counter[str] = Counter()

    @settings(max_examples=100)
    @given(cases(), seeds)
    def holds(case: Case, seed: int) -> None:
        assume(seed != case.seed)
        other = replace(case, seed=seed)
        for replication in range(case.replications):
            one, two = (_luck(end, replication) for end in (case.end, other.end))
            assert not {part for key in one.keys() & two.keys() for part in set(one[key]) & set(two[key])}
            assert (case.end.places.luck[replication] != other.end.places.luck[replication]).all()
        books, others = case.run.books, other.run.books
        all_books, all_others = whole(books), whole(others)
        quantities = {
            **{flow: (books.flows[:, :, n], others.flows[:, :, n]) for n, flow in enumerate(FLOWS)},
            **{book: (all_books[book], all_others[book]) for book in running.Books._fields},
        }
        moved.update({name: not np.array_equal(*both) for name, both in quantities.items()})

    holds()
    assert {name for name, times in moved.items() if times == 0} <= {"protected"}, moved  # few cases convert anybody


def _luck(end: World, replication: int) -> dict[int, tuple[int, float]]:
    return {int(p.key): (int(p.luck), float(p.merit)) for p in serving(end, replication)}


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_roster_moves_none(case: Case, random: object):
    order = list(range(len(case.staff)))
    random.shuffle(order)  # type: ignore[attr-defined]
    reordered = case.staff.reordered(order)
    assert reordered.digest == case.staff.digest
    assert_same(case.run.books, replace(case, staff=reordered).run.books)


@given(cases(), st.integers(1, 8), st.integers(1, 4), st.integers(1, 12))
def test_neither_batches_nor_workers_change_anything(case: Case, batch: int, workers: int, replications: int):
    usual = projected(case.law, case, replications=replications)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "BATCH", batch)
        assert_same(usual.books, projected(case.law, case, replications=replications, workers=workers).books)


@given(cases(), st.integers(1, 12))
def test_more_replications_extend_a_run(case: Case, more: int):
    longer = projected(case.law, case, replications=case.replications + more)
    assert_same(case.run.books, longer.books.part(0, case.replications))
    assert_same(case.run.extended(case.replications + more).books, longer.books)


@given(cases(), st.integers(1, 3))
def test_a_longer_run_begins_with_the_shorter_one(case: Case, more: int):
    """Terms that only a later year reads cannot reach back."""
    longer = replace(case, years=case.years + more).run.books
    for name in ("in_post", "by_age", "by_unit"):
        assert np.array_equal(getattr(case.run.books, name), getattr(longer, name)[:, : case.years + 1]), name
    for name in ("flows", "moves", "risen", "blocked"):
        assert np.array_equal(getattr(case.run.books, name), getattr(longer, name)[:, : case.years]), name
