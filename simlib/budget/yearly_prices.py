"""What is paid once a year: prices in fen by pay period and cell, or amounts by year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simlib.budget.contributions import UNION, year_end_union
from simlib.budget.guaranteed_income import guaranteed, top_up
from simlib.budget.months_before import Before
from simlib.budget.own_items import own_prices
from simlib.budget.terms_by_month import TermsByMonth, alike, along, by_cell
from simlib.months import YEAR, Years, month_of_year, year_of
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.items import counted, each, wages
from simlib.policy.values_in_rows import in_rows
from simlib.population.world import MONTHS
from simlib.projection import Projection
from simlib.simulation.pay_layout import PayLayout

Prices = dict[str, np.ndarray]


def yearly_prices(policy: Policy, layout: PayLayout, reward_month: np.ndarray) -> Prices:
    """Return what one person in post at year end costs then, by item, each (periods, cells) int64.

    reward_month  what a month of reward is, (periods, cells)
    Reward: months of it and a sum, by rating, with the union fund on it; insurance; check-ups in due years; hours
    of training by post.
    """
    law = TermsByMonth(policy, layout.starts)
    others = {key: price(layout, law) for key, price in _FOR_EVERYBODY.items()}
    return pay_at_year_end(layout, law, law, reward_month) | others


def pay_at_year_end(layout: PayLayout, policy: TermsByMonth, rates: TermsByMonth, reward_month: np.ndarray) -> Prices:
    """Return what one person is paid at the end of M months, and the union fund on it, each (M, cells) int64."""
    paid = rewards(layout, policy, reward_month)
    return paid | year_end_union(paid, policy, rates)


def rewards(layout: PayLayout, policy: TermsByMonth, reward_month: np.ndarray) -> Prices:
    """Return the reward and the policy's own items of year end, each (M, cells) int64."""
    own = {key: by_cell(layout, price) for key, price in own_prices("year_end", layout, policy).items()}
    return {"year_end_reward": year_end_reward(layout, policy, reward_month)} | own


def year_end_reward(layout: PayLayout, policy: TermsByMonth, reward_month: np.ndarray) -> np.ndarray:
    """Return the reward of one person in post at year end, (M, cells) fen.  [pay.year_end_months, pay.year_end_sum]"""
    months, sums = (
        by_cell(layout, along(layout, "rating", policy.value(f"pay.year_end_{of}"))) for of in ("months", "sum")
    )
    return fen(reward_month * months) + fen(sums)


def _insurance(layout: PayLayout, policy: TermsByMonth) -> np.ndarray:
    return by_cell(layout, alike(layout, policy.value("welfare.insurance")))


def _check_up(layout: PayLayout, policy: TermsByMonth) -> np.ndarray:
    due = policy.rows(np.array([_is_due(policy.policy, month) for month in policy.months]))
    return by_cell(layout, alike(layout, policy.value("welfare.check_up") * due))


def _is_due(policy: Policy, month: int) -> bool:
    """Return whether a check-up is due in a year, counted from the year of the clause."""
    given = policy.provisions["welfare.check_up"].at(month)
    return (year_of(month) - year_of(given.month)) % int(policy.value("welfare.check_up_years", month)) == 0


def _training(layout: PayLayout, policy: TermsByMonth) -> np.ndarray:
    hours = along(layout, "post", policy.value("training.hours"))
    return by_cell(layout, fen(hours * alike(layout, policy.value("training.yuan_per_hour"))))


_FOR_EVERYBODY: dict[str, Callable[[PayLayout, TermsByMonth], np.ndarray]] = each(
    "the price at year end",
    {"insurance": _insurance, "check_up": _check_up, "training": _training},
    [key for key in counted("year_end") if key not in ("year_end_reward", *UNION)],
)


def recruit_prices(policy: Policy, months: range) -> Prices:
    """Return what one recruit costs before taking up post, by line, each (year,); in rows of several policies."""
    law = TermsByMonth(policy, tuple(_decembers(months)))
    each = {key: [price(policy, month) for month in law.months] for key, price in _OF_A_RECRUIT.items()}
    return {key: law.rows(in_rows(prices)).astype(np.int64) for key, prices in each.items()}


def of_one_recruit(policy: Policy, month: int) -> dict[str, int]:
    """Return what one recruit costs before taking up post, in fen by line, as the law stands in a month."""
    return {key: int(price(policy, month)) for key, price in _OF_A_RECRUIT.items()}


def _entry_training(policy: Policy, month: int) -> Any:
    return policy.value("training.entry_hours", month) * policy.value("training.yuan_per_hour", month)


def _recruitment(policy: Policy, month: int) -> Any:
    return policy.value("recruitment.yuan_per_recruit", month)


_OF_A_RECRUIT: dict[str, Callable[[Policy, int], Any]] = each(
    "the price of a recruit", {"training": _entry_training, "recruitment": _recruitment}, counted("recruit")
)


def guarantee(policy: Policy, projection: Projection, amounts: Prices) -> np.ndarray:
    """Return the top-up to the guaranteed mean income, (replication, year).             [rules.anchor, anchor.*]

    amounts  what is paid, by item, (replication, period)
    The mean is one of whole years: where the run opens within one, with the months of it before.
    """
    layout, books = projection.plan.pay, projection.books
    if not any(guaranteed(policy, year) for year in projection.years):
        return np.zeros((len(books.in_post), len(projection.years)), np.int64)
    starts = np.array([year_of(month) for month in layout.starts])
    before = Before.of(policy, layout, books)
    items = tuple(wages(policy.lines))
    in_periods = np.sum([amounts[item] for item in items], axis=0)
    found = []
    for place, year in enumerate(projection.years):
        income = in_periods[:, starts == year].sum(axis=1)
        months = books.pay[MONTHS].by_period[:, starts == year].sum(axis=1)
        if place == 0:
            income, months = income + before.together(items), months + before.months
        found.append(top_up(policy, year, income, months))
    return np.stack(found, axis=1)


def grid_service(policy: Policy, months: range) -> np.ndarray:
    """Return the service money of all grids in fen, (year,): no luck in it.            [establishment.grid_service]

    In rows of several policies. It is for all months of a year: of a part-year so many twelfths.
    """
    given, years = policy.provisions.get("establishment.grids"), Years(months)
    grids = [(month, given.find(month) if given else None) for month in _decembers(months)]
    amount = [
        policy.value("establishment.grid_service", month) * np.sum(dated.value, axis=-1) if dated else 0  # none as yet
        for month, dated in grids
    ]
    law = TermsByMonth(policy, tuple(_decembers(months)))
    part = law.rows(np.array([len(months[years.places(y)]) / YEAR for y in range(len(years))]))
    return fen(law.rows(in_rows(amount)).astype(np.int64) * part)


def _decembers(months: range) -> list[int]:
    return [month for month in months if month_of_year(month) == YEAR]
