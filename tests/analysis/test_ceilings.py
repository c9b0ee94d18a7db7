"""Bands, ceilings and the split of a spread, against figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from simlib import cost
from simlib.analysis.assumptions import (
    Influence,
    _influence,
    _share_interval,
    influences,
    named_by_holm,
    spearman,
    split,
    split_words,
)
from simlib.analysis.ceilings import Chance, ceilings, chance_words, over, wilson
from simlib.analysis.widths import NORMAL_95
from simlib.futures import Futures, FuturesProjection, Spread, project_futures
from simlib.policy import TERMS, Policy, PolicyError
from simlib.report.words.ceilings_and_seeks import passed_words
from simlib.staff.opening import Staff
from simlib.text import Text

SIZE = {"years": 3, "replications": 40, "seed": 5}


def test_wilsons_interval_by_hand():
    """31 of 200 at z = 1.96: (0.155 + 0.009604 ± 1.96 √(0.00065487 + 0.00002401)) / 1.019208 = 0.1615 ± 0.0501."""
    assert wilson(31, 200) == pytest.approx((0.1114, 0.2116), abs=0.0001)


@pytest.mark.parametrize(("times", "of"), [(0, 30), (1, 30), (31, 200), (199, 200), (200, 200)])
def test_its_ends_are_the_shares_that_the_count_is_just_196_standard_errors_from(times: int, of: int):
    low, high = wilson(times, of)
    for end in (low, high):
        if 0 < end < 1:
            assert abs(times / of - end) == pytest.approx(NORMAL_95 * sqrt(end * (1 - end) / of), rel=1e-9)
    assert 0 <= low <= times / of <= high <= 1
    assert (low == 0) == (times == 0) and (high == 1) == (times == of)


def test_at_a_ceiling_is_not_over_it():
    assert over(np.array([1.0, 2.0, 2.0, 3.0]), 2.0) == Chance(1, 4)


def test_ceilings_by_year_over_all_and_any_of_them():
    spent = np.array([[1.0, 5.0], [3.0, 3.0], [4.0, 4.0], [1.0, 1.0]])
    found = ceilings(spent, (2027, 2028), {2027: 2.0, 2028: 4.5}, 7.0)
    assert found.by_year == {2027: (2.0, Chance(2, 4)), 2028: (4.5, Chance(1, 4))}
    assert found.whole == (7.0, Chance(1, 4))
    assert found.any == Chance(3, 4)
    with pytest.raises(PolicyError, match="2029 is outside the run, 2027 to 2028"):
        ceilings(spent, (2027, 2028), {2029: 1.0}, None)


def test_a_chance_in_words():
    said = passed_words(2.5e8, 2031, (2027, 2031), Chance(31, 200))
    assert said.zh == "200次模拟中有31次2031年人员经费超过2.50亿元，概率约16%（模拟误差范围11%–21%）。"
    assert said.en == (
        "In 31 of 200 replications the cost of 2031 was over 250.0 million yuan: "
        "a chance of about 16% (simulation error: 11%–21%)."
    )
    assert "约0.5%（模拟误差范围0%–3%）" in chance_words(Chance(1, 200), Text("超过", "it was over")).zh  # not never
    never = chance_words(Chance(0, 40), Text("超过", "it was over"))  # Wilson: 3.8416 / (40 + 3.8416) = 8.8 %
    assert never.zh == "40次模拟中没有一次超过，概率不超过9%。" and never.en.endswith("a chance of 9% at most.")
    few = chance_words(Chance(3, 29), Text("超过", "it was over"))
    assert "约" not in few.zh and "about" not in few.en and "29" in few.zh


def test_ranks_correlate_as_spearman_says():
    """Σd² = 4 + 1 + 1 + 0 + 0 with five pairs: 1 − 6·6 / (5·24) = 0.7; ties share their mean rank."""
    assert spearman(np.array([1, 2, 3, 4, 5]), np.array([3, 1, 2, 4, 5])) == pytest.approx(0.7)
    grows = np.arange(30.0)
    assert spearman(grows, np.exp(grows)) == pytest.approx(1) and spearman(grows, -(grows**3)) == pytest.approx(-1)
    ranks = np.array([1.5, 1.5, 3, 4]), np.array([1, 2.5, 2.5, 4])
    expected = np.corrcoef(*ranks)[0, 1]
    assert spearman(np.array([7, 7, 8, 9]), np.array([1, 2, 2, 5])) == pytest.approx(expected)
    assert spearman(np.ones(9), np.arange(9.0)) == 0


def spread(name: str, low: float, high: float) -> Spread:
    return Spread(TERMS[name], Text(name, name), "uniform", "factor", 1, low, high)


Runs = tuple[FuturesProjection, FuturesProjection]
OTHER_LUCK = {**SIZE, "seed": 6, "futures_seed": SIZE["seed"]}


@pytest.fixture(scope="module")
def runs(streets: Policy, few: Staff) -> Runs:
    """Pay that moves a great deal, and a rate that hardly matters; and the same futures with other luck."""
    made = Futures("made_up", Text("", ""), (spread("appraisal.basic_rate", 0.9, 1.1), spread("pay.base", 0.8, 1.2)))
    return project_futures(streets, few, made, **SIZE), project_futures(streets, few, made, **OTHER_LUCK)


def test_the_spread_divides_by_variances(runs: Runs):
    one, other = (cost(run).fen.sum(axis=(1, 2)) / 100 for run in runs)
    found = split(*runs)
    assert found.together == pytest.approx(sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2))
    assert found.luck == pytest.approx(sqrt(sum((one - other) ** 2) / 80))  # half the mean of 40 squares
    assert found.luck_share == pytest.approx(found.luck**2 / found.together**2)
    assert found.low <= found.luck_share <= found.high
    assert found.luck_share + found.assumptions_share == 1 and found.luck_share < 0.1
    assert [one.spread.term.name for one in found.influences] == ["pay.base", "appraisal.basic_rate"]
    assert found.influences[0].correlation > 0.95 and found.influences[0].clear
    assert "pay.base" in split_words(found).zh and "appraisal.basic_rate" not in split_words(found).en


def test_with_nothing_assumed_all_of_it_is_luck(runs: Runs, streets: Policy, few: Staff):
    still = replace(runs[0].futures, spreads=(spread("pay.base", 1.0, 1.0),))
    found = split(*(project_futures(streets, few, still, **size) for size in (SIZE, OTHER_LUCK)))
    assert found.high == 1 and found.luck_share > 0.6  # of 40 pairs: 1 within 1.96 / √38.5
    assert all(one.correlation == 0 and not one.clear for one in found.influences)


def test_the_share_of_luck_is_met_by_its_interval_as_often_as_it_says():
    """Pairs of normal draws with a known share: 2,000 times 40 pairs, luck three tenths of the variance."""
    rng, met, shares = np.random.default_rng(11), 0, []
    for _ in range(2_000):
        future = rng.normal(0, sqrt(0.7), 40)
        one, other = (future + rng.normal(0, sqrt(0.3), 40) for _ in range(2))
        luck, together = np.mean((one - other) ** 2) / 2, (one.var(ddof=1) + other.var(ddof=1)) / 2
        low, high = _share_interval(1 - luck / together, 40)
        met, shares = met + (low <= 0.3 <= high), [*shares, luck / together]
    assert met / 2_000 == pytest.approx(0.95, abs=4 * sqrt(0.95 * 0.05 / 2_000))
    assert np.mean(shares) == pytest.approx(0.3, abs=0.02)  # a ratio: off by less than its own order, 1/n


def test_of_assumptions_that_do_nothing_none_is_named_in_19_runs_of_20():
    """48 terms and 30 replications, as with a pack's own ranges: 500 runs of chance alone."""
    rng, named = np.random.default_rng(2), 0
    for _ in range(500):
        values = rng.normal(size=30)
        found = [
            _influence(spread("pay.base", 0.8, 1.2), spearman(rng.uniform(size=30), values), 30) for _ in range(48)
        ]
        marked = named_by_holm(sorted(found, key=lambda one: -abs(one.correlation)), 30)
        named += any(one.clear for one in marked)
    assert named / 500 <= 0.05 + 4 * sqrt(0.05 * 0.95 / 500)


