"""The cost of a projection by budget line and year: person-months × price table, exact to the fen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import xarray as xr

from simlib.budget.prices import monthly_prices
from simlib.months import year_of
from simlib.policy import TERMS, Policy
from simlib.policy.problems import one_problem
from simlib.policy.provision import Provision
from simlib.population.world import MONTHS, REWARDED, SEVERANCE
from simlib.projection import Projection
from simlib.simulation.pay_layout import pay_layout

FEN = 100  # in a yuan
LINES: dict[str, tuple[str, str]] = {
    "basic_pay": ("基本报酬", "Basic pay"),
    "performance_pay": ("绩效报酬", "Performance pay"),
    "year_end_reward": ("奖励报酬", "Year-end reward"),
    "education_allowance": ("学历津贴", "Education allowance"),
    "certificate_allowance": ("职业津贴", "Certificate allowance"),
    "pension": ("养老保险（单位）", "Pension (employer)"),
    "medical": ("医疗及生育保险（单位）", "Medical and maternity (employer)"),
    "unemployment": ("失业保险（单位）", "Unemployment (employer)"),
    "injury": ("工伤保险（单位）", "Work injury (employer)"),
    "housing_fund": ("住房公积金（单位）", "Housing fund (employer)"),
    "union_fund": ("工会经费", "Union fund"),
    "severance": ("经济补偿", "Severance"),
}


@dataclass(frozen=True)
class Budget:
    """The cost of each replication: `fen` (replication, year, line) int64, lines as in `LINES`."""

    fen: np.ndarray = field(repr=False)
    years: tuple[int, ...]

    @cached_property
    def yuan(self) -> xr.DataArray:
        """The same in yuan, labelled."""
        coords = {"replication": np.arange(len(self.fen)), "year": np.array(self.years), "line": list(LINES)}
        return xr.DataArray(self.fen / FEN, coords, ("replication", "year", "line"), "cost", {"unit": "yuan"})

    @property
    def total(self) -> xr.DataArray:
        """Cost in yuan by replication and year."""
        coords = {"replication": np.arange(len(self.fen)), "year": np.array(self.years)}
        return xr.DataArray(self.fen.sum(axis=2) / FEN, coords, ("replication", "year"), "cost", {"unit": "yuan"})


def cost(projection: Projection, policy: Policy | None = None) -> Budget:
    """Return what a projection costs, under its own policy or (pay terms only) under another.

    Monthly items are person-months × price. The year-end reward is months of full pay by rating for those in post at
    year end; severance is half months of full pay. An item's price is rounded to the fen for one person and month.

    Raises PolicyError for a policy that `repriced` cannot answer: project it instead.
    """
    if policy is not None and not repriced(projection, policy):
        what = f"what was projected under {projection.policy.name} cannot be priced under this policy"
        raise one_problem(what, "It changes more than pay, or pay at other times or for other traits: project it anew.")
    law, layout, books = policy or projection.policy, projection.plan.pay, projection.books
    prices = monthly_prices(law, layout)
    full_pay = prices.pop("full_pay")
    amounts = {item: _priced(books.pay[:, MONTHS], price) for item, price in prices.items()}
    amounts["year_end_reward"] = _priced(books.pay[:, REWARDED], _rewards(law, projection, full_pay))
    amounts["severance"] = _priced(books.pay[:, SEVERANCE], _severance(law, projection, full_pay))
    lines = np.stack([amounts[line] for line in LINES], axis=2)  # (replication, period, line)
    years = np.array([year_of(month) for month in layout.starts])
    by_year = np.stack([lines[:, years == year].sum(axis=1) for year in projection.years], axis=1)
    return Budget(by_year, projection.years)


def repriced(projection: Projection, policy: Policy) -> bool:
    """Return whether a projection's person-months tell what another policy costs.

    They do where the two differ in pay terms alone, and what the other pays apart was counted apart.
    """
    ours, theirs = projection.policy.provisions, policy.provisions
    differing = [name for name in {*ours, *theirs} if _values(ours, name) != _values(theirs, name)]
    if any(TERMS[name].affects != "pay" for name in differing):
        return False
    return projection.plan.pay.holds(pay_layout(policy, projection.plan.months))


def _values(provisions: Mapping[str, Provision], name: str) -> list[tuple[int, str]]:
    given = provisions.get(name)
    return [(dated.month, np.array2string(np.asarray(dated.value))) for dated in given.values] if given else []


def _priced(counts: np.ndarray, prices: np.ndarray) -> np.ndarray:
    """Return counts (replication, period, cell) × prices (period, cell), summed over cells, int64."""
    return np.einsum("rtk,tk->rt", counts, prices, dtype=np.int64, casting="unsafe")


def _rewards(policy: Policy, projection: Projection, full_pay: np.ndarray) -> np.ndarray:
    """Return the year-end reward of one person by period and cell, in fen.   [pay.year_end_months]"""
    layout = projection.plan.pay
    rating = np.arange(layout.cells) // max(layout.steps[2], 1) % layout.lengths[2]
    months = np.stack([np.asarray(policy.value("pay.year_end_months", start))[rating] for start in layout.starts])
    return np.floor(full_pay * months + 0.5).astype(np.int64)


def _severance(policy: Policy, projection: Projection, full_pay: np.ndarray) -> np.ndarray:
    """Return half a month of severance by period and cell, in fen.   [severance.*]"""
    due = [
        policy.value("severance.months_per_year", start) * policy.value("severance.dismissed", start) / 2
        for start in projection.plan.pay.starts
    ]
    return np.floor(full_pay * np.array(due)[:, None] + 0.5).astype(np.int64)
