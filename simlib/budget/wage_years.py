"""What wage years come to: last year's mean monthly wages, and the contributions on them, to the fen for each person.

                                                            [contributions.insurance_reset, contributions.fund_reset]
From a month named for it to the month before the next, everybody contributes on the wages of the calendar year before:
those of all months in post and the reward at its end, over the number of these months, within the floor and cap of the
month. Whoever had none that year contributes on the first month's wages. Who is in post when a run opens is taken to
have been paid all of the year before by the cell of the opening, at that year's prices, and contributes on that until
the first month named in the second year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.budget.contributions import CONTRIBUTIONS, limits_of, on_this_month, wages
from simlib.budget.fen import fen
from simlib.budget.moments import Moments, by_cell
from simlib.budget.own import own_prices
from simlib.budget.prices import pay_of
from simlib.budget.yearly import year_end_reward
from simlib.months import YEAR, month_number, year_of
from simlib.policy import Policy
from simlib.policy.items import ITEMS
from simlib.population.world import NO_CELL, NO_YEAR
from simlib.simulation.clock import FUND_RESET, INSURANCE_RESET, resets
from simlib.simulation.pay_layout import PayLayout, pay_layout

RESETS = {"insured": INSURANCE_RESET, "medical": INSURANCE_RESET, "fund": FUND_RESET}


@dataclass(frozen=True)
class Wages:
    """Wages by pay cell of every year from the one before a run. Y years, S price periods, K cells, in fen.

    months   the run
    periods  (Y, 12) int: the price period of each month; of the run's own, counted from the first after last year's
    monthly  (S, K) wages of a month
    reward   (Y, K) wages paid at year end
    """

    months: range
    periods: np.ndarray
    monthly: np.ndarray
    reward: np.ndarray

    @staticmethod
    def of(law: Policy, months: range, layout: PayLayout, scale: Policy | None = None) -> Wages:
        """Return the wages under a law, of the months of a run and the year before.

        scale  whose pay scale it is, if another's (see `prices_of`)
        """
        first = year_of(months[0])
        before = _year_before(law, first)
        older = tuple(dict.fromkeys(before))
        starts = older + layout.starts
        moments = Moments(law, starts)
        paid = pay_of(layout, Moments(scale or law, starts), moments)
        run = len(older) + layout.of_month[np.clip(np.arange(month_number(first, 1), months.stop) - months[0], 0, None)]
        last_year = np.searchsorted(older, before)
        periods = np.concatenate([last_year, np.pad(run, (0, -len(run) % YEAR), "edge")]).reshape(-1, YEAR)
        return Wages(
            months, periods, wages(paid, moments), _rewards(law, layout, paid["reward_month"], starts, periods)
        )

    @cached_property
    def years(self) -> np.ndarray:
        """The wages of a whole year paid by one cell, with the reward apart, (Y, K)."""
        return np.stack([self.monthly[year].sum(axis=0) for year in self.periods])

    def means(self, wage_years: np.ndarray, which: np.ndarray) -> np.ndarray:
        """Return the mean monthly wages of wage years, (N,) int64; `which` year each is of, (N,)."""
        cells, first = wage_years["cells"], wage_years["first"]
        total, served = np.zeros(len(which), np.int64), np.ones(len(which), np.int64)
        whole = (cells == cells[:, :1]).all(axis=1) & (first == NO_YEAR)
        total[whole] = self.years[which[whole], cells[whole, 0]]
        served[whole] = YEAR
        broken = ~whole & (first == NO_YEAR)
        total[broken], served[broken] = self._broken(cells[broken], which[broken])
        rewarded = first == NO_YEAR
        total[rewarded] += self.reward[which[rewarded], wage_years["reward"][rewarded]]
        at = first[~rewarded] - month_number(year_of(self.months[0]), 1) + YEAR
        total[~rewarded] = self.monthly[self.periods.ravel()[at], cells[~rewarded, 0]]
        return fen(total / served)

    def _broken(self, cells: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return wages and months in post of years paid by several cells, or not from January."""
        paid = self.monthly[self.periods[which], np.maximum(cells, 0)] * (cells != NO_CELL)
        return paid.sum(axis=1), (cells != NO_CELL).sum(axis=1)


