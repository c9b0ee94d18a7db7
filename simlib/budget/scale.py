"""The pay scale: what a post and a grade are worth in a month, by the rule in force.              [rules.pay]"""

from __future__ import annotations

import numpy as np

from simlib.budget.paths import grown, pay_base
from simlib.policy import Policy
from simlib.simulation.pay_layout import AXES, PayLayout


def scale_pay(policy: Policy, layout: PayLayout, month: int) -> np.ndarray:
    """Return the full monthly pay of every cell in fen, before it is split and rounded, shape (cells,) float64."""
    return RULES[policy.choice("rules.pay", month)](policy, layout, month)


def _base_times_coefficient(policy: Policy, layout: PayLayout, month: int) -> np.ndarray:
    """Base × coefficient of the grade.                                      [pay.base, pay.coefficient_step]"""
    return along(layout, "grade", pay_base(policy, month) * coefficients(policy, month))


def _post_and_grade_sums(policy: Policy, layout: PayLayout, month: int) -> np.ndarray:
    """A sum for the post and a sum for the grade, each raised with the awards.    [pay.post_sum, pay.grade_sum]"""

    def sums(name: str) -> np.ndarray:
        return np.asarray(grown(policy, name, month, growth="pay.base_growth", when="pay.award_month"))

    return along(layout, "post", sums("pay.post_sum")) + along(layout, "grade", sums("pay.grade_sum"))


RULES = {"base_times_coefficient": _base_times_coefficient, "post_and_grade_sums": _post_and_grade_sums}


def part_paid(policy: Policy, layout: PayLayout, month: int) -> np.ndarray | float:
    """Return the share of the scale that is paid: new staff in the posts concerned climb to it.   [ramp.share]"""
    if policy.choice("rules.ramp", month) == "none":
        return 1.0
    share = along(layout, "ramp_step", policy.value("ramp.share", month))
    return np.where(along(layout, "post", policy.value("ramp.posts", month)) == 1, share, 1.0)


def coefficients(policy: Policy, month: int) -> np.ndarray:
    """Return the coefficient of each grade, shape (grades,): equal steps from the lowest.   [pay.coefficient_step]"""
    steps = np.arange(policy.grades)
    return policy.value("pay.lowest_coefficient", month) + policy.value("pay.coefficient_step", month) * steps


def along(layout: PayLayout, axis: str, values: float | np.ndarray) -> np.ndarray:
    """Return values along one axis of the cells for every cell, shape (cells,); an axis without cells is worth 0."""
    place = AXES.index(axis)
    values = np.asarray(values, dtype=float)
    if layout.lengths[place] == 1 and values.size != 1:
        values = np.zeros(1)
    shape = [-1 if at == place else 1 for at in range(len(AXES))]
    return np.broadcast_to(values.reshape(shape), layout.lengths).reshape(-1)
