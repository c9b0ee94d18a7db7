"""The engine held against its exact twin: every mean and variance within a bound that exact moments give."""

from __future__ import annotations

import numpy as np
import xarray as xr

from simlib import cost, project
from simlib.budget.severance import Severance
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, EDUCATIONS, RAMP_STEPS
from simlib.policy.items import ITEMS
from simlib.population.person import BASIC, FAILED, JOINED, NOT_RE_ELECTED, RETIRED, SATISFACTORY, UNRATED
from simlib.population.world import MONTHS
from simlib.simulation.pay_layout import AXES
from simlib.staff.opening import Staff
from simlib.twin import Twin, twin
from simlib.twin.agreement import RISK, agreement, largest_z
from simlib.twin.expected_post import half_months
from simlib.twin.monthly_terms import law_of
from simlib.twin.pricing import KINDS, Pricing
from simlib.twin.twin import books_of

YEARS, REPLICATIONS = 10, 2000
AT_ONCE = 250  # replications of one seed: the books of more are large
TRAITS = {  # whose months of pay are counted; what is excellent for the engine may be satisfactory for the twin
    **{("rating", rating): (rating,) for rating in (UNRATED, FAILED, BASIC)},
    ("rating", SATISFACTORY): (SATISFACTORY, SATISFACTORY + 1),
    **{("ramp_step", step): (step,) for step in range(len(RAMP_STEPS))},
    **{("certificate", held): (held,) for held in range(len(CERTIFICATES))},
    **{("education", held): (held,) for held in range(len(EDUCATIONS))},
}


