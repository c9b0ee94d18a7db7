"""The steps between two costs: staff changed one thing at a time at given prices, prices changed one part at a time.

R replications, K pay cells, P posts, G grades. Counts are person-months (or people at year end), money is fen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.budget.monthly_prices import prices_of
from simlib.budget.terms_by_month import TermsByMonth
from simlib.budget.yearly_prices import pay_at_year_end
from simlib.policy.items import ITEMS, Item, caused, each
from simlib.simulation.pay_layout import PayLayout
from simlib.text import Text

CAUSES: dict[str, Text] = {  # in the order of the steps
    "carry_over": Text("上年调资翘尾", "Carry-over"),
    "headcount": Text("在岗人数增减", "Headcount"),
    "post_mix": Text("岗位结构", "Post mix"),
    "new_for_old": Text("人员更替", "Turnover"),
    "grade_drift": Text("晋级增资", "Grade drift"),
    "ratings_and_allowances": Text("考核与津贴", "Ratings and allowances"),
    "pay_award": Text("调资", "Pay award"),
    "contributions": Text("缴费费率与基数", "Contribution rates and bases"),
    "conversion": Text("套改保留差额", "Protected pay on conversion"),
    "other": Text("其他支出项目", "Other lines"),
}
QUANTITIES = ("headcount", "post_mix", "new_for_old", "grade_drift", "ratings_and_allowances")
PRICES = ("pay_award", "ratings_and_allowances", "contributions")
UNIT_LINES = caused("")  # what is paid for each person-month or at each year end, taken apart step by step
CONVERSION_LINES = caused("conversion")


def _explained(item: Item) -> bool:
    """Return whether an item has a cause; what is paid by month, and no other than that and at year end, has steps."""
    stepped = set(item.counted) <= {"month", "year_end", "contributed"}
    return item.cause in CAUSES and "month" not in item.counted if item.cause else stepped


each("explain", {key: None for key, item in ITEMS.items() if _explained(item)})
CauseParts = dict[str, np.ndarray]  # by cause, (R,) int64


class CauseUnit(NamedTuple):
    """What one of each pay cell costs in fen: a person-month, and a person at year end. (K,)

    With the contributions on the month's own wages; those on last year's are `contributions_apart`.
    """

    month: np.ndarray
    reward: np.ndarray


class CauseCounts(NamedTuple):
    """Staff over some time.

    months, rewarded   (R, K) int64: person-months, and people at year end, by pay cell
    risen              (R, P, G): of the months, those after changes of grade that are counted as drift, + in the new
                       grade and − in the old one
    risen_rewarded     (R, P, G): likewise of the people at year end
    """

    months: np.ndarray
    rewarded: np.ndarray
    risen: np.ndarray
    risen_rewarded: np.ndarray

    def at(self, unit: CauseUnit) -> np.ndarray:
        """Return what these cost, (R,) int64."""
        return np.asarray(self.months @ unit.month + self.rewarded @ unit.reward)


def unit_cost(layout: PayLayout, scale: TermsByMonth, standards: TermsByMonth, rates: TermsByMonth) -> CauseUnit:
    """Return what one of each cell costs with scale, standards and rates each as the law of one month has them."""
    prices = prices_of(layout, scale, standards, rates)
    reward_month = prices.pop("reward_month")
    prices.pop("full_pay")
    rewards = pay_at_year_end(layout, standards, rates, reward_month)
    return CauseUnit(*(np.sum(list(paid.values()), axis=0)[0] for paid in (prices, rewards)))


def add(parts: CauseParts, more: CauseParts) -> None:
    """Add what some causes add besides."""
    for cause, fen in more.items():
        parts[cause] = parts[cause] + fen if cause in parts else fen


def of_quantities(before: CauseCounts, after: CauseCounts, unit: CauseUnit, layout: PayLayout) -> CauseParts:
    """Return what each change of staff adds at these prices; the parts add to the difference of the two costs."""
    months = _steps(before.months, after.months, before.risen, after.risen, unit.month, layout)
    rewards = _steps(before.rewarded, after.rewarded, before.risen_rewarded, after.risen_rewarded, unit.reward, layout)
    return {cause: months[cause] + rewards[cause] for cause in QUANTITIES}


def of_prices(counts: CauseCounts, layout: PayLayout, old: TermsByMonth, new: TermsByMonth) -> CauseParts:
    """Return what each part of new prices adds for this staff: first the scale, then the standards, then the rates."""
    places = ((old, old, old), (new, old, old), (new, new, old), (new, new, new))
    levels = [counts.at(unit_cost(layout, *moments)) for moments in places]
    return dict(zip(PRICES, np.diff(levels, axis=0), strict=True))


def _steps(
    before: np.ndarray, after: np.ndarray, risen_before: np.ndarray, risen: np.ndarray, price: np.ndarray,
    layout: PayLayout,
) -> CauseParts:  # fmt: skip
    """Return the steps of one count, by pay cell. A grade is worth what it is with the rest of its post's mix."""
    posts, grades = layout.lengths[:2]
    was, now, price = (cells.reshape(*cells.shape[:-1], posts, grades, -1) for cells in (before, after, price))
    held, holds = (Held((staff * price).sum(axis=3), staff.sum(axis=3)) for staff in (was, now))
    worth = over(np.einsum("rpx,pgx->rpg", was.sum(axis=2), price), held.people.sum(axis=2)[:, :, None])
    return steps(held, holds, worth, risen_before, risen)


class Held(NamedTuple):
    """What a staff costs at given prices, and how many there are, each (R, P, G)."""

    cost: np.ndarray
    people: np.ndarray


def steps(before: Held, after: Held, worth: np.ndarray, risen_before: np.ndarray, risen: np.ndarray) -> CauseParts:
    """Return what each change of staff adds. Each level is rounded to the fen, so that differences add up exactly.

    posts   staff of every post as it is after, each post at its mean cost before
    worth   of a grade in a post, (R, P, G)
    """
    cost, held, holds = (part.sum(axis=2) for part in (before.cost, before.people, after.people))
    there = held > 0
    more = over(holds, held)
    shift = (after.people - risen) - (before.people - risen_before) * more[:, :, None]
    people, people_now, end = held.sum(axis=1), holds.sum(axis=1), after.cost.sum(axis=(1, 2)).astype(float)
    heads = np.where(people > 0, cost.sum(axis=1) * over(people_now, people), end)
    mixed = np.where(there, cost * more, after.cost.sum(axis=2)).sum(axis=1)
    replaced = mixed + (shift * worth).sum(axis=(1, 2))
    drifted = replaced + ((risen - risen_before) * worth).sum(axis=(1, 2))
    levels = np.rint([cost.sum(axis=1), heads, mixed, replaced, drifted, end]).astype(np.int64)
    return dict(zip(QUANTITIES, np.diff(levels, axis=0), strict=True))


def over(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return one over the other, and nothing where the other is nothing."""
    return np.divide(one, other, out=np.zeros(np.broadcast_shapes(one.shape, other.shape)), where=other > 0)
