"""Provisions laid over each other: a city's over the law's, and a proposal's over both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from simlib.policy.provision import Dated, Override, Provision

Provisions = Mapping[str, Provision]


def merge(parent: Provisions, child: Provisions) -> tuple[dict[str, Provision], list[Override]]:
    """Lay a pack over the packs it extends.

    In each month: the parent's value where that prevails, else the child's once it has one, else
    the parent's. Returns the provisions and the child's values that the parent's set aside.
    """
    merged, overrides = {**parent, **child}, list[Override]()
    for name in [name for name in parent if name in child]:
        merged[name], set_aside = _lay(parent[name], child[name])
        overrides += set_aside
    return merged, overrides


def _lay(parent: Provision, child: Provision) -> tuple[Provision, list[Override]]:
    series: list[Dated] = []
    overrides: list[Override] = []
    before: Dated | None = None
    for month in sorted({dated.month for dated in (*parent.values, *child.values)}):
        policy, own = parent.find(month), child.find(month)
        chosen = policy if own is None or (policy is not None and policy.prevails) else own
        assert chosen is not None  # one of the two has begun in each of these months
        if own is not None and chosen is policy and not np.array_equal(own.value, chosen.value):
            overrides.append(Override(parent.term, month, own, chosen))
        if chosen is not before:  # else it just goes on
            series.append(replace(chosen, month=month))
        before = chosen
    return Provision(parent.term, tuple(series), child.range or parent.range), overrides


def overlay(policy: Provisions, proposal: Provisions) -> tuple[dict[str, Provision], list[Override]]:
    """Lay a proposal over a policy: from its first month its values replace the policy's, whatever they are.

    Returns the provisions and the values of prevailing law that the proposal departs from.
    """
    laid, departures = {**policy, **proposal}, list[Override]()
    for name in [name for name in policy if name in proposal]:
        old, new = policy[name], proposal[name]
        start = new.values[0].month
        kept = tuple(dated for dated in old.values if dated.month < start)
        laid[name] = Provision(old.term, (*kept, *new.values), new.range or old.range)
        departures += _departures(old, new)
    return laid, departures


def superseded(policy: Provisions, proposal: Provisions) -> list[Override]:
    """Return the values of a policy that begin after a proposal's first one and would have been others."""
    found = []
    for name in [name for name in policy if name in proposal]:
        old, new = policy[name], proposal[name]
        after = [dated for dated in old.values if dated.month > new.values[0].month]
        found += [
            Override(old.term, one.month, one, new.values[0])
            for one in after
            if not np.array_equal(one.value, new.at(one.month).value)
        ]
    return found


def _departures(old: Provision, new: Provision) -> list[Override]:
    found = []
    months = sorted({dated.month for dated in (*old.values, *new.values) if dated.month >= new.values[0].month})
    for month in months:
        policy, proposed = old.find(month), new.at(month)
        if policy is not None and policy.prevails and not np.array_equal(policy.value, proposed.value):
            found.append(Override(old.term, month, policy, proposed))
    return found
