"""The cost of a projection by budget line and year: person-months × price table, exact to the fen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
import xarray as xr

from simlib.budget.counts_times_prices import Alike, Amounts, Apart
from simlib.budget.levy import levy
from simlib.budget.months_before import Before, months_before
from simlib.budget.price_table import PriceTable, price_table
from simlib.budget.protected_pay import protected_prices
from simlib.budget.severance import Severance
from simlib.budget.wage_year_contributions import ContributionPrices, Wages
from simlib.budget.yearly_prices import guarantee
from simlib.months import year_of
from simlib.plotted import Plotted, described
from simlib.policy import Policy
from simlib.policy.axes import FUNDERS
from simlib.policy.items import Item, counted, each
from simlib.policy.policies import Policies
from simlib.policy.problems import one_problem
from simlib.policy.provision import Provision
from simlib.policy.term import FEN
from simlib.policy.value_words import digits
from simlib.population.person import JOINED
from simlib.population.world import MONTHS, NOTICE, REWARDED, SEVERANCE, WITHIN_CAP
from simlib.projection import Projection
from simlib.simulation.pay_layout import PayLayout, pay_layout
from simlib.simulation.plan import Plan
from simlib.simulation.tally import Tally
from simlib.text import Text

BRANCHING = frozenset({"anchor.lag_years", "welfare.check_up_years"})  # which value is read, or when, depends on these
_AT_ONCE = 220_000  # prices of an item at a time, where each replication has its own: they stay in the cache


@dataclass(frozen=True)
class Budget(Plotted):
    """The cost of each replication, in whole fen.

    fen    (replication, year, line) int64, lines as in `lines`
    borne  (replication, year, line, funder) int64: who pays it, funders as in `FUNDERS`; adds up to `fen`
    bears  (line, funder) bool: who has a part in a line in any year
    lines  what they are, in their order
    """

    fen: np.ndarray = field(repr=False)
    borne: np.ndarray = field(repr=False)
    bears: np.ndarray = field(repr=False)
    years: tuple[int, ...]
    lines: Mapping[str, Item] = field(repr=False)

    def __repr__(self) -> str:
        """Say what it comes to, on average over replications."""
        wan = self.fen.sum(axis=2).mean(axis=0) / FEN / 10_000
        whole, first, last = map(digits, (wan.sum(), wan[0], wan[-1]))
        told = Text(
            "合计{whole}万元；首年{first}万元，末年{last}万元",
            "{whole} in all; {first} in the first year, {last} in the last (10,000 yuan)",
        ).of(whole=whole, first=first, last=last)
        return described(f"Budget {self.years[0]}–{self.years[-1]}: {len(self.lines)} lines", told)

    def of(self, line: str) -> np.ndarray:
        """Return what a line costs, (replication, year) fen; nothing where the policy has no such line."""
        lines = list(self.lines)
        return self.fen[:, :, lines.index(line)] if line in lines else np.zeros_like(self.fen[:, :, 0])

    @cached_property
    def yuan(self) -> xr.DataArray:
        """The cost in yuan by replication, year and line."""
        return self._labelled(self.fen, line=list(self.lines))

    @property
    def total(self) -> xr.DataArray:
        """Cost in yuan by replication and year."""
        return self._labelled(self.fen.sum(axis=2))

    @property
    def of_people(self) -> xr.DataArray:
        """Cost in yuan by replication and year, without the money of places."""
        people = np.array([not line.of_places for line in self.lines.values()])
        return self._labelled(self.fen[:, :, people].sum(axis=2))

    @property
    def by_funder(self) -> xr.DataArray:
        """Cost in yuan by replication, year and level of government."""
        return self._labelled(self.borne.sum(axis=2), funder=list(FUNDERS))

    @property
    def borne_yuan(self) -> xr.DataArray:
        """Cost in yuan by replication, year, line and level of government."""
        return self._labelled(self.borne, line=list(self.lines), funder=list(FUNDERS))

    def in_first_years_money(self, rate: float | np.ndarray) -> xr.DataArray:
        """Return cost in yuan by replication and year at constant prices, or discounted: (1 + rate) a year back.

        rate  one for all, or one for each replication
        """
        return self.total / (1 + np.reshape(rate, (-1, 1))) ** np.arange(len(self.years))

    def _labelled(self, fen: np.ndarray, **axis: list[str]) -> xr.DataArray:
        coords = {"replication": np.arange(len(fen)), "year": np.array(self.years), **axis}
        return xr.DataArray(fen / FEN, coords, tuple(coords), "cost", {"unit": "yuan"})


def cost(projection: Projection, policy: Policy | None = None) -> Budget:
    """Return what a projection costs, under its own policy or (pay terms only) under another.

    Monthly items are person-months × price; the year-end reward, insurance, check-ups and training are for those in
    post at year end; severance is half months of the year's mean wage. A price is rounded to the fen for one person.

    Raises PolicyError for a policy that `repriced` cannot answer: project it instead.
    """
    if policy is not None and not repriced(projection, policy):
        what = Text(
            "按 {policy} 模拟的结果不能按这个政策重新计算经费",
            "what was projected under {policy} cannot be priced under this policy",
        ).of(policy=projection.policy.name)
        way_out = Text(
            "它改动的不只是薪酬，或改变了计发的时间、对象：请重新模拟。",
            "It changes more than pay, or pay at other times or for other traits: project it anew.",
        )
        raise one_problem(what, way_out)
    law = projection.as_lived(policy or projection.policy)
    if isinstance(law, Policies):
        return _cost_apart(projection, law)
    return _borne(projection, law, *_priced_alike(projection, law))


def _cost_apart(projection: Projection, laws: Policies) -> Budget:
    """Return the cost of a projection whose replications are each under a law of their own: some of them at a time."""
    layout = projection.plan.pay
    if not BRANCHING.isdisjoint(laws.apart) or len(months_before(layout)):
        priced = [_priced_alike(part, laws.one(r)) for r, part in enumerate(projection.parts)]
    else:
        cells = len(np.unique(projection.books.pay[MONTHS].cells))
        step = max(1, _AT_ONCE // max(1, cells * len(layout.starts)))
        starts = range(0, projection.replications, step)

        def part(start: int) -> tuple[np.ndarray, np.ndarray]:
            stop = min(start + step, projection.replications)
            some = Projection(projection.plan, stop - start, projection.books.part(start, stop))
            return _priced_apart(some, laws.part(start, stop))

        with ThreadPoolExecutor(min(len(starts), os.cpu_count() or 1)) as pool:
            priced = [*pool.map(part, starts)]
    return _borne(projection, laws, np.concatenate([lines for lines, _ in priced]), priced[0][1])


def _priced_alike(projection: Projection, policy: Policy) -> tuple[np.ndarray, np.ndarray]:
    """Return every line by (replication, period, line) in fen under one law, and who bears what share."""
    prices = LinePrices.of(policy, projection.plan)
    counting = Alike(projection.books)
    converted = [counting.priced(*one) for one in zip(projection.books.protected, prices.converted, strict=True)]
    return _lines(policy, projection, prices, counting, converted), prices.table.shares


def _priced_apart(projection: Projection, laws: Policies) -> tuple[np.ndarray, np.ndarray]:
    """Return the same where each replication is under a law of its own."""
    plan, books = projection.plan, projection.books
    counting = Apart.of(books, plan.pay)
    layout, only = plan.pay._replace(only=counting.only), counting.converted
    prices = LinePrices.of(laws, plan, layout, only)
    converted = [counting.protected(*one) for one in zip(books.protected, only, prices.converted, strict=True)]
    return _lines(laws, projection, prices, counting, converted), prices.table.shares


def _borne(projection: Projection, policy: Policy, lines: np.ndarray, shares: np.ndarray) -> Budget:
    """Return the budget of lines by (replication, period, line)."""
    years = np.array([year_of(month) for month in projection.plan.pay.starts])
    by_year = [years == year for year in projection.years]
    borne = shared(lines, shares)
    return Budget(
        np.stack([lines[:, mine].sum(axis=1) for mine in by_year], axis=1),
        np.stack([borne[:, mine].sum(axis=1) for mine in by_year], axis=1),
        np.asarray((shares > 0).any(axis=0)),
        projection.years,
        policy.lines,
    )


class LinePrices(NamedTuple):
    """What is paid by cell, and on top to those converted: counted now, and then (`protected_prices`)."""

    table: PriceTable
    converted: tuple[dict[str, np.ndarray], ...]
    contributions: ContributionPrices

    @staticmethod
    def of(
        policy: Policy, plan: Plan, layout: PayLayout | None = None, only: tuple[np.ndarray, ...] | None = None
    ) -> LinePrices:
        """Return the prices of a law for a run: of all its cells, or those of a layout and `only` of the converted."""
        layout = layout or plan.pay
        table = price_table(policy, plan.months, layout)
        wages = Wages.of(policy, plan.months, layout, priced=(table.monthly, table.yearly))
        contributions = ContributionPrices(policy, plan.months, layout, wages)
        return LinePrices(table, protected_prices(policy, plan, only), contributions)


def _lines(
    policy: Policy, projection: Projection, prices: LinePrices, counting: Alike | Apart, converted: list[Amounts]
) -> np.ndarray:
    """Return every line by (replication, period, line), in fen."""
    layout, table, books = projection.plan.pay, prices.table, projection.books
    joined = books.flows[:, :, JOINED].sum(axis=2)
    parts = (
        counting.priced(books.pay[MONTHS], table.monthly),
        counting.priced(books.pay[REWARDED], table.yearly),
        {_SEVERANCE: _severance(books.pay, table.severance, counting)},
        *converted,
        *counting.contributed(prices.contributions),
        {line: _at_december(layout, joined * counting.by_replication(price)) for line, price in table.recruit.items()},
    )
    amounts: Amounts = {}
    for line, fen in chain.from_iterable(part.items() for part in parts):
        amounts[line] = amounts[line] + fen if line in amounts else fen
    grids = np.broadcast_to(counting.by_replication(table.grid_service), joined.shape)
    for line, of_all in _OF_ALL.items():
        amounts[line] = _at_december(layout, of_all(policy, projection, grids, amounts))
    return np.stack([amounts[line] for line in policy.lines], axis=2)


def _severance(counts: Sequence[Tally], price: Severance, counting: Alike | Apart) -> np.ndarray:
    """Return what the dismissed are due, (replication, period) fen."""
    kinds = ((SEVERANCE, price.wages), (WITHIN_CAP, price.capped), (NOTICE, price.notice))
    each = (counting.priced(counts[kind], {_SEVERANCE: one})[_SEVERANCE] for kind, one in kinds)
    return price._replace(share=counting.by_replication(price.share)).due(*each)


def _grid_service(policy: Policy, projection: Projection, grids: np.ndarray, amounts: Amounts) -> np.ndarray:
    return grids


def _guarantee(policy: Policy, projection: Projection, grids: np.ndarray, amounts: Amounts) -> np.ndarray:
    return guarantee(policy, projection, amounts)


def _levy(policy: Policy, projection: Projection, grids: np.ndarray, amounts: Amounts) -> np.ndarray:
    layout = projection.plan.pay
    return levy(policy, projection.years, layout.starts, amounts, Before.of(policy, layout, projection.books))


_OF_ALL = each(
    "what is paid for all",
    {"guarantee": _guarantee, "grid_service": _grid_service, "disability_levy": _levy},
    counted("all"),
)
(_SEVERANCE,) = each("the price of severance", {"severance": None}, counted("severance"))


def _at_december(layout: PayLayout, by_year: np.ndarray) -> np.ndarray:
    """Return yearly amounts (replication, year) in the period of each December, (replication, period)."""
    amounts = np.zeros((len(by_year), len(layout.starts)), np.int64)
    amounts[:, layout.of_month[layout.years.decembers]] = by_year
    return amounts


def shared(fen: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return amounts (…, period, line) by who bears them (…, period, line, funder): whole fen that add up exactly.

    The first bearers' shares together are rounded to the fen, one bearer more at a time. Shares such as 0.3333333333
    fall short of 1 by a hair, which is everybody's and not the last one's.
    """
    so_far = np.cumsum(shares, axis=-1)
    so_far = np.floor(fen[..., None] * (so_far / so_far[..., -1:]) + 0.5).astype(np.int64)
    return np.diff(so_far, axis=-1, prepend=0)


def repriced(projection: Projection, policy: Policy) -> bool:
    """Return whether a projection's person-months tell what another policy costs.

    They do where the two differ in pay terms alone, and what the other pays apart was counted apart.
    """
    ours, theirs = projection.policy.provisions, policy.provisions
    differing = [
        name
        for name in {*ours, *theirs}
        if ours.get(name) is not theirs.get(name) and _values(ours, name) != _values(theirs, name)
    ]
    if any((ours.get(name) or theirs[name]).term.affects == "people" for name in differing):
        return False
    layout = projection.plan.pay
    return all(layout.holds(pay_layout(law, projection.plan.months)) for law in projection.at_the_ends(policy))


def _values(provisions: Mapping[str, Provision], name: str) -> list[tuple[int, str]]:
    given = provisions.get(name)
    return [(dated.month, np.array2string(np.asarray(dated.value))) for dated in given.values] if given else []
