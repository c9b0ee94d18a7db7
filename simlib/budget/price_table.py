"""Everything a run can cost: what one person-month, one person at year end and one dismissed come to."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from simlib.budget.monthly_prices import monthly_prices
from simlib.budget.severance import Severance, severance
from simlib.budget.yearly_prices import grid_service, recruit_prices, yearly_prices
from simlib.policy import Policy
from simlib.simulation.pay_layout import PayLayout, pay_layout


class _Prices(NamedTuple):
    layout: PayLayout
    monthly: dict[str, np.ndarray]
    yearly: dict[str, np.ndarray]
    severance: Severance
    grid_service: np.ndarray
    recruit: dict[str, np.ndarray]
    shares: np.ndarray


class PriceTable(_Prices):
    """The prices of a run in fen, for T pay periods and K pay cells.

    monthly, yearly  by budget line, (T, K): of a person-month, and of one person in post at year end
    severance        what is due on dismissal, by (T, K)
    grid_service     (years,) service money of all grids
    recruit          by budget line, (years,): of one recruit, before taking up post
    shares           (T, line, funder) who bears what
    """

    @cached_property
    def monthly_total(self) -> np.ndarray:
        """A person-month on all lines together, (T, K)."""
        return np.asarray(sum(self.monthly.values()))

    @cached_property
    def yearly_total(self) -> np.ndarray:
        """One person in post at year end on all lines together, (T, K)."""
        return np.asarray(sum(self.yearly.values()))


def price_table(policy: Policy, months: range, layout: PayLayout | None = None) -> PriceTable:
    """Return the prices of a policy in the months of a run, by the cells and periods that it needs or those given."""
    layout = layout or pay_layout(policy, months)
    monthly = monthly_prices(policy, layout)
    monthly.pop("full_pay")
    reward_month = monthly.pop("reward_month")
    return PriceTable(
        layout,
        monthly,
        yearly_prices(policy, layout, reward_month),
        severance(policy, layout, monthly),
        grid_service(policy, months),
        recruit_prices(policy, months),
        np.stack([np.asarray(policy.value("funding.share", start)) for start in layout.starts]),
    )
