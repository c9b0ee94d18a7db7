"""What one person-month of each pay cell costs, item by item, in each pay period: the price table.

Paid work is counted first (person-months by cell and period) and priced afterwards, so that a change of pay alone
needs no new simulation.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.budget.fen import fen
from simlib.budget.paths import limit
from simlib.budget.scale import along, part_paid, scale_pay
from simlib.policy import Policy
from simlib.simulation.pay_layout import PayLayout

PAID = ("basic_pay", "performance_pay", "education_allowance", "certificate_allowance")
INSURED = ("pension", "medical", "unemployment", "injury")


class Moment(NamedTuple):
    """The law of one month."""

    policy: Policy
    month: int


def monthly_prices(policy: Policy, layout: PayLayout) -> dict[str, np.ndarray]:
    """Return the price in fen of a person-month by item, each of shape (periods, cells) int64.

    Besides the items: `full_pay`, the monthly pay with full performance pay and allowances, from which the year-end
    reward and severance are counted.
    """
    by_period = [prices_of(layout, *[Moment(policy, month)] * 3) for month in layout.starts]
    return {item: np.stack([prices[item] for prices in by_period]) for item in by_period[0]}


def prices_of(layout: PayLayout, scale: Moment, standards: Moment, rates: Moment) -> dict[str, np.ndarray]:
    """Return the prices of a month, each (cells,) int64: as they are where the three moments are one.

    scale      what the pay scale is taken from: base and coefficients, or the sums of post and grade
    standards  what is paid by rating, education, certificate, part pay and for meals
    rates      rates, floors and caps of the contributions
    """
    prices = _wages(layout, scale, standards)
    paid = sum(prices[item] for item in PAID)
    prices["meals"] = np.full(layout.cells, standards.policy.value("pay.meals", standards.month))
    return {**prices, **_contributions(rates.policy, np.asarray(paid), rates.month)}


def _wages(layout: PayLayout, of_scale: Moment, standards: Moment) -> dict[str, np.ndarray]:
    policy, month = standards

    def value(name: str) -> float | np.ndarray:
        return policy.value(name, month)

    scale = scale_pay(of_scale.policy, layout, of_scale.month) * part_paid(policy, layout, month)
    share = value("pay.performance_share")
    prices = {
        "basic_pay": fen(scale * (1 - share)),
        "performance_pay": fen(scale * share * along(layout, "rating", value("pay.performance_by_rating"))),
        "education_allowance": fen(along(layout, "education", _education(policy, month))),
        "certificate_allowance": fen(along(layout, "certificate", value("pay.certificate_allowance"))),
    }
    prices["full_pay"] = fen(scale) + prices["education_allowance"] + prices["certificate_allowance"]
    return prices


def _education(policy: Policy, month: int) -> np.ndarray:
    """Return the education allowance: half of it for the share of holders with only one of diploma and degree."""
    halved = float(policy.value("pay.one_certificate_share", month)) / 2
    return np.asarray(policy.value("pay.education_allowance", month)) * (1 - halved)


def _contributions(policy: Policy, paid: np.ndarray, month: int) -> dict[str, np.ndarray]:
    def base(kind: str) -> np.ndarray:
        floor, cap = (limit(policy, f"contributions.{kind}_{end}", month) for end in ("floor", "cap"))
        return np.clip(paid, floor, cap)

    def rate(item: str) -> float:
        return float(policy.value(f"contributions.{item}", month))

    insured = base("base")
    prices = {item: fen(insured * rate(item)) for item in INSURED}
    return {
        **prices,
        "housing_fund": fen(base("fund") * rate("housing_fund")),
        "union_fund": fen(paid * rate("union_fund")),
    }
