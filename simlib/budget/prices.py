"""What one person-month of each pay cell costs, item by item, in each pay period: the price table.

Paid work is counted first (person-months by cell and period) and priced afterwards, so that a change of pay alone
needs no new simulation.
"""

from __future__ import annotations

import numpy as np

from simlib.budget.fen import fen
from simlib.budget.moments import Moments, alike, along, by_cell
from simlib.budget.paths import grown
from simlib.budget.scale import part_paid, scale_pay
from simlib.policy import Policy
from simlib.simulation.pay_layout import PayLayout

ALLOWANCES = ("post_allowance", "education_allowance", "certificate_allowance")
PAID = ("basic_pay", "performance_pay", *ALLOWANCES)
INSURED = ("pension", "medical", "unemployment", "injury")


def monthly_prices(policy: Policy, layout: PayLayout) -> dict[str, np.ndarray]:
    """Return the price in fen of a person-month by item, each of shape (periods, cells) int64.

    Besides the items: `full_pay`, the monthly pay with full performance pay and allowances, from which the year-end
    reward and severance are counted.
    """
    return prices_of(layout, *[Moments(policy, layout.starts)] * 3)


def prices_of(layout: PayLayout, scale: Moments, standards: Moments, rates: Moments) -> dict[str, np.ndarray]:
    """Return the prices of M months, each (M, cells) int64: as they are where the three laws are one.

    scale      what the pay scale is taken from: base and coefficients, or the sums of post and grade
    standards  what is paid by rating, education, certificate, part pay and for meals
    rates      rates, floors and caps of the contributions
    """
    prices = {item: by_cell(layout, price) for item, price in _wages(layout, scale, standards).items()}
    paid = np.sum([prices[item] for item in PAID], axis=0)
    prices["meals"] = by_cell(layout, alike(layout, standards.value("pay.meals")))
    return {**prices, **_contributions(paid, rates)}


def _wages(layout: PayLayout, of_scale: Moments, standards: Moments) -> dict[str, np.ndarray]:
    value = standards.value
    scale = scale_pay(layout, of_scale) * part_paid(layout, standards)
    share = alike(layout, value("pay.performance_share"))
    prices = {
        "basic_pay": fen(scale * (1 - share)),
        "performance_pay": fen(scale * share * along(layout, "rating", value("pay.performance_by_rating"))),
        "post_allowance": fen(along(layout, "post", value("pay.post_allowance"))),
        "education_allowance": fen(along(layout, "education", _education(standards))),
        "certificate_allowance": fen(along(layout, "certificate", value("pay.certificate_allowance"))),
    }
    prices["full_pay"] = fen(scale) + sum(prices[item] for item in ALLOWANCES)
    return prices


def _education(standards: Moments) -> np.ndarray:
    """Return the education allowance: half of it for the share of holders with only one of diploma and degree."""
    halved = standards.value("pay.one_certificate_share")[:, None] / 2
    return standards.value("pay.education_allowance") * (1 - halved)


def _contributions(paid: np.ndarray, rates: Moments) -> dict[str, np.ndarray]:
    def base(kind: str) -> np.ndarray:
        floor, cap = (grown(rates.policy, f"contributions.{kind}_{end}", rates.months) for end in ("floor", "cap"))
        return np.clip(paid, floor[:, None], cap[:, None])

    def rate(item: str) -> np.ndarray:
        return rates.value(f"contributions.{item}")[:, None]

    insured = base("base")
    prices = {item: fen(insured * rate(item)) for item in INSURED}
    return {
        **prices,
        "housing_fund": fen(base("fund") * rate("housing_fund")),
        "union_fund": fen(paid * rate("union_fund")),
    }
