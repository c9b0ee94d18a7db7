"""Amounts by year in the money that is asked for, and what the replications spread over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboards.costing.wish import Answer, Ceiling, Prices
from simlib.analysis.compare import Difference, difference
from simlib.analysis.outcomes import Costed
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.budget import Budget
from simlib.policy import Policy
from simlib.policy.term import FEN

RATES: dict[Prices, str] = {"constant": "prices.inflation", "present": "prices.discount_rate"}
MIDDLE = (2.5, 97.5)  # per cent of replications below low and high


@dataclass(frozen=True)
class Spread:
    """What is expected of some amounts, and what 95 % of the replications lie between (NaN from fewer than 30)."""

    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray


def spread(values: np.ndarray) -> Spread:
    """Return the spread of (replication, …) over replications."""
    expected = values.mean(axis=0)
    if len(values) < FEWEST_FOR_AN_INTERVAL:
        nothing = np.full_like(expected, np.nan, dtype=float)
        return Spread(expected, nothing, nothing)
    low, high = np.percentile(values, MIDDLE, axis=0)
    return Spread(expected, low, high)


def rate(policy: Policy, prices: Prices) -> float:
    """Return the yearly rate by which money of later years is brought back to the first; 0 for nominal amounts."""
    return float(policy.value(RATES[prices], policy.opening or 0)) if prices in RATES else 0.0


def back(answer: Answer, prices: Prices) -> np.ndarray:
    """Return by how much the money of each year is multiplied, shape (years,)."""
    return (1 + rate(answer.policy, prices)) ** -np.arange(len(answer.years), dtype=float)


def lines(answer: Answer, prices: Prices) -> np.ndarray:
    """Return the cost in yuan by (replication, year, line)."""
    return answer.after.budget.fen / FEN * back(answer, prices)[:, None]


def borne(answer: Answer, prices: Prices) -> np.ndarray:
    """Return who pays, in yuan by (replication, year, funder)."""
    return answer.after.budget.by_funder.values * back(answer, prices)[:, None]


def totals(answer: Answer, prices: Prices, budget: Budget | None = None) -> np.ndarray:
    """Return the cost in yuan by (replication, year), by default of the policy asked for."""
    return (budget or answer.after.budget).fen.sum(axis=2) / FEN * back(answer, prices)


def of_people(answer: Answer, prices: Prices, budget: Budget | None = None) -> np.ndarray:
    """Return of it what is paid to and for people, without the money of places."""
    return np.asarray((budget or answer.after.budget).of_people.values * back(answer, prices))


def against_law(answer: Answer, prices: Prices) -> Difference:
    """Return what the policy asked for costs more than the one in force over all years, at the same prices."""
    was, now = (totals(answer, prices, side.budget).sum(axis=1) for side in (answer.before, answer.after))
    return difference(was, now)


def heads(run: Costed) -> np.ndarray:
    """Return the people in post by (replication, year), the mean of both year ends."""
    at_end = run.projection.books.in_post.sum(axis=(2, 3))
    return np.asarray((at_end[:, 1:] + at_end[:, :-1]) / 2)


def first_ceiling(answer: Answer) -> Ceiling:
    """Return a ceiling to begin with: what the policy in force is expected to cost, rounded up to three digits."""
    cost = totals(answer, "nominal", answer.before.budget).mean(axis=0)
    return Ceiling(_up(float(cost.max())), 0.0, _up(float(cost.sum())))


def _up(yuan: float) -> float:
    step = 10.0 ** (np.floor(np.log10(max(yuan, 1.0))) - 2)
    return float(np.ceil(yuan / step) * step)
