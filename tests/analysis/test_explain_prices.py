"""Why the cost of one person changed, to the fen: awards, contributions and allowances."""

from __future__ import annotations

from simlib import project
from simlib.analysis.compare import compare
from simlib.analysis.explain import explain_difference
from simlib.months import parse_month
from simlib.policy import Policy
from tests.analysis.explaining import A_THOUSAND_A_MONTH, DECIDED, SEED, alone, increases
from tests.simulation.people import roster


def test_nothing_happens(law: Policy):
    assert alone(law, {}) == [{}, {}]


def test_a_july_award_is_half_in_its_year_and_half_carried_over(law: Policy):
    """1,000 yuan, from July 2027 1,100, from July 2028 1,210, from July 2029 1,331.

    2028: twelve months of 1,100 for what were six of 1,000 and six of 1,100: 600 carried over; the new award 6 × 110.
    2029: 6 × 110 carried over, 6 × 121 new.
    """
    found = alone(law, {"pay.base_growth": 0.1})
    assert found == [{"carry_over": 600, "pay_award": 660}, {"carry_over": 660, "pay_award": 726}]


def test_a_january_award_carries_nothing_over(law: Policy):
    found = alone(law, {"pay.base_growth": 0.1, "pay.award_month": 1}, years=2)
    assert found == [{"pay_award": 12 * 110}]  # 1,100 from January 2027, 1,210 from January 2028


def test_a_higher_housing_fund_rate_from_april(law: Policy):
    """From 5 to 8 per cent of 1,000 yuan: nine months of 30 yuan in 2028, three more in 2029."""
    policy = law.with_values({**A_THOUSAND_A_MONTH, "contributions.housing_fund": 0.05}, DECIDED)
    policy = policy.with_values({"contributions.housing_fund": 0.08}, parse_month("2028-04"))
    run = project(policy, roster(policy, {"one": {}}), years=4, replications=1, seed=SEED)
    assert increases(run) == [{"contributions": 270}, {"carry_over": 90}, {}]


def test_an_award_bears_the_contributions_on_it(law: Policy):
    """1,000 and 50 of housing fund; 100 and 5 more from July each year."""
    found = alone(law, {"pay.base_growth": 0.1, "contributions.housing_fund": 0.05}, years=2)
    assert found == [{"carry_over": 630, "pay_award": 693}]


def test_floors_of_the_base_that_rise_are_contributions(law: Policy):
    """5 per cent of a floor of 2,000, from July 2027 2,200 and from July 2028 2,420: 6 × 10 over, 6 × 11 new."""
    floor_ = {"contributions.fund_floor": 2000, "contributions.limits_growth": 0.1, "contributions.limits_month": 7}
    found = alone(law, {**floor_, "contributions.housing_fund": 0.05}, years=2)
    assert found == [{"carry_over": 60, "contributions": 66}]


ON_LAST_YEAR = {"rules.contributions": "last_year_mean", "contributions.housing_fund": 0.05}


def test_an_award_is_in_the_bases_a_year_later(law: Policy):
    """1,000 yuan, from July 2027 1,100, from July 2028 1,210; bases set in July on the year before.

    Bases: 1,000 of 2026; from July 2028 1,050 of 2027; from July 2029 1,155 of 2028. Contributions: 600 in 2027, 6 × 50
    + 6 × 52.50 = 615 in 2028, 6 × 52.50 + 6 × 57.75 = 661.50 in 2029, of which 12 × 52.50 − 615 = 15 carry over.
    """
    found = alone(law, {"pay.base_growth": 0.1, **ON_LAST_YEAR})
    assert found == [{"carry_over": 600, "pay_award": 675}, {"carry_over": 675, "pay_award": 757.5}]


def test_a_fund_base_of_its_own_is_told_from_a_policy_where_all_bases_go_together(law: Policy):
    """The same year, its fund's base set in January: 1,050 of 2027 all of 2028, 1,155 of 2028 all of 2029.

    That is 630 where 615 were paid, and 693 where 661.50 were; 2027 is on 1,000 in both. And back again.
    """
    policy = law.with_values({**A_THOUSAND_A_MONTH, "pay.base_growth": 0.1, **ON_LAST_YEAR}, DECIDED)
    own = policy.with_values({"contributions.fund_reset": 1}, DECIDED)
    staff = roster(policy, {"one": {}})
    runs = [project(one, staff, years=3, replications=1, seed=SEED) for one in (policy, own)]
    for way, (before, after) in ((1, runs), (-1, runs[::-1])):
        found = explain_difference(compare(before, after)).yuan.sel(replication=0)
        assert found.sum("cause").values.tolist() == [0, way * 15, way * 31.5]
        assert found.sel(cause="contributions").values.tolist() == [0, way * 15, way * 31.5]


def test_a_rise_is_in_the_bases_a_year_later(law: Policy):
    """1,100 yuan, from January 2028 1,200, in the base from July 2029: 6 × 5 beside 1,200 of its own rise."""
    values = {"pay.coefficient_step": 0.1, "progression.years_per_grade": 1, **ON_LAST_YEAR}
    assert alone(law, values, grade=2) == [{"grade_drift": 1200}, {"grade_drift": 1230}]


def test_the_reward_is_in_the_bases_a_year_later(law: Policy):
    """A month for a satisfactory year, in December 2027 after none in 2026: 1,083.33 from July 2028."""
    found = alone(law, {"pay.year_end_months": [0, 0, 0, 1, 1], **ON_LAST_YEAR}, years=2, rating="failed")
    assert found == [{"ratings_and_allowances": 25.02}]  # 6 × (54.17 − 50)


def test_a_new_allowance_is_no_award(law: Policy):
    """A hundred yuan from July 2028."""
    policy = law.with_values(A_THOUSAND_A_MONTH, DECIDED)
    policy = policy.with_values({"pay.certificate_allowance": [100] * 4}, parse_month("2028-07"))
    run = project(policy, roster(policy, {"one": {}}), years=4, replications=1, seed=SEED)
    assert increases(run) == [{"ratings_and_allowances": 600}, {"carry_over": 600}, {}]
