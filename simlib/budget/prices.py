"""What one person-month of each pay cell costs, item by item, in each pay period: the price table.

Paid work is counted first (person-months by cell and period) and priced afterwards, so that a change of pay alone
needs no new simulation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from simlib.budget.fen import fen
from simlib.budget.moments import Moments, alike, along, by_cell
from simlib.budget.own import own_prices
from simlib.budget.paths import grown
from simlib.budget.scale import part_paid, scale_pay
from simlib.policy import Policy
from simlib.policy.items import BASES, ITEMS, Base, Item, counted, each, in_base
from simlib.simulation.pay_layout import PayLayout

CONTRIBUTIONS = tuple(key for key, item in ITEMS.items() if item.rate_of)
LIMITS: dict[Base, str] = {"insured": "base", "fund": "fund"}  # `contributions.<…>_floor` and `_cap` of a base


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
    month = _Month.of(layout, scale, standards)
    prices = {key: price(month) for key, price in _PRICES.items()}
    full_pay = fen(month.scale) + sum(prices[key] for key, item in ITEMS.items() if item.full_pay)
    prices |= own_prices("month", layout, standards) | {"full_pay": full_pay}
    prices = {key: by_cell(layout, price) for key, price in prices.items()}
    return prices | _contributions(prices, rates, standards.policy.lines)


class _Month(NamedTuple):
    """What pay is made of in some months: the scale as it is paid, and the share of it that is performance pay."""

    layout: PayLayout
    standards: Moments
    scale: np.ndarray
    share: np.ndarray

    @staticmethod
    def of(layout: PayLayout, scale: Moments, standards: Moments) -> _Month:
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
    [key for key in counted("month") if key not in CONTRIBUTIONS],
)


def bases_of(prices: dict[str, np.ndarray], rates: Moments, items: Mapping[str, Item]) -> dict[str, np.ndarray]:
    """Return the bases of contributions, each (M, cells) fen: what is paid in a month, within floor and cap if any."""
    parts = {base: in_base(base, items) for base in BASES}
    paid = {keys: np.sum([prices[key] for key in keys], axis=0) for keys in set(parts.values())}
    bases: dict[str, np.ndarray] = {base: paid[keys] for base, keys in parts.items()}
    for base, limit in LIMITS.items():
        floor, cap = (grown(rates.policy, f"contributions.{limit}_{end}", rates.months) for end in ("floor", "cap"))
        bases[base] = np.clip(bases[base], floor[:, None], cap[:, None])
    return bases


def _contributions(prices: dict[str, np.ndarray], rates: Moments, items: Mapping[str, Item]) -> dict[str, np.ndarray]:
    bases = bases_of(prices, rates, items)
    return {
        key: fen(bases[base] * rates.value(f"contributions.{key}")[:, None])
        for key in CONTRIBUTIONS
        if (base := ITEMS[key].rate_of)
    }
