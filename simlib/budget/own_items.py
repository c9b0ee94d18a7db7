"""What a bureau's own items cost: a sum for some posts and grades, in some months of the year.        [items.*]"""

from __future__ import annotations

import numpy as np

from simlib.budget.terms_by_month import TermsByMonth, alike, along
from simlib.months import YEAR
from simlib.policy.fen import fen
from simlib.policy.files.own_items import OwnItem
from simlib.policy.items import CountedBy
from simlib.simulation.pay_layout import AXES, PayLayout


def own_prices(how: CountedBy, layout: PayLayout, policy: TermsByMonth) -> dict[str, np.ndarray]:
    """Return what each own item that is counted in a way costs a person, in fen, in the shape of the cells, (M, …)."""
    return {item.key: _price(item, layout, policy) for item in policy.policy.own_items if how in item.counted}


def _price(item: OwnItem, layout: PayLayout, law: TermsByMonth) -> np.ndarray:
    sums = law.value(item.term.name)
    paid = along(layout, item.by, sums) if item.by else alike(layout, sums)
    policy = law.policy
    who = [[item.paid_to(post, grade + 1) for grade in range(policy.grades)] for post in policy.axis("post")]
    to = np.array(who).reshape(1, len(who), policy.grades, *(1 for _ in AXES[2:]))
    return fen(paid * to * alike(layout, _when(item, law)))


def _when(item: OwnItem, policy: TermsByMonth) -> np.ndarray:
    """Return whether it is paid in each month, (M,); the share of the year where it is spread evenly over it."""
    if not item.months:
        return policy.rows(np.ones(len(policy.months), np.int64))
    if policy.even:
        return policy.rows(np.full(len(policy.months), len(item.months) / YEAR))
    return policy.rows(np.array([item.paid_in(month) for month in policy.months], np.int64))