def test_holms_steps_by_hand():
    """n = 103, so z = artanh ρ × 10 / √(1 + ρ²/2): 0.30 has p = 0.0025, 0.24 p = 0.0158, 0.21 p = 0.0350.

    Of three: 0.0025 ≤ 0.05/3, 0.0158 ≤ 0.05/2, 0.0350 ≤ 0.05/1: all named. Of five the second is not (0.0125).
    """
    three = [Influence(spread("pay.base", 0.8, 1.2), rho, 0, 0) for rho in (0.30, -0.24, 0.21)]
    assert [one.clear for one in named_by_holm(three, 103)] == [True, True, True]
    five = [*three, *(replace(three[0], correlation=0.0) for _ in range(2))]
    assert [one.clear for one in named_by_holm(five, 103)] == [True, False, False, False, False]
    follower = replace(three[0], spread=replace(three[0].spread, moves_with="anchor.growth"))
    assert not named_by_holm([follower], 103)[0].clear


def test_the_interval_of_a_correlation_by_hand(runs: Runs):
    """Fisher: half a width of 1.96 √((1 + ρ²/2) / (n − 3)) about artanh ρ."""
    for one in influences(runs[0], np.random.default_rng(3).normal(size=40)):
        half = 1.95996 * sqrt((1 + one.correlation**2 / 2) / 37)
        ends = np.tanh([np.arctanh(one.correlation) - half, np.arctanh(one.correlation) + half])
        assert (one.low, one.high) == pytest.approx(tuple(ends), abs=1e-5)


def test_runs_that_are_not_alike_are_not_split(runs: Runs, streets: Policy, few: Staff):
    other = project_futures(streets.with_values({"pay.base": 6000}), few, runs[0].futures, **OTHER_LUCK)
    with pytest.raises(PolicyError, match="differ in policy_digest"):
        split(runs[0], other)
    with pytest.raises(PolicyError, match="the same random seed"):
        split(runs[0], runs[0])
