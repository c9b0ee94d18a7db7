"""The exact twin of a projection: what is expected, and how far luck may move it, worked out without drawing any."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from simlib.months import YEAR, Years
from simlib.policy import Policy, PolicyError
from simlib.policy.problems import one_problem
from simlib.policy.term import FEN
from simlib.population.person import LEAVING_FLOWS
from simlib.staff.opening import Staff
from simlib.text import Text
from simlib.twin.expected_counts import DUE, ExpectedCounts, no_counts
from simlib.twin.expected_post import ExpectedPost
from simlib.twin.leaving import leaving
from simlib.twin.monthly_terms import MonthlyTerms, law_of
from simlib.twin.pricing import Pricing
from simlib.twin.quotas import obstacles
from simlib.twin.refilling import refilled
from simlib.twin.sums import ORDERS, cumulants


@dataclass(frozen=True)
class Twin:
    """What becomes of a staff under a policy in which people do not compete, exactly.

    Counts are arrays of cumulants, `order` 1 to 6 in front: the first is the expected number, the second its variance.

    in_post   (order, year, post, grade) people in post at year end; staff (order, year, post) in all grades
    covers    (year, post, grade, other) covariances of two grades of a post; people of two posts vary independently
    exits     (order, year, reason, post) people leaving during the year; gone (order, year, reason) from all posts
    months    (period, cell) expected person-months by pay period and cell, as the price table has them
    cost      (year, line) expected cost in yuan; cost_variance (year) of all lines together, yuan²
    joined    (year) recruits expected
    years     the calendar years; the first is a part-year where the policy opens within one

    Where posts are refilled one of them may lose two holders in a year: then exits from the entry post, and all of
    them, have an expectation only, and so has cost; the other values are NaN.
    """

    policy: Policy = field(repr=False)
    in_post: xr.DataArray = field(repr=False)
    covers: xr.DataArray = field(repr=False)
    staff: xr.DataArray = field(repr=False)
    exits: xr.DataArray = field(repr=False)
    gone: xr.DataArray = field(repr=False)
    months: np.ndarray = field(repr=False)
    cost: xr.DataArray = field(repr=False)
    cost_variance: xr.DataArray = field(repr=False)
    joined: xr.DataArray = field(repr=False)
    years: Years


def twin(policy: Policy, staff: Staff, *, years: int, vacant: int | None = None) -> Twin:
    """Return what is expected of a staff under a policy, exactly.

    years   whole years, 1 to 40; where the policy opens within a year, the rest of that year comes before them
    vacant  where vacant entry posts are refilled: how many are vacant at the opening, none of the places having more
            people than posts. None: nobody comes.

    Raises PolicyError for a policy under which people compete, naming every value that lets them and what to set
    (`without_quotas` sets them all); and where what is earned in post parts people into too many strands.
    """
    run_terms = law_of(policy, years)
    joined = np.zeros(len(run_terms.years))
    if vacant is not None and vacant < 0:
        what = Text("vacant 不能是 {vacant}", "vacant is {vacant}").of(vacant=vacant)
        raise one_problem(what, Text("请写不小于 0 的整数。", "Give a whole number, 0 or more."))
    if problems := obstacles(run_terms, vacant is not None):
        raise PolicyError(problems)
    prices = Pricing.of(run_terms)
    books = books_of(run_terms, prices, staff.records)
    if vacant is not None:
        books[-1], joined = refilled(run_terms, prices, books[-1], vacant)
    return _labelled(run_terms, prices, books, joined, renewed=vacant is not None)


def books_of(run_terms: MonthlyTerms, prices: Pricing, records: np.ndarray) -> list[ExpectedCounts]:
    """Return what is expected of the people of each post."""
    books = []
    for post in range(len(run_terms.policy.axis("post"))):
        mine = records[records["post"] == post]
        life = ExpectedPost(run_terms, prices, post, mine, leaving(run_terms, mine)) if len(mine) else None
        books.append(life.live() if life else no_counts(run_terms, prices, 0))
    return books


def _labelled(
    run_terms: MonthlyTerms, prices: Pricing, books: list[ExpectedCounts], joined: np.ndarray, renewed: bool
) -> Twin:
    policy = run_terms.policy
    axes = {
        "order": np.arange(1, ORDERS + 1),
        "year": np.array(run_terms.years),
        "post": list(policy.axis("post")),
        "grade": np.arange(1, policy.grades + 1),
        "other": np.arange(1, policy.grades + 1),
        "reason": list(LEAVING_FLOWS),
        "line": list(policy.lines),
    }

    def array(values: np.ndarray, *dims: str, unit: str = "people") -> xr.DataArray:
        return xr.DataArray(values, {dim: axes[dim] for dim in dims}, dims, attrs={"unit": unit})

    in_post = cumulants(_sums([book.in_post for book in books], 2))
    exits = cumulants(_sums([book.exits for book in books], 3))
    fen, variance = _cost(run_terms, prices, books, joined)
    if renewed:
        exits[1:, ..., -1], variance[:] = np.nan, np.nan
    return Twin(
        policy=policy,
        in_post=array(in_post, "order", "year", "post", "grade"),
        covers=array(_covariances(in_post[0], books), "year", "post", "grade", "other"),
        staff=array(cumulants(_sums([book.in_post.sum(axis=2) for book in books], 2)), "order", "year", "post"),
        exits=array(exits, "order", "year", "reason", "post"),
        gone=array(exits.sum(axis=3), "order", "year", "reason"),
        months=np.sum([book.months for book in books], axis=0),
        cost=array(fen / FEN, "year", "line", unit="yuan"),
        cost_variance=array(variance / FEN**2, "year", unit="yuan²"),
        joined=array(joined, "year"),
        years=run_terms.years,
    )


def _sums(chances: list[np.ndarray], axis: int) -> np.ndarray:
    """Return the sums over people (first axis) of the powers of their chances, powers in front, posts at `axis`."""
    by_post = [np.stack([(one**order).sum(axis=0) for order in range(1, ORDERS + 1)]) for one in chances]
    return np.stack(by_post, axis=axis)


def _covariances(expected: np.ndarray, books: list[ExpectedCounts]) -> np.ndarray:
    """Return the covariances (year, post, grade, grade): nobody is in two grades, so −Σ p q, and Σ p (1 − p) of one."""
    together = np.stack([np.einsum("nya,nyb->yab", book.in_post, book.in_post) for book in books], axis=1)
    return np.asarray(expected[..., None] * np.eye(expected.shape[-1]) - together)


def _cost(
    run_terms: MonthlyTerms, prices: Pricing, books: list[ExpectedCounts], joined: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the expected cost by year and line, and the variance of each year's, in fen."""
    months, rewarded, contributed = (
        np.sum([getattr(book, name) for book in books], axis=0) for name in ("months", "rewarded", "contributed")
    )
    due = {kind: np.sum([getattr(book, kind) for book in books], axis=0) for kind in DUE}
    table = prices.table
    by_period = {line: np.zeros(len(table.layout.starts)) for line in run_terms.policy.lines}
    for counts, of_cell in (
        (months, table.monthly),
        (rewarded, table.yearly),
        *((due[kind], {"severance": price}) for kind, price in table.severance.of_each.items()),
    ):
        for line, price in of_cell.items():
            by_period[line] += (counts * price).sum(axis=1)
    for line, fen in zip(prices.due, contributed.T, strict=True):
        by_period[line] += fen
    years = np.array(table.layout.starts) // YEAR
    cost = np.stack(
        [np.array([by_period[line][years == year].sum() for line in by_period]) for year in run_terms.years]
    )
    for line, by_year in ({"grid_service": table.grid_service} | _times(table.recruit, joined)).items():
        cost[:, list(by_period).index(line)] += by_year
    first, second = (np.concatenate([book.cost[k] for book in books]) for k in (0, 1))
    return cost, (second - first**2).sum(axis=0)


def _times(prices: dict[str, np.ndarray], number: np.ndarray) -> dict[str, np.ndarray]:
    return {line: price * number for line, price in prices.items()}
