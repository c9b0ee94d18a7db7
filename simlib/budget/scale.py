"""The pay scale: what a post and a grade are worth in a month, by the rule in force.              [rules.pay]"""

from __future__ import annotations

import numpy as np

from simlib.budget.terms_by_month import TermsByMonth, alike, along
from simlib.policy.in_force import pay_bases
from simlib.policy.terms import each_option
from simlib.simulation.pay_layout import PayLayout


def scale_pay(layout: PayLayout, terms: TermsByMonth) -> np.ndarray:
    """Return full monthly pay in fen before it is split and rounded, in the shape of the cells, (M, …) float64."""
    return _joined(layout, [RULES[rule](layout, some) for rule, some in terms.by_option("rules.pay")])


def _base_times_coefficient(layout: PayLayout, terms: TermsByMonth) -> np.ndarray:
    """Base × coefficient of the grade.                                      [pay.base, pay.coefficient_step]"""
    bases = terms.rows(pay_bases(terms.policy, terms.months))
    return along(layout, "grade", bases[:, None] * coefficients(terms))


def _post_and_grade_sums(layout: PayLayout, terms: TermsByMonth) -> np.ndarray:
    """A sum for the post and a sum for the grade, each raised with the awards.    [pay.post_sum, pay.grade_sum]"""
    post, grade = (terms.grown(name) for name in ("pay.post_sum", "pay.grade_sum"))
    return along(layout, "post", post) + along(layout, "grade", grade)


RULES = {"base_times_coefficient": _base_times_coefficient, "post_and_grade_sums": _post_and_grade_sums}
each_option("rules.pay", *RULES)
each_option("rules.ramp", "each_satisfactory_year")  # see `_share`


def part_paid(layout: PayLayout, terms: TermsByMonth) -> np.ndarray:
    """Return the share of the scale that is paid, in the shape of the cells: new staff climb to it.   [ramp.share]"""
    return _joined(layout, [_share(layout, rule, some) for rule, some in terms.by_option("rules.ramp")])


def _share(layout: PayLayout, rule: str, terms: TermsByMonth) -> np.ndarray:
    if rule == "none":
        return alike(layout, terms.rows(np.ones(len(terms.months))))
    share = along(layout, "ramp_step", terms.value("ramp.share"))
    return np.where(along(layout, "post", terms.value("ramp.posts")) == 1, share, 1.0)


def _joined(layout: PayLayout, parts: list[np.ndarray]) -> np.ndarray:
    """Return the months of several rules one after the other."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([np.broadcast_to(part, (len(part), *layout.lengths)) for part in parts])


def coefficients(policy: TermsByMonth) -> np.ndarray:
    """Return the coefficient of each grade, shape (M, grades): equal steps from the lowest. [pay.coefficient_step]"""
    lowest, step = (policy.value(f"pay.{name}")[:, None] for name in ("lowest_coefficient", "coefficient_step"))
    return np.asarray(lowest + step * np.arange(policy.policy.grades))