def _year_before(law: Policy, first: int) -> tuple[int, ...]:
    """Return for each month of the year before a run the month whose law prices it: itself, if the law is so old."""
    start = month_number(first, 1)
    begun = [one.values[0].month for one in law.provisions.values() if one.term.priced]
    since = max(start - YEAR, max((month for month in begun if month <= start), default=start))
    if since == start:
        return (start,) * YEAR
    layout = pay_layout(law, range(since, start))
    known = [layout.starts[period] for period in layout.of_month]
    return (since,) * (YEAR - len(known)) + tuple(known)


def _rewards(
    law: Policy, layout: PayLayout, reward_month: np.ndarray, starts: tuple[int, ...], periods: np.ndarray
) -> np.ndarray:
    """Return what is paid at the end of each year that is wages, (Y, K)."""
    ends = periods[:, -1]
    moments = Moments(law, tuple(starts[end] for end in ends))
    paid = {"year_end_reward": year_end_reward(layout, moments, reward_month[ends])}
    own = {key: by_cell(layout, price) for key, price in own_prices("year_end", layout, moments).items()}
    return wages(paid | own, moments)


def bases_in_force(law: Policy, months: range, layout: PayLayout, reset: str) -> np.ndarray:
    """Return which year's wages the bases of each pay period are on, counted from the year before the run, (T,)."""
    first = year_of(months[0])
    named = [month for month in resets(law, months, reset) if year_of(month) > first]
    return np.array([max((year_of(month) - first for month in named if month <= start), default=0)
                     for start in layout.starts])  # fmt: skip


class ContributionPrices:
    """What a month of contributions on a wage year costs under a law, in each pay period."""

    def __init__(self, law: Policy, months: range, layout: PayLayout, wages: Wages | None = None) -> None:
        self._rates = Moments(law, layout.starts)
        self._wages = wages or Wages.of(law, months, layout)
        self.on = {reset: bases_in_force(law, months, layout, reset) for reset in {*RESETS.values()}}
        self._limits = limits_of(self._rates)
        self._due = ~on_this_month(self._rates)

    def at(
        self, items: Sequence[str], periods: np.ndarray, wage_years: np.ndarray, of: np.ndarray | None = None
    ) -> dict[str, np.ndarray]:
        """Return the price by item at some places: a pay period and a wage year each, (N,) int64.

        of  the period whose bases these are, (N,), where it is not the one whose rates, floors and caps are in force
        """
        bases = self.bases(items, periods, wage_years, of)
        return {key: self._rate(key, periods, base) for key, base in bases.items()}

    def bases(
        self, items: Sequence[str], periods: np.ndarray, wage_years: np.ndarray, of: np.ndarray | None = None
    ) -> dict[str, np.ndarray]:
        """Return the base of each item at some places, (N,) int64 fen."""
        on = {key: str(ITEMS[key].rate_of) for key in items}
        means = {
            reset: self._wages.means(wage_years, self.on[reset][periods if of is None else of])
            for reset in {RESETS[base] for base in on.values()}
        }
        limits = {base: (low[periods], high[periods]) for base, (low, high) in self._limits.items()}
        return {key: np.clip(means[RESETS[base]], *limits[base]) for key, base in on.items()}

    def _rate(self, key: str, periods: np.ndarray, base: np.ndarray) -> np.ndarray:
        return fen(base * self._rates.value(f"contributions.{key}")[periods]) * self._due[periods]


def counted_in(books: int) -> tuple[tuple[str, ...], ...]:
    """Return the contributions of each book of a run: all in one, or those on the fund's base in their own."""
    if books == 1:
        return (CONTRIBUTIONS,)
    fund = tuple(key for key in CONTRIBUTIONS if ITEMS[key].rate_of == "fund")
    return tuple(key for key in CONTRIBUTIONS if key not in fund), fund