class Held:
    """One policy and staff, simulated and worked out.

    in_post (R, years, post, grade), flows (R, years, flow, post), fen (R, years, line)
    paid    (R, years, traits) person-months of TRAITS
    vacant  entry posts vacant at the opening, where they are refilled
    """

    def __init__(
        self,
        policy: Policy,
        staff: Staff,
        years: int = YEARS,
        replications: int = REPLICATIONS,
        vacant: int | None = None,
    ) -> None:
        self.policy, self.staff, self.whole_years, self.replications = policy, staff, years, replications
        self.exact: Twin = twin(policy, staff, years=years, vacant=vacant)
        self.law = law_of(policy, years)
        self.years = len(self.law.years)
        self.prices = Pricing.of(self.law)
        parts = [_lived(self, seed) for seed in range(replications // AT_ONCE)]
        self.in_post, self.flows, self.paid, self.fen = (np.concatenate(part) for part in zip(*parts, strict=True))

    def assert_people_agree(self) -> None:
        """Everyone in post by year, post and grade, and by year and post; everyone leaving by year, reason and post."""
        leaving = self.flows[:, :, RETIRED : NOT_RE_ELECTED + 1]
        self.assert_sums_agree(
            (self.exact.in_post, self.in_post),
            (self.exact.staff, self.in_post.sum(axis=3)),
            (self.exact.exits, leaving),
            (self.exact.gone, leaving.sum(axis=3)),
        )

    def assert_refilled_agree(self) -> None:
        """The same where entry posts are refilled; recruits and leavers of these, and cost, by their expectation.

        A post is refilled once a year at most, so it loses no more than two holders: a count X from 0 to m has a
        variance of at most m E[X].
        """
        leaving = self.flows[:, :, RETIRED : NOT_RE_ELECTED + 1]
        self.assert_sums_agree(
            (self.exact.in_post, self.in_post),
            (self.exact.staff, self.in_post.sum(axis=3)),
            (self.exact.exits[..., :-1], leaving[..., :-1]),
        )
        for number in range(leaving.shape[2]):
            expected = self.exact.exits.values[0, :, number, -1]
            self.assert_mean(leaving[:, :, number, -1], np.stack([expected, 2 * expected]), 2, leaving[0, ..., -1].size)
        joined = self.exact.joined.values
        self.assert_mean(self.flows[:, :, JOINED].sum(axis=2), np.stack([joined, joined]), 1, self.years)
        for number, name in enumerate(ITEMS):
            most = most_for_one(self, only(self.prices, name)) + self.prices.table.recruit.get(name, np.zeros(1)).max()
            expected = self.exact.cost.values[:, number] * 100
            self.assert_mean(self.fen[:, :, number], np.stack([expected, most * expected]), most, self.fen[0].size)

    def assert_sums_agree(self, *pairs: tuple[xr.DataArray, np.ndarray]) -> None:
        """Mean and variance of counts (R, …) that are sums of yes-or-no, all of them at once."""
        compared = 2 * sum(exact[0].size for exact, _ in pairs)
        beyond = {}
        for exact, counts in pairs:
            found = agreement(exact.values, counts, compared)
            for what in ("means_agree", "variances_agree"):
                agree = xr.DataArray(getattr(found, what), exact[0].coords, exact.dims[1:])
                beyond |= {(what, *cell): float(found.z[place]) for place, cell in cells_where(~agree)}
        assert not beyond

    def assert_months_agree(self) -> None:
        """Months paid by year, rating, step of part pay, certificate and degree."""
        nothing = np.zeros_like(self.prices.table.severance.year)
        for number, (axis, _) in enumerate(TRAITS):
            one_each = np.broadcast_to(_has_trait(self.prices, number), nothing.shape).astype(float)
            due = nothing_due(self.prices)
            table = self.prices.table._replace(monthly={axis: one_each}, yearly={axis: nothing}, severance=due)
            alone = self.prices._replace(table=table, due={})
            self.assert_mean(self.paid[:, :, number], moments(self, alone), YEAR, len(TRAITS) * self.years)

    def assert_cost_agrees(self) -> None:
        """What each year costs: its mean line by line, and its variance in all."""
        expected, most = np.zeros((self.years, len(ITEMS))), 0.0
        for number, name in enumerate(ITEMS):
            alone = only(self.prices, name)
            found, largest = moments(self, alone), most_for_one(self, alone)
            found[0] += self.prices.table.grid_service if name == "grid_service" else 0
            self.assert_mean(self.fen[:, :, number], found, largest, self.fen[0].size)
            expected[:, number], most = found[0], most + largest
        assert np.allclose(self.exact.cost.values * 100, expected)
        variance = self.exact.cost_variance.values * 100**2
        fourth = 3 * variance**2 + variance * most**2  # the κ₄ of a sum of people's costs is no larger
        spread = np.sqrt((fourth - variance**2 * (self.replications - 3) / (self.replications - 1)) / self.replications)
        off = self.fen.sum(axis=2).var(axis=0, ddof=1) - variance
        assert (np.abs(off) <= largest_z(self.years) * spread).all()

    def assert_mean(self, found: np.ndarray, exact: np.ndarray, largest: float, compared: int) -> None:
        """Hold means over replications (R, years), by Bernstein's inequality: nobody adds more than `largest`."""
        nats, variance = np.log(2 * compared / RISK), self.replications * np.maximum(exact[1], 0)
        share = largest * nats / 3
        off_by = (share + np.sqrt(share**2 + 2 * nats * variance)) / self.replications
        assert (np.abs(found.mean(axis=0) - exact[0]) <= off_by).all()


def _lived(held: Held, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    run = project(held.policy, held.staff, years=held.whole_years, replications=AT_ONCE, seed=seed)
    months = run.books.pay[MONTHS].whole
    by_trait = np.stack([months @ _has_trait(held.prices, number) for number in range(len(TRAITS))], axis=2)
    years = np.array(held.prices.table.layout.starts) // YEAR
    paid = np.stack([by_trait[:, years == year].sum(axis=1) for year in held.law.years], axis=1)
    return run.books.in_post[:, 1:], run.books.flows, paid, cost(run).fen.astype(float)


def _has_trait(prices: Pricing, number: int) -> np.ndarray:
    """Return which pay cells have one of TRAITS, (cells,); a trait without cells of its own is that of none."""
    (axis, _), values = list(TRAITS.items())[number]
    at = AXES.index(axis)
    lengths = prices.table.layout.lengths
    shape = [-1 if place == at else 1 for place in range(len(AXES))]
    has = np.isin(np.arange(lengths[at]), values).reshape(shape)
    return np.broadcast_to(has, lengths).reshape(-1)


def moments(held: Held, prices: Pricing) -> np.ndarray:
    """Return mean and variance of what each year comes to at such prices, (2, years)."""
    table = prices.table
    tables = (table.monthly_total, table.yearly_total, table.severance.year)
    if not prices.due and not any(one.any() for one in tables):
        return np.zeros((2, held.years))
    first, second = np.concatenate([book.cost for book in books_of(held.law, prices, held.staff.records)], axis=1)
    return np.stack([first.sum(axis=0), (second - first**2).sum(axis=0)])


def only(prices: Pricing, name: str) -> Pricing:
    """Return the prices of one budget line, all others nothing."""
    table = prices.table
    nothing = np.zeros_like(table.severance.year)
    table = table._replace(
        monthly={line: price if line == name else nothing for line, price in table.monthly.items()},
        yearly={line: price if line == name else nothing for line, price in table.yearly.items()},
        severance=table.severance if name == "severance" else nothing_due(prices),
    )
    return prices._replace(table=table, due={line: one for line, one in prices.due.items() if line == name})


def most_for_one(held: Held, prices: Pricing) -> float:
    """Return the most that one person costs in a year, in fen."""
    halves, table, wages = (
        half_months(held.law.months[-1] - held.staff.records["joined"].min()),
        prices.table,
        prices.wages,
    )
    base = np.full((len(KINDS), 1), max(wages.monthly.max(), (wages.years + wages.reward).max() / YEAR))
    periods = range(len(table.layout.starts))
    due = max(sum(int(one.on(base, period)[0]) for one in prices.due.values()) for period in periods)
    monthly = table.monthly_total.max() + due
    severed = (table.severance.year * table.severance.share[:, None]).max()
    once = table.yearly_total.max() + halves * severed + table.severance.notice.max()
    return float(YEAR * monthly + once)


def nothing_due(prices: Pricing) -> Severance:
    """Return prices at which nobody is due anything on dismissal."""
    nothing = np.zeros_like(prices.table.severance.year)
    return prices.table.severance._replace(year=nothing, notice=nothing)


def cells_where(yes: xr.DataArray) -> list[tuple[tuple[int, ...], tuple[object, ...]]]:
    """Return place and labels of every cell that is true."""
    labels = [yes[dim].values.tolist() for dim in yes.dims]
    places = [tuple(map(int, place)) for place in np.argwhere(yes.values)]
    return [(place, tuple(names[k] for names, k in zip(labels, place, strict=True))) for place in places]


def some_of(staff: Staff, people: int) -> Staff:
    """Return about so many of a staff, evenly through the roster, so that every post is there."""
    every = max(1, len(staff) // people)
    return staff.without(*(place for place in range(len(staff)) if place % every))
