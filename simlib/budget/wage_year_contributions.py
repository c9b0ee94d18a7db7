"""What wage years come to: last year's mean monthly wages, and the contributions on them, to the fen for each person.

                                                            [contributions.insurance_reset, contributions.fund_reset]
From a month named for it to the month before the next, everybody contributes on the wages of the calendar year before:
those of all months in post and the reward at its end, over the number of these months, within the floor and cap of the
month. Whoever had none that year contributes on the first month's wages. Who is in post when a run opens is taken to
have been paid by the cell of the opening all of the year before, and in the year of the opening until then, each month
at its own prices, and contributes on the year before until the first month named in the second year. Who joined in the
year of the opening had no wages the year before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simlib.budget.contributions import CONTRIBUTIONS, limits_of, on_this_month, wages
from simlib.budget.monthly_prices import pay_of
from simlib.budget.months_before import priced_by
from simlib.budget.terms_by_month import TermsByMonth
from simlib.budget.yearly_prices import rewards
from simlib.months import YEAR, month_number, year_of
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.items import ITEMS
from simlib.policy.policies import how_many
from simlib.population.world import NO_CELL, NO_YEAR
from simlib.simulation.clock import FUND_RESET, INSURANCE_RESET, resets
from simlib.simulation.pay_layout import PayLayout

RESETS = {"insured": INSURANCE_RESET, "medical": INSURANCE_RESET, "fund": FUND_RESET}


Priced = tuple[Mapping[str, np.ndarray], Mapping[str, np.ndarray]]


@dataclass(frozen=True)
class Wages:
    """Wages by pay cell of every year from the one before a run. Y years, S price periods, K cells, in fen.

    months   the run
    starts   (S,) the month that prices each period: of those before the run, then of the run's own
    periods  (Y, 12) int: the price period of each month; of the run's own, counted from the first after those before
    monthly  (S, K) wages of a month
    reward   (Y, K) wages paid at year end
    many     how many policies there are together: S and Y are then rows, a period or year's policies side by side
    """

    months: range
    starts: tuple[int, ...]
    periods: np.ndarray
    monthly: np.ndarray
    reward: np.ndarray
    many: int = 1

    @staticmethod
    def of(
        policy: Policy, months: range, layout: PayLayout, scale: Policy | None = None, priced: Priced | None = None
    ) -> Wages:
        """Return the wages under a law, of the months of a run, of its first year before them, and of the year before.

        scale   whose pay scale it is, if another's (see `prices_of`)
        priced  what a month and a year end are paid in the periods of the run, where that is known
        """
        before = priced_by(policy, range(month_number(year_of(months[0]) - 1, 1), months[0]))
        older = tuple(dict.fromkeys(before))
        both = np.concatenate([np.searchsorted(older, before), len(older) + layout.of_month])
        periods = np.pad(both, (0, -len(both) % YEAR), "edge").reshape(-1, YEAR)
        parts = [
            (_priced(policy, older, layout, scale), older),
            (priced or _priced(policy, layout.starts, layout, scale), layout.starts),
        ]
        monthly, yearly = (
            np.concatenate([wages(paid[kind], TermsByMonth(policy, starts)) for paid, starts in parts])
            for kind in (0, 1)
        )
        many = how_many(policy)
        reward = yearly.reshape(-1, many, yearly.shape[1])[periods[:, -1]].reshape(-1, yearly.shape[1])
        return Wages(months, (*older, *layout.starts), periods, monthly, reward, many)

    @cached_property
    def years(self) -> np.ndarray:
        """The wages of a whole year paid by one cell, with the reward apart, (Y, K)."""
        monthly = self.monthly.reshape(-1, self.many, self.monthly.shape[1])
        return np.concatenate([monthly[year].sum(axis=0) for year in self.periods])

    def means(self, wage_years: np.ndarray, place: np.ndarray, which: np.ndarray) -> np.ndarray:
        """Return the mean monthly wages at some places, (N,) int64: what many have in common is worked out once.

        wage_years, place  (H,) of WAGE_YEAR, and which of them each place is of, (N,)
        which              of which year each is, or which row of the years
        """
        pairs = which * len(wage_years) + place
        found = np.zeros(len(self.reward) * len(wage_years), np.int64)
        found[pairs] = 1
        once = np.flatnonzero(found)
        year, mine = np.divmod(once, len(wage_years))
        found[once] = self._means(wage_years, mine, year)
        return found[pairs]

    def _means(self, wage_years: np.ndarray, place: np.ndarray, which: np.ndarray) -> np.ndarray:
        cells, joins = wage_years["cells"], (wage_years["first"] != NO_YEAR)
        whole = (cells == cells[:, :1]).all(axis=1) & ~joins
        one, reward = cells[:, 0].copy(), wage_years["reward"].copy()
        total = _taken(self.years, which, one[place])
        served = np.full(len(place), YEAR)
        first, broken = np.flatnonzero(joins[place]), np.flatnonzero(~(whole | joins)[place])
        total[broken], served[broken] = self._broken(cells[place[broken]], which[broken])
        total += _taken(self.reward, which, reward[place])
        when = self.period_of(wage_years["first"][place[first]]) * self.many + which[first] % self.many
        total[first], served[first] = self.monthly[when, one[place[first]]], 1
        return fen(total / served)

    def period_of(self, months: np.ndarray) -> np.ndarray:
        """Return the price periods of some months, from January of the year before the run."""
        return self.periods.ravel()[months - month_number(year_of(self.months[0]), 1) + YEAR]

    def _broken(self, cells: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return wages and months in post of years paid by several cells, or not from January."""
        rows = self.periods[which // self.many] * self.many + (which % self.many)[:, None]
        paid = _taken(self.monthly, rows, np.maximum(cells, 0)) * (cells != NO_CELL)
        return paid.sum(axis=1), (cells != NO_CELL).sum(axis=1)


def _taken(table: np.ndarray, rows: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Return what stands in a table at some rows and cells; a cell of −1 is the last one."""
    return table.ravel().take(rows * table.shape[1] + np.where(cells < 0, table.shape[1] - 1, cells))


def _priced(policy: Policy, starts: tuple[int, ...], layout: PayLayout, scale: Policy | None) -> Priced:
    """Return what is paid in a month, and at a year end, from each of some months on."""
    terms = TermsByMonth(policy, starts)
    monthly = pay_of(layout, TermsByMonth(scale or policy, starts), terms)
    return monthly, rewards(layout, terms, monthly["reward_month"])


def bases_in_force(policy: Policy, months: range, layout: PayLayout, reset: str) -> np.ndarray:
    """Return which year's wages the bases of each pay period are on, counted from the year before the run, (T,)."""
    first = year_of(months[0])
    named = [month for month in resets(policy, months, reset) if year_of(month) > first]
    return np.array([max((year_of(month) - first for month in named if month <= start), default=0)
                     for start in layout.starts])  # fmt: skip


class ContributionPrices:
    """What a month of contributions on a wage year costs under a law, in each pay period.

    Of several policies together, a period is a row: period × policies + policy.
    """

    def __init__(self, policy: Policy, months: range, layout: PayLayout, wages: Wages | None = None) -> None:
        """Take the law of a run, and its wages where they are known."""
        self._rates = TermsByMonth(policy, layout.starts)
        self._wages = wages or Wages.of(policy, months, layout)
        self.on = {reset: bases_in_force(policy, months, layout, reset) for reset in {*RESETS.values()}}
        self._limits = limits_of(self._rates)
        self._due = ~on_this_month(self._rates)

    def at(
        self, items: Sequence[str], periods: np.ndarray, wage_years: np.ndarray, place: np.ndarray,
        of: np.ndarray | None = None,
    ) -> dict[str, np.ndarray]:  # fmt: skip
        """Return the price by item at some places: a pay period and a wage year each, (N,) int64.

        wage_years, place  (H,) of WAGE_YEAR, and which of them each place is of, (N,)
        of                 the period whose bases these are, (N,), where it is not the one whose rates and limits hold
        """
        bases = self.bases(items, periods, wage_years, place, of)
        return {key: self._rate(key, periods, base) for key, base in bases.items()}

    def bases(
        self, items: Sequence[str], periods: np.ndarray, wage_years: np.ndarray, place: np.ndarray,
        of: np.ndarray | None = None,
    ) -> dict[str, np.ndarray]:  # fmt: skip
        """Return the base of each item at some places, (N,) int64 fen (see `at`)."""
        on = {key: str(ITEMS[key].rate_of) for key in items}
        means: dict[str, np.ndarray] = {}
        for reset in {RESETS[base] for base in on.values()}:
            alike = [other for other in means if np.array_equal(self.on[other], self.on[reset])]
            row = periods if of is None else of
            which = self.on[reset][row // self._rates.many] * self._rates.many + row % self._rates.many
            means[reset] = means[alike[0]] if alike else self._wages.means(wage_years, place, which)
        within: dict[str, np.ndarray] = {}
        for base in {*on.values()}:
            alike = [other for other in within if self._limited_alike(base, other)]
            low, high = self._limits[base]
            within[base] = within[alike[0]] if alike else np.clip(means[RESETS[base]], low[periods], high[periods])
        return {key: within[base] for key, base in on.items()}

    def _limited_alike(self, one: str, other: str) -> bool:
        """Return whether two bases are the same: set in the same months, within the same floor and cap."""
        same = (np.array_equal(*ends) for ends in zip(self._limits[one], self._limits[other], strict=True))
        return np.array_equal(self.on[RESETS[one]], self.on[RESETS[other]]) and all(same)

    def _rate(self, key: str, periods: np.ndarray, base: np.ndarray) -> np.ndarray:
        return fen(base * (self._rates.value(f"contributions.{key}") * self._due)[periods])


def counted_in(books: int) -> tuple[tuple[str, ...], ...]:
    """Return the contributions of each book of a run: all in one, or those on the fund's base in their own."""
    if books == 1:
        return (CONTRIBUTIONS,)
    fund = tuple(key for key in CONTRIBUTIONS if ITEMS[key].rate_of == "fund")
    return tuple(key for key in CONTRIBUTIONS if key not in fund), fund
