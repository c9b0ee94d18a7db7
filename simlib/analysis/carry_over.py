"""Level, year and carry-over of changes of price, as indices of a fixed staff (niveau, masse, report).

For prices p of the months of a year, and p₀ of the December before, with p̄ the year's mean:

    level        p(December) / p₀ − 1      what the year's changes come to, December on December
    year effect  p̄ / p₀ − 1                what they add within the year itself
    carry-over   p(December) / p̄ − 1       what they still add in the year after (翘尾)

so that (1 + year effect) × (1 + carry-over) = 1 + level, and a year's mean over the last one's is what the last year
carried over times this year's effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from simlib.analysis.causes import PRICES, unit_cost
from simlib.budget.terms_by_month import TermsByMonth
from simlib.months import YEAR
from simlib.population.world import MONTHS
from simlib.projection import Projection
from simlib.simulation.pay_layout import PayLayout

ALL_PRICES = "all"


class Effects(NamedTuple):
    """Shares: 0.02 is two per cent."""

    level: float
    year: float
    carry_over: float


def effects(before: float, months: Sequence[float] | np.ndarray) -> Effects:
    """Return the effects of a year's prices by month, `before` being the price of the December before.

    >>> effects(100, [100] * 6 + [102] * 6)  # a July award of 2 %: one per cent this year, the rest in the next
    Effects(level=0.02, year=0.01, carry_over=0.00990099009900991)
    """
    mean = float(np.mean(months))
    return Effects(float(months[-1] / before - 1), mean / before - 1, float(months[-1] / mean - 1))


def price_effects(projection: Projection) -> pd.DataFrame:
    """Return the effects of each year's changes: of all prices, and of each part with the others held.

    One row a year and part (`all`, `pay_award`, `ratings_and_allowances`, `contributions`), with level, year_effect and
    carry_over as shares of the monthly cost of a person with contributions, on the month's own wages: what those on
    last year's come to in time. The staff is that of the year before (in the first year its own), mean over
    replications, whose December before is its January. What is paid in some months only counts as spread evenly over
    the year: its seasons are no change of price. A part-year has no row.
    """
    plan, rows = projection.plan, []
    policy = projection.policy.with_values({"rules.contributions": "this_month"}, 0)
    for y, year in enumerate(projection.years):
        if year not in projection.years.whole:
            continue
        first = plan.months[projection.years.places(y)][0]
        old = TermsByMonth(policy, (first - 1 if y else first,), even=True)
        staff = _person_months(projection, max(y - 1, 0))
        for part in (ALL_PRICES, *PRICES):
            path = [
                _cost(plan.pay, staff, part, old, TermsByMonth(old.policy, (month,), even=True))
                for month in range(first, first + YEAR)
            ]
            rows.append((year, part, *effects(_cost(plan.pay, staff, part, old, old), path)))
    return pd.DataFrame(rows, columns=["year", "part", "level", "year_effect", "carry_over"])


def _person_months(projection: Projection, y: int) -> np.ndarray:
    periods = np.unique(projection.plan.pay.of_month[projection.years.places(y)])
    return np.asarray(projection.books.pay[MONTHS].total[periods].sum(axis=0) / projection.replications)


def _cost(layout: PayLayout, staff: np.ndarray, part: str, old: TermsByMonth, new: TermsByMonth) -> float:
    """Return the monthly cost of a staff when one part of prices, or all, is of the new moment."""
    moments = [new if part in (ALL_PRICES, each) else old for each in PRICES]
    return float(staff @ unit_cost(layout, *moments).month)
