"""Employer contributions: rates on wages, within floor and cap; union fund on wages as they are paid.

                                                                        [rules.contributions, contributions.*]
last_year_mean  insurance and housing fund are on last year's mean monthly wages, set once a year (`wage_years.py`)
this_month      they are on what is paid in the month, without the year-end reward; so is the union fund
Wages are what `contributions.wages` names, and what a pack's own item says of itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import numpy as np

from simlib.budget.terms_by_month import TermsByMonth
from simlib.policy import Policy
from simlib.policy.axes import FIXED
from simlib.policy.fen import fen
from simlib.policy.items import ITEMS, counted
from simlib.policy.terms import each_option

each_option("rules.contributions", "last_year_mean", "this_month")
CONTRIBUTIONS = counted("contributed")
UNION = tuple(key for key, item in ITEMS.items() if item.rate_of == "union")
LIMITS = {"insured": "base", "medical": "medical", "fund": "fund"}  # `contributions.<…>_floor` and `_cap` of a base
Prices = dict[str, np.ndarray]


def wage_lines(policy: Policy, month: int) -> tuple[str, ...]:
    """Return the items that are wages (工资总额) in a month, of what is paid by month or at year end."""
    named = dict(zip(FIXED["payment"], np.asarray(policy.value("contributions.wages", month)), strict=True))
    return tuple(key for key, item in policy.lines.items() if named.get(key, key not in ITEMS and item.wage))


def wages(prices: Mapping[str, np.ndarray], policy: TermsByMonth) -> np.ndarray:
    """Return what of some prices, each (M, cells), is wages, (M, cells) int64."""
    given = policy.policy.provision("contributions.wages")
    parts = []
    for _, some in groupby(range(len(policy.months)), lambda place: given.at(policy.months[place]).month):
        places = [*some]
        lines = [key for key in wage_lines(policy.policy, policy.months[places[0]]) if key in prices]
        rows = slice(places[0] * policy.many, (places[-1] + 1) * policy.many)
        nothing = np.zeros_like(next(iter(prices.values()))[rows])
        parts.append(sum((prices[key][rows] for key in lines), nothing))
    return np.concatenate(parts)


def on_this_month(policy: TermsByMonth) -> np.ndarray:
    """Return in which months contributions are on the month's own wages, (M,) bool."""
    own = [policy.policy.choice("rules.contributions", month) == "this_month" for month in policy.months]
    return policy.rows(np.array(own))


def month_contributions(prices: Mapping[str, np.ndarray], standards: TermsByMonth, rates: TermsByMonth) -> Prices:
    """Return the contributions on the wages of the month, each (M, cells) int64: the union fund's always are."""
    paid, own = wages(prices, standards), on_this_month(rates)
    due = contributions_on(month_bases(paid, rates), rates) if own.any() else {}
    nothing = np.zeros_like(paid)
    return {key: np.where(own[:, None], due[key], 0) if due else nothing for key in CONTRIBUTIONS} | union(paid, rates)


def year_end_union(paid: Mapping[str, np.ndarray], policy: TermsByMonth, rates: TermsByMonth) -> Prices:
    """Return the union fund on what is paid at year end, (M, cells) int64."""
    due = union(wages(paid, policy), rates)
    return {key: np.where(on_this_month(rates)[:, None], 0, fen) for key, fen in due.items()}


def union(paid: np.ndarray, rates: TermsByMonth) -> Prices:
    """Return the union fund on wages as they are paid, (M, cells) fen."""
    return {key: fen(paid * rates.value(f"contributions.{key}")[:, None]) for key in UNION}


def month_bases(paid: np.ndarray, rates: TermsByMonth) -> Prices:
    """Return the bases that wages (M, cells) come to, within the floor and cap of each month."""
    return {base: np.clip(paid, low[:, None], high[:, None]) for base, (low, high) in limits_of(rates).items()}


def limits_of(rates: TermsByMonth) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return floor and cap of each base in M months, each (M,) fen."""

    def limit(name: str, end: str) -> np.ndarray:
        return rates.grown(f"contributions.{name}_{end}")

    return {base: (limit(name, "floor"), limit(name, "cap")) for base, name in LIMITS.items()}


def contributions_on(bases: Mapping[str, np.ndarray], rates: TermsByMonth) -> Prices:
    """Return the contributions on some bases, each (M, cells) int64."""
    due = {key: str(ITEMS[key].rate_of) for key in CONTRIBUTIONS}
    return {key: fen(bases[base] * rates.value(f"contributions.{key}")[:, None]) for key, base in due.items()}
