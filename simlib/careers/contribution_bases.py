"""What somebody's contributions are on, and come to, month by month: by the wage years that the engine kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simlib.budget.contributions import month_bases, on_this_month, wages
from simlib.budget.terms_by_month import TermsByMonth
from simlib.budget.wage_year_contributions import ContributionPrices, counted_in
from simlib.careers.staff_of_one import Snapshot
from simlib.policy import Policy
from simlib.simulation.plan import Plan

_WHOSE = {"insured": "pension", "medical": "medical", "fund": "housing_fund"}  # a contribution on each base


class CareerContributions(NamedTuple):
    """One month: the contributions on last year's wages by line, and all bases within floor and cap, in fen."""

    fen: dict[str, int]
    bases: dict[str, int]


def contributed(
    policy: Policy, plan: Plan, life: Sequence[Snapshot], monthly: Mapping[str, np.ndarray]
) -> list[CareerContributions]:
    """Return what somebody contributes in each month of a life; `monthly` prices are those of their pay layout."""
    law = TermsByMonth(policy, plan.pay.starts)
    own, on_own = month_bases(wages(monthly, law), law), on_this_month(law)
    prices = ContributionPrices(policy, plan.months, plan.pay)
    periods, kept = np.array([one.cell[0] for one in life]), np.stack([one.base for one in life], axis=1)
    fen: dict[str, np.ndarray] = {}
    bases: dict[str, np.ndarray] = {}
    for items, years in zip(counted_in(len(kept)), kept, strict=True):
        fen |= prices.at(items, periods, years, np.arange(len(years)))
        bases |= prices.bases(items, periods, years, np.arange(len(years)))
    return [
        CareerContributions(
            {line: int(amounts[at]) for line, amounts in fen.items()},
            {
                base: int(own[base][one.cell] if on_own[one.cell[0]] else bases[line][at])
                for base, line in _WHOSE.items()
            },
        )
        for at, one in enumerate(life)
    ]
