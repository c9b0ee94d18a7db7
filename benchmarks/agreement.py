"""Whether two ways of writing the reduced model agree: their means, over many seeds, within what chance explains."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, fmean, variance
from typing import Any

from benchmarks.reduced import POSTS

BY_CHANCE = 0.001  # how often models that agree would be taken to differ
REASONS = ("retired", "resigned", "dismissed")
Summary = dict[str, float]


def summary(result: dict[str, Any]) -> Summary:
    """Return the figures to compare: people by post at the end of the last year, exits, joiners, cost of all years."""
    last = max(result["cost_yuan"])
    return {
        **{f"in post, {post}": result["stocks"][last, post] for post in POSTS},
        **{reason: sum(n for (_, why), n in result["exits"].items() if why == reason) for reason in REASONS},
        "joiners": sum(result["joiners"].values()),
        "cost": sum(result["cost_yuan"].values()),
        "grades": result["grades"][last],
    }


def apart(one: Sequence[Summary], other: Sequence[Summary]) -> dict[str, tuple[float, float]]:
    """Return the figures whose means differ by more than luck explains, with both means.

    The difference of two means is normal with the sum of their variances; so far out it is by chance once in
    `BY_CHANCE`⁻¹ comparisons of all figures together (Bonferroni).
    """
    limit = NormalDist().inv_cdf(1 - BY_CHANCE / len(one[0]) / 2)
    found = {}
    for name in one[0]:
        mine, theirs = ([run[name] for run in runs] for runs in (one, other))
        error = sqrt(variance(mine) / len(mine) + variance(theirs) / len(theirs))
        if abs(fmean(mine) - fmean(theirs)) > limit * error:
            found[name] = (fmean(mine), fmean(theirs))
    return found
