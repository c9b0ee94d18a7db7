"""Cumulants and bounds of sums of yes-or-no, against the distribution itself, convolved one person after another."""

from __future__ import annotations

from math import lgamma

import numpy as np
import pytest

from simlib.twin.agreement import RISK, agreement, largest_z
from simlib.twin.sums import central_moments, cumulants, powers

CHANCES = {
    "few": np.array([0.1, 0.5, 0.9]),
    "rare": np.full(40, 0.002),
    "many": np.linspace(0.01, 0.99, 60),
    "certain": np.array([0.0, 1.0, 1.0]),
}


def distribution(chances: np.ndarray) -> np.ndarray:
    """The chance of each count."""
    found = np.ones(1)
    for chance in chances:
        found = np.convolve(found, [1 - chance, chance])
    return found


def exact(chances: np.ndarray) -> np.ndarray:
    return cumulants(powers(chances).sum(axis=1)[:, None])


@pytest.mark.parametrize("chances", CHANCES.values(), ids=CHANCES)
def test_moments_are_those_of_the_distribution(chances: np.ndarray):
    share = distribution(chances)
    counts = np.arange(len(share))
    mean = counts @ share
    found = exact(chances)
    assert found[0, 0] == pytest.approx(mean)
    for order, moment in zip((2, 3, 4, 6), central_moments(found), strict=True):
        assert moment[0] == pytest.approx(share @ (counts - mean) ** order, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", ["few", "rare", "many"])
def test_the_spread_of_a_sample_variance_is_the_exact_one(name: str):
    """Of three runs: every outcome of the three written out."""
    share = distribution(CHANCES[name])
    likely = np.flatnonzero(share > 1e-12)
    counts = np.stack(np.meshgrid(likely, likely, likely, indexing="ij")).reshape(3, -1)
    weight = share[counts].prod(axis=0)
    variances = counts.var(axis=0, ddof=1)
    spread = np.sqrt(weight @ variances**2 - (weight @ variances) ** 2)
    found = agreement(exact(CHANCES[name]), np.zeros((3, 1)))
    assert found.spread[0] == pytest.approx(spread, rel=1e-6)


@pytest.mark.parametrize("people", [1, 3, 200])
@pytest.mark.parametrize("chance", [0.0005, 0.03, 0.5])
def test_no_sound_mean_is_beyond_its_bound_more_often_than_the_risk(people: int, chance: float):
    """The sum over all runs is binomial, so the chance of passing the bound is a sum that can be written down."""
    runs, compared = 500, 40
    found = agreement(exact(np.full(people, chance)), np.zeros((runs, 1)), compared)
    n = people * runs
    sums = np.arange(n + 1)
    logs = np.array([lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for k in sums.tolist()])
    share = np.exp(logs + sums * np.log(chance) + (n - sums) * np.log1p(-chance))
    beyond = np.abs(sums / runs - people * chance) > found.off_by[0]
    assert share.sum() == pytest.approx(1)
    assert share[beyond].sum() <= RISK / compared


def test_a_wrong_mean_and_a_wrong_variance_are_seen():
    """A tenth more than it should be, of 100 people in 2,000 runs."""
    luck = np.random.default_rng(1)
    found = agreement(exact(np.full(100, 0.3)), luck.binomial(100, 0.3, (2000, 1)))
    assert found.means_agree.all() and found.variances_agree.all()
    off = agreement(exact(np.full(100, 0.3)), luck.binomial(100, 0.33, (2000, 1)))
    assert not off.means_agree.any()
    spread = agreement(exact(np.full(100, 0.3)), 2 * luck.binomial(50, 0.3, (2000, 1)))
    assert spread.means_agree.all() and not spread.variances_agree.any()


def test_the_largest_of_one_is_the_usual_quantile():
    assert largest_z(1) == pytest.approx(3.2905, abs=1e-3)  # of 0.1 %, two-sided
    assert largest_z(1000) > largest_z(10) > largest_z(1)
