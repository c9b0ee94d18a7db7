"""Which of several policies contradict themselves (`checks.py`)."""

from __future__ import annotations

import numpy as np

from simlib.policy.checks import Rule, rules_about
from simlib.policy.policies import Policies

Broken = tuple[tuple[str, ...], np.ndarray]  # the terms of a rule, and which policies break it, (policies,) bool


def broken_rules(policies: Policies) -> list[Broken]:
    """Return the rules that any of the policies breaks, of those about what differs between them."""
    found = ((rule.terms, _breaking(rule, policies)) for rule in rules_about(policies.provisions, policies.apart))
    return [(terms, where) for terms, where in found if where.any()]


def _breaking(rule: Rule, policies: Policies) -> np.ndarray:
    """Return which of the policies break a rule in any month, (policies,) bool."""
    given = [policies.provisions[name] for name in rule.terms]
    broken = np.zeros(policies.many, bool)
    for month in sorted({dated.month for one in given for dated in one.values}):
        in_force = [dated for one in given if (dated := one.find(month))]
        if len(in_force) < len(given):
            continue
        for place in range(policies.many):
            values = (
                dated.value[place] if name in policies.apart else dated.value  # type: ignore[index]
                for name, dated in zip(rule.terms, in_force, strict=True)
            )
            broken[place] |= rule.test(policies.axes, *values) is not None
    return broken
