"""Level, year effect and carry-over: half of a July award, and the identity to machine precision."""

from __future__ import annotations

from math import ulp

import numpy as np
import pytest

from simlib import cost, explain, project
from simlib.analysis.carry_over import effects, price_effects
from simlib.analysis.causes import CAUSES
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.population.staff import Staff
from tests.analysis.explaining import A_THOUSAND_A_MONTH, DECIDED
from tests.simulation.people import roster


def test_a_july_award_of_ten_per_cent():
    """Five per cent in its year (6 × 1,000 + 6 × 1,100 over 12 × 1,000), and 1,100 over a mean of 1,050 in the next."""
    found = effects(1000, [1000] * 6 + [1100] * 6)
    assert found == pytest.approx((0.1, 0.05, 1100 / 1050 - 1))


def test_an_april_award_of_ten_per_cent():
    assert effects(1000, [1000] * 3 + [1100] * 9) == pytest.approx((0.1, 0.075, 1100 / 1075 - 1))


@pytest.mark.parametrize("seed", range(20))
def test_year_times_carry_over_is_level(seed: int):
    """Each effect has three roundings of at most half a unit in the last place of a number below 4, the product two."""
    draw = np.random.default_rng(seed)
    found = effects(draw.uniform(50, 100), draw.uniform(50, 100, 12))
    assert abs((1 + found.year) * (1 + found.carry_over) - (1 + found.level)) <= 8 * ulp(4.0)


def test_so_do_the_prices_of_a_projection(busier: Policy, few: Staff):
    law = busier.with_values({"contributions.housing_fund": 0.12, "pay.base": 5500}, parse_month("2029-10"))
    table = price_effects(project(law, few, years=4, replications=2, seed=1))
    off = (1 + table["year_effect"]) * (1 + table["carry_over"]) - (1 + table["level"])
    assert (off.abs() <= 8 * ulp(4.0)).all()
    by = table.set_index(["year", "part"])
    assert by.loc[(2028, "contributions"), "level"] > 0 and by.loc[(2029, "pay_award"), "carry_over"] > 0
    assert (by.xs("ratings_and_allowances", level="part") == 0).all(axis=None)


def test_what_last_year_carries_over_is_the_cause_carry_over(law: Policy):
    """One person, 1,000 yuan and ten per cent each July: 600 carried over on 12,600."""
    policy = law.with_values({**A_THOUSAND_A_MONTH, "pay.base_growth": 0.1}, DECIDED)
    run = project(policy, roster(policy, {"one": {}}), years=3, replications=1, seed=1)
    table = price_effects(run).set_index(["year", "part"])["carry_over"]
    carried = explain(run).yuan.sel(cause="carry_over").values[0]
    total = cost(run).total.values[0]
    assert next(iter(CAUSES)) == "carry_over"
    for y in range(2):
        assert carried[y] / total[y] == pytest.approx(table[(run.years[y], "all")], rel=1e-12)
