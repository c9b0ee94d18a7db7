"""Amounts by year in the money that is asked for, and what the replications spread over."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from dashboards.costing.request import Ceiling, PriceLevel
from dashboards.shell.request import Answer
from simlib.analysis.compare import Difference, difference
from simlib.analysis.outcomes import Costed
from simlib.analysis.widths import Widths, widths
from simlib.policy import Policy
from simlib.policy.term import FEN
from simlib.text import Text

PRICES: tuple[tuple[Text, PriceLevel], ...] = (
    (Text("当年价", "Nominal"), "nominal"),
    (Text("不变价", "Constant prices"), "constant"),
    (Text("现值", "Present value"), "present"),
)
RATES: dict[PriceLevel, str] = {"constant": "prices.inflation", "present": "prices.discount_rate"}


class YearAmounts(NamedTuple):
    """What something comes to, by (replication, …); `wide` under futures, None where those were not run."""

    plain: np.ndarray
    wide: np.ndarray | None = None

    def each(self, of: Callable[[np.ndarray], np.ndarray]) -> YearAmounts:
        """Return the same of both."""
        return YearAmounts(of(self.plain), None if self.wide is None else of(self.wide))

    def over(self, others: YearAmounts) -> YearAmounts:
        """Return these by others, such as an amount by head."""
        wide = None if self.wide is None or others.wide is None else self.wide / np.maximum(others.wide, 1)
        return YearAmounts(self.plain / np.maximum(others.plain, 1), wide)

    @property
    def mean(self) -> np.ndarray:
        """The mean over the replications, assumptions at their centre."""
        return np.asarray(self.plain.mean(axis=0))

    @property
    def widths(self) -> Widths:
        """How wide amounts (replications,) are."""
        return widths(self.plain, self.wide)

    def above(self, before: YearAmounts) -> Difference:
        """Return the paired difference of amounts (replications,)."""
        wide = None if self.wide is None or before.wide is None else (before.wide, self.wide)
        return difference(before.plain, self.plain, wide)


def read(run: Costed, of: Callable[[Costed], np.ndarray]) -> YearAmounts:
    """Return something by (replication, …), read off a run and the same under futures."""
    return YearAmounts(of(run), None if run.wide is None else of(run.wide))


def rate(policy: Policy, prices: PriceLevel) -> float:
    """Return the yearly rate by which money of later years is brought back to the first; 0 for nominal amounts."""
    return float(policy.value(RATES[prices], policy.opening or 0)) if prices in RATES else 0.0


def back(run: Costed, prices: PriceLevel) -> np.ndarray:
    """Return by how much the money of each year is multiplied, (replication, year); one row where all live alike."""
    projection = run.projection
    alike = prices not in RATES or not projection.differs_in(RATES[prices])
    rates = np.array([rate(one.policy, prices) for one in ((projection,) if alike else projection.parts)])
    return np.asarray((1 + rates[:, None]) ** -np.arange(len(projection.years), dtype=float))


def _money(answer: Answer, prices: PriceLevel, side: Costed | None, of: Callable[[Costed], np.ndarray]) -> YearAmounts:
    """Return amounts in yuan, (replication, year, …), of a side at the prices of the policy asked for."""
    rates, found = read(answer.after, lambda run: back(run, prices)), read(side or answer.after, of)

    def brought(yuan: np.ndarray, by: np.ndarray) -> np.ndarray:
        return np.asarray(yuan * by.reshape(*by.shape, *[1] * (yuan.ndim - 2)))

    wide = None if found.wide is None or rates.wide is None else brought(found.wide, rates.wide)
    return YearAmounts(brought(found.plain, rates.plain), wide)


def lines(answer: Answer, prices: PriceLevel) -> YearAmounts:
    """Return the cost in yuan by (replication, year, line)."""
    return _money(answer, prices, None, lambda run: run.budget.fen / FEN)


def borne(answer: Answer, prices: PriceLevel) -> YearAmounts:
    """Return who pays, in yuan by (replication, year, funder)."""
    return _money(answer, prices, None, lambda run: run.budget.by_funder.values)


def totals(answer: Answer, prices: PriceLevel, side: Costed | None = None) -> YearAmounts:
    """Return the cost in yuan by (replication, year), by default of the policy asked for."""
    return _money(answer, prices, side, lambda run: run.budget.fen.sum(axis=2) / FEN)


def of_people(answer: Answer, prices: PriceLevel, side: Costed | None = None) -> YearAmounts:
    """Return of it what is paid to and for people, without the money of places."""
    return _money(answer, prices, side, lambda run: run.budget.of_people.values)


def against_law(answer: Answer, prices: PriceLevel) -> Difference:
    """Return what the policy asked for costs more than the one in force over all years, at the same prices."""
    was, now = (totals(answer, prices, side).each(whole) for side in (answer.before, answer.after))
    return now.above(was)


def whole(amounts: np.ndarray) -> np.ndarray:
    """Return amounts (replication, year, …) over all years."""
    return np.asarray(amounts.sum(axis=1))


def heads(run: Costed) -> YearAmounts:
    """Return the people in post by (replication, year), the mean of both year ends."""
    return read(run, _heads)


def _heads(run: Costed) -> np.ndarray:
    at_end = run.projection.books.in_post.sum(axis=(2, 3))
    return np.asarray((at_end[:, 1:] + at_end[:, :-1]) / 2)


def first_ceiling(answer: Answer) -> Ceiling:
    """Return a ceiling to begin with: what the policy in force is expected to cost, rounded up to three digits."""
    cost = totals(answer, "nominal", answer.before).mean
    return Ceiling(_up(float(cost.max())), 0.0, _up(float(cost.sum())))


def _up(yuan: float) -> float:
    step = 10.0 ** (np.floor(np.log10(max(yuan, 1.0))) - 2)
    return float(np.ceil(yuan / step) * step)
