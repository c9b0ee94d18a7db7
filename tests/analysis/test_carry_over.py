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
from simlib.staff.opening import Staff
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


def test_a_textbook_year_of_three_awards():
    """1,500 a month; 2 % from May, 0.5 % from July, 5 % from October: 18,516.54 is paid, against 12 × 1,500."""
    months = [1500] * 4 + [1530] * 2 + [1537.65] * 3 + [1614.5325] * 3
    level, mass, report = effects(1500, months)
    assert [round(100 * share, 2) for share in (level, mass, report)] == [7.64, 2.87, 4.63]
    assert 12 * 1500 * level == pytest.approx(1374.39)  # in a full year, of which 516.55 in the year itself
    assert 12 * 1500 * mass == pytest.approx(516.5475) and 12 * 1614.5325 - sum(months) == pytest.approx(857.8425)


def test_level_is_what_falls_in_the_year_and_what_it_carries_over(law: Policy):
    """One person, 1,000 yuan, 1,100 from July 2027, 1,210 from July 2028, 1,331 from July 2029.

    2028: twelve months of 110 more are 1,320 in a full year, 6 × 110 = 660 in the year and 660 in the next; 600 were
    carried over from 2027 (6 × 100). 2029: 12 × 121 = 1,452, half and half.
    """
    policy = law.with_values({**A_THOUSAND_A_MONTH, "pay.base_growth": 0.1}, DECIDED)
    found = explain(project(policy, roster(policy, {"one": {}}), years=3, replications=1, seed=1))
    shown = {year: {name: one.mean for name, one in found.effects(year).items()} for year in found.years}
    assert shown == {
        2028: {"carried": 600, "mass": 660, "ahead": 660, "level": 1320},
        2029: {"carried": 660, "mass": 726, "ahead": 726, "level": 1452},
    }


def test_bases_of_last_years_wages_carry_over_too(law: Policy):
    """5 % of last year's mean wages: 1,000 until July 2028, then 1,050, from July 2029 1,155.

    2028: 6 × 110 of pay and 6 × 2.50 of contributions in the year, and as much in the next: 1,350 in a full year.
    """
    rules = {"pay.base_growth": 0.1, "rules.contributions": "last_year_mean", "contributions.housing_fund": 0.05}
    policy = law.with_values({**A_THOUSAND_A_MONTH, **rules}, DECIDED)
    found = explain(project(policy, roster(policy, {"one": {}}), years=3, replications=1, seed=1))
    assert {name: one.mean for name, one in found.effects(2028).items()} == {
        "carried": 600, "mass": 675, "ahead": 675, "level": 1350,
    }  # fmt: skip


def test_what_is_carried_over_and_ahead_are_the_causes_in_every_replication(busier: Policy, few: Staff):
    """Among many people too: what a year carries ahead is the next year's carry-over, to the fen."""
    found = explain(project(busier, few, years=4, replications=3, seed=1))
    assert found.standards
    over = found.fen[:, :, list(CAUSES).index("carry_over")]
    assert np.array_equal(found.standards.carried, over) and over.any()
    assert np.array_equal(found.standards.ahead[:, :-1], over[:, 1:])
    assert np.array_equal(found.standards.level, found.standards.mass + found.standards.ahead)
