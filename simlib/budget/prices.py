"""What one person-month of each pay cell costs, item by item, in each pay period: the price table.

Paid work is counted first (person-months by cell and period) and priced afterwards, so that a change of pay alone
needs no new simulation.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simlib.budget.paths import limit, pay_base
from simlib.policy import Policy
from simlib.simulation.pay_layout import PayLayout

PAID = ("basic_pay", "performance_pay", "education_allowance", "certificate_allowance")
INSURED = ("pension", "medical", "unemployment", "injury")


def monthly_prices(policy: Policy, layout: PayLayout) -> dict[str, np.ndarray]:
    """Return the price in fen of a person-month by item, each of shape (periods, cells) int64.

    Besides the items: `full_pay`, the monthly pay with full performance pay and allowances, from which the year-end
    reward and severance are counted.
    """
    by_period = [_period(policy, layout, month) for month in layout.starts]
    return {item: np.stack([prices[item] for prices in by_period]) for item in by_period[0]}


def _period(policy: Policy, layout: PayLayout, month: int) -> dict[str, np.ndarray]:
    def value(name: str) -> float | np.ndarray:
        return policy.value(name, month)

    grade = pay_base(policy, month) * coefficients(policy, month)
    share = value("pay.performance_share")
    rating = np.asarray(value("pay.performance_by_rating"))
    prices = {
        "basic_pay": _spread(layout, "grade", grade * (1 - share)),
        "performance_pay": fen(
            _spread(layout, "grade", grade * share, whole=False) * _spread(layout, "rating", rating, whole=False)
        ),
        "education_allowance": _spread(layout, "education", value("pay.education_allowance")),
        "certificate_allowance": _spread(layout, "certificate", value("pay.certificate_allowance")),
    }
    allowances = prices["education_allowance"] + prices["certificate_allowance"]
    prices["full_pay"] = _spread(layout, "grade", grade) + allowances
    paid = sum(prices[item] for item in PAID)
    insured = np.clip(
        paid, limit(policy, "contributions.base_floor", month), limit(policy, "contributions.base_cap", month)
    )
    fund = np.clip(
        paid, limit(policy, "contributions.fund_floor", month), limit(policy, "contributions.fund_cap", month)
    )
    for item in INSURED:
        prices[item] = fen(insured * float(value(f"contributions.{item}")))
    prices["housing_fund"] = fen(fund * value("contributions.housing_fund"))
    prices["union_fund"] = fen(paid * value("contributions.union_fund"))
    return prices


def coefficients(policy: Policy, month: int) -> np.ndarray:
    """Return the coefficient of each grade, shape (grades,): equal steps from the lowest.   [pay.coefficient_step]"""
    steps = np.arange(policy.grades)
    return policy.value("pay.lowest_coefficient", month) + policy.value("pay.coefficient_step", month) * steps


def fen(amount: Any) -> np.ndarray:
    """Return amounts rounded to whole fen, halves up."""
    return np.asarray(np.floor(amount + 0.5 + 1e-6), dtype=np.int64)


def _spread(layout: PayLayout, axis: str, values: float | np.ndarray, *, whole: bool = True) -> np.ndarray:
    """Return values along one axis of the cells for every cell, shape (cells,); an axis without cells is worth 0."""
    place = ("post", "grade", "rating", "education", "certificate").index(axis)
    length = layout.lengths[place]
    values = np.asarray(values, dtype=float)
    if length == 1:
        values = np.zeros(1) if values.size != 1 else values.reshape(1)
    along = values.reshape([-1 if at == place else 1 for at in range(len(layout.lengths))])
    amounts = np.broadcast_to(along, layout.lengths).reshape(-1)
    return fen(amounts) if whole else amounts
