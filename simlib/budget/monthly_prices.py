"""What one person-month of each pay cell costs, item by item, in each pay period: the price table.

Paid work is counted first (person-months by cell and period) and priced afterwards, so that a change of pay alone
needs no new simulation. What contributions cost where they are on last year's wages: `contributions.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simlib.budget.contributions import CONTRIBUTIONS, UNION, month_contributions
from simlib.budget.own_items import own_prices
from simlib.budget.scale import part_paid, scale_pay
from simlib.budget.terms_by_month import TermsByMonth, alike, along, by_cell
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.items import ITEMS, MINIMUM, counted, each, paid_by_month
from simlib.policy.terms import each_option
from simlib.simulation.pay_layout import PayLayout

_SCALE_PAY, _FULL_PAY = each_option("pay.reward_of", "scale_pay", "full_pay")


def monthly_prices(policy: Policy, layout: PayLayout) -> dict[str, np.ndarray]:
    """Return the price in fen of a person-month by item, each of shape (periods, cells) int64.

    Besides the items: `full_pay`, the monthly pay with full performance pay and allowances; `reward_month`, what a
    month of year-end reward is. Contributions are those on the month's own wages: of insurance and housing fund,
    nothing where they are on last year's.
    """
    return prices_of(layout, *[TermsByMonth(policy, layout.starts)] * 3)


def prices_of(
    layout: PayLayout, scale: TermsByMonth, standards: TermsByMonth, rates: TermsByMonth
) -> dict[str, np.ndarray]:
    """Return the prices of M months, each (M, cells) int64: as they are where the three laws are one.

    scale      what the pay scale is taken from: base and coefficients, or the sums of post and grade
    standards  what is paid by rating, education, certificate, part pay and for meals
    rates      rates, floors and caps of the contributions
    """
    prices = pay_of(layout, scale, standards)
    return prices | month_contributions(prices, standards, rates)


def pay_of(layout: PayLayout, scale: TermsByMonth, standards: TermsByMonth) -> dict[str, np.ndarray]:
    """Return what is paid in M months, each (M, cells) int64: `prices_of` without contributions."""
    month = _Month.of(layout, scale, standards)
    prices = {key: price(month) for key, price in _PRICES.items()}
    allowances = np.asarray(sum(prices[key] for key, item in ITEMS.items() if item.full_pay))
    scale_pay, counted = fen(month.scale), alike(layout, standards.value("pay.reward_of") == _FULL_PAY)
    counted_from = {"full_pay": scale_pay + allowances, "reward_month": scale_pay + allowances * counted}
    prices |= own_prices("month", layout, standards) | counted_from
    prices[MINIMUM] = _short_of_minimum(prices, month)
    return {key: by_cell(layout, price) for key, price in prices.items()}


def _short_of_minimum(prices: dict[str, np.ndarray], month: _Month) -> np.ndarray:
    """Return what a month's wages are short of the minimum wage (劳动法 第四十八条): 0 where none is given."""
    earned = sum(prices[key] for key in paid_by_month(month.standards.policy.lines) if key in prices)
    return np.maximum(alike(month.layout, month.standards.value("pay.minimum_wage")) - earned, 0)


class _Month(NamedTuple):
    """What pay is made of in some months: the scale as it is paid, and the share of it that is performance pay."""

    layout: PayLayout
    standards: TermsByMonth
    scale: np.ndarray
    share: np.ndarray

    @staticmethod
    def of(layout: PayLayout, scale: TermsByMonth, standards: TermsByMonth) -> _Month:
        pay = scale_pay(layout, scale) * part_paid(layout, standards)
        return _Month(layout, standards, pay, alike(layout, standards.value("pay.performance_share")))

    def by(self, axis: str, name: str) -> np.ndarray:
        """Return a term's values along the axis that it varies by."""
        return along(self.layout, axis, self.standards.value(name))


def _education(month: _Month) -> np.ndarray:
    """Return the education allowance: half of it for the share of holders with only one of diploma and degree."""
    halved = month.standards.value("pay.one_certificate_share")[:, None] / 2
    return along(month.layout, "education", month.standards.value("pay.education_allowance") * (1 - halved))


_PRICES: dict[str, Callable[[_Month], np.ndarray]] = each(
    "the price of a month",
    {
        "basic_pay": lambda month: fen(month.scale * (1 - month.share)),
        "performance_pay": lambda month: fen(
            month.scale * month.share * month.by("rating", "pay.performance_by_rating")
        ),
        "post_allowance": lambda month: fen(month.by("post", "pay.post_allowance")),
        "education_allowance": lambda month: fen(_education(month)),
        "certificate_allowance": lambda month: fen(month.by("certificate", "pay.certificate_allowance")),
        "meals": lambda month: fen(alike(month.layout, month.standards.value("pay.meals"))),
    },
    [key for key in counted("month") if key not in (MINIMUM, *CONTRIBUTIONS, *UNION)],
)
