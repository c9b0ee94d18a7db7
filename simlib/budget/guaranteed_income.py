"""The income that the anchor wage guarantees.                                     [rules.anchor, anchor.*]"""

from __future__ import annotations

import numpy as np

from simlib.months import YEAR, month_number
from simlib.policy import Policy
from simlib.policy.anchor_wage import anchor_wage
from simlib.policy.fen import fen
from simlib.policy.terms import each_option

each_option("rules.anchor", "base_follows", "income_guaranteed")  # see `pay_bases` and `top_up`


def guaranteed(policy: Policy, year: int) -> bool:
    """Return whether a mean income is guaranteed for a year, by the law of its December."""
    return policy.choice("rules.anchor", month_number(year, YEAR)) == "income_guaranteed"


def guaranteed_income(policy: Policy, year: int) -> int:
    """Return the mean yearly income in fen that is guaranteed for a year, by the law of its December."""
    return anchor_wage(policy, year, month_number(year, YEAR))


def top_up(policy: Policy, year: int, income: np.ndarray, person_months: np.ndarray) -> np.ndarray:
    """Return what mean income falls short of the guaranteed one in a year, for all together, (replication,) fen.

    income         (replication,) fen paid to all in the year
    person_months  (replication,) months that they served
    """
    if not guaranteed(policy, year):
        return np.zeros_like(income)
    due = fen(guaranteed_income(policy, year) * person_months / YEAR)
    return np.maximum(due - income, 0)
