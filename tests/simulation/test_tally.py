"""What is kept of the books: every count as it was written, and no room for those that are nothing."""

from __future__ import annotations

import numpy as np
import pytest

from simlib import load_policy, load_staff, project
from simlib.policy import Policy
from simlib.simulation.run import Books
from simlib.simulation.tally import tally, together
from simlib.staff.opening import Staff
from tests.conftest import BAOHE
from tests.whole import same

BOOK = np.zeros((3, 2, 4), np.int32)  # replications, periods, cells
BOOK[:, 0, 1] = (5, 0, 7)
BOOK[:, 1, 3] = (0, 0, 65_536)
BOOK[1, 1, 0] = 9


def test_only_places_in_which_anybody_was_are_kept():
    kept = tally(BOOK)
    assert kept.counts.shape == (3, 3)
    assert kept.periods.tolist() == [0, 1, 1] and kept.cells.tolist() == [1, 0, 3]
    assert np.array_equal(kept.whole, BOOK)


@pytest.mark.parametrize(
    ("count", "bytes_each"),
    [(255, 1), (256, 2), (65_535, 2), (65_536, 4), (2**31 - 1, 4), (2**31, 8), (-1, 4), (-(2**31), 4)],
)
def test_no_count_is_ever_wrapped(count: int, bytes_each: int):
    kept = tally(np.array([[[0, count]], [[0, 1]]], np.int64))
    assert kept.whole.tolist() == [[[0, count]], [[0, 1]]]
    assert kept.counts.itemsize == bytes_each


@pytest.mark.parametrize("parts", [(3,), (1, 2), (1, 1, 1)])
def test_runs_put_together_are_the_run_of_all(parts: tuple[int, ...]):
    """Each with places and a width of number of its own."""
    ends = np.cumsum(parts)
    kept = together([tally(BOOK[end - many : end]) for many, end in zip(parts, ends)])
    at_once = tally(BOOK)
    assert kept.shape == at_once.shape and np.array_equal(kept.at, at_once.at)
    assert np.array_equal(kept.counts, at_once.counts) and kept.counts.dtype == at_once.counts.dtype


def test_sums_are_those_of_the_whole_book():
    kept = tally(BOOK)
    assert np.array_equal(kept.by_period, BOOK.sum(axis=2))
    assert np.array_equal(kept.total, BOOK.sum(axis=0))
    assert np.array_equal(kept.by_cell([1]), BOOK[:, 1])
    assert np.array_equal(kept.by_cell([0, 1]), BOOK.sum(axis=1))
    assert np.array_equal(kept.part(1, 3).whole, BOOK[1:])
    assert np.shares_memory(kept.part(1, 3).counts, kept.counts)


def test_a_sum_of_narrow_counts_is_not_narrow():
    kept = tally(np.full((1, 1, 2), 200, np.int32))
    assert kept.counts.dtype == np.uint8
    assert kept.by_period.tolist() == [[400]] and kept.total.tolist() == [[200, 200]]
    assert tally(np.full((1, 2, 1), 200, np.int32)).by_cell([0, 1]).tolist() == [[400]]


def test_counts_times_prices_are_exact_to_the_fen():
    """As whole numbers of any length have it, up to 9 × 10¹⁵ fen."""
    random = np.random.default_rng(1)
    book = random.integers(0, 70_000, (7, 3, 500)) * (random.random((7, 3, 500)) < 0.3)
    prices = [random.integers(0, 10**9, (3, 500)) for _ in range(5)]
    found = tally(book.astype(np.int32)).times(prices)
    expected = [[[int(sum(map(int, one * price))) for one, price in zip(run, table)] for run in book.astype(object)]
                for table in prices]  # fmt: skip
    assert found.tolist() == expected
    assert 10**15 < found.max() < 2**53


def test_nothing_counted_costs_nothing():
    none = tally(np.zeros((2, 3, 0), np.int32))
    assert none.counts.shape == (2, 0) and none.whole.shape == (2, 3, 0)
    assert none.times([np.zeros((3, 0), np.int64)] * 2).tolist() == [[[0] * 3] * 2] * 2
    assert not tally(np.zeros((2, 3, 4), np.int32)).times([np.ones((3, 4), np.int64)]).any()


@pytest.fixture(scope="module")
def chain() -> Policy:
    return load_policy(BAOHE.parent / "growth_chain")


@pytest.fixture(scope="module")
def staff(chain: Policy) -> Staff:
    return load_staff(chain)


def test_a_thousand_replications_of_the_widest_pack_stay_under_400_mb(chain: Policy, staff: Staff):
    """Whole books are 1.7 MB a replication. New places are met as more replications run: no more than twice as many."""
    run = project(chain, staff, years=10, replications=20, seed=2027)
    assert 2 * kept(run.books) / 20 * 1000 < 400e6
    assert run.plan.pay.cells * len(run.plan.pay.starts) * 3 * 4 * 1000 > 1.7e9
    dearer = run.under(chain.with_values({"contributions.pension": 0.17}))
    assert dearer.books is run.books
    assert same(run.extended(23).books, project(chain, staff, years=10, replications=23, seed=2027).books)


def kept(books: Books) -> int:
    """The bytes that books take."""
    counted = [one for kinds in (books.protected, books.pay, books.contributed) for one in kinds]
    arrays = [book for book in books if isinstance(book, np.ndarray)]
    return sum(book.nbytes for book in (*arrays, *(part for one in counted for part in (one.at, one.counts))))
