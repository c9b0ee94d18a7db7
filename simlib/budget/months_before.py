"""The months before a run: what they were paid by, and what was paid in those of the year in which it opens.

Who is in post when a run opens is taken to have been paid by the pay cell of the opening since January, or since
joining. Some of what is due is reckoned by the year, and a year has twelve months: severance, a guaranteed mean income,
the disability levy. Where a run opens within a year, the months before it count with those simulated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from simlib.budget.monthly_prices import pay_of
from simlib.budget.terms_by_month import TermsByMonth
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.policies import how_many
from simlib.population.world import MONTHS
from simlib.simulation.pay_layout import PayLayout, pay_layout
from simlib.simulation.run import Books


def priced_by(policy: Policy, months: range) -> tuple[int, ...]:
    """Return for each of some months before a run the month whose law prices it: itself, if the law is so old."""
    start = months.stop
    begun = [one.values[0].month for one in policy.provisions.values() if one.term.priced]
    since = max(months.start, max((month for month in begun if month <= start), default=start))
    if since == start:
        return (start,) * len(months)
    layout = pay_layout(policy, range(since, start))
    known = [layout.starts[period] for period in layout.of_month]
    return (since,) * (len(months) - len(known)) + tuple(known)


def months_before(layout: PayLayout) -> range:
    """Return the months before a run of the year in which it opens; none where that is a January."""
    opening = layout.starts[0]
    return range(opening - opening % YEAR, opening)


def monthly_before(policy: Policy, layout: PayLayout) -> dict[str, np.ndarray]:
    """Return what one of each pay cell was paid in each of those months, by item, (months, K) int64 fen."""
    if not (priced := priced_by(policy, months_before(layout))):
        return {}
    starts, which = np.unique(priced, return_inverse=True)
    terms = TermsByMonth(policy, tuple(starts.tolist()))
    rows = np.arange(len(starts) * terms.many).reshape(len(starts), -1)[which].ravel()
    return {item: price[rows] for item, price in pay_of(layout, terms, terms).items()}


def paid_before(policy: Policy, layout: PayLayout) -> dict[str, np.ndarray]:
    """Return what one of each pay cell was paid in all of those months, by item, each (K,) int64 fen.

    Of several policies together, (policies, K).
    """
    months, many = len(months_before(layout)), how_many(policy)
    each = {item: price.reshape(months, many, -1).sum(axis=0) for item, price in monthly_before(policy, layout).items()}
    return each if many > 1 else {item: price[0] for item, price in each.items()}


class Before(NamedTuple):
    """What the staff of the first pay period was paid in those months, by item, and its person-months; each (R,)."""

    amounts: Mapping[str, np.ndarray]
    months: np.ndarray

    @staticmethod
    def of(policy: Policy, layout: PayLayout, books: Books) -> Before:
        """Return it under a law for the staff of a run: nothing where it opens in a January."""
        served, months = books.pay[MONTHS], np.count_nonzero(layout.of_month == 0)
        paid = paid_before(policy, layout)
        prices = [np.pad(each[None], ((0, len(layout.starts) - 1), (0, 0))) for each in paid.values()]
        amounts = np.rint(served.times(prices)[:, :, 0] / months).astype(np.int64) if paid else ()
        staff = served.by_period[:, 0] / months
        return Before(dict(zip(paid, amounts, strict=True)), staff * len(months_before(layout)))

    def together(self, items: Iterable[str]) -> np.ndarray:
        """Return what some items came to, (R,) fen."""
        return np.sum([self.amounts[item] for item in items if item in self.amounts] or [0 * self.months], axis=0)
