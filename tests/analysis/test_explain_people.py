"""Why the cost of one person changed, to the fen: rises, degrees, ratings and leaving."""

from __future__ import annotations

from simlib import compare, project
from simlib.analysis.explain import explain_difference
from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from tests.analysis.explaining import A_THOUSAND_A_MONTH, DECIDED, SEED, alone, increases
from tests.simulation.lives import paid_months
from tests.simulation.people import roster


def test_a_rise_is_grade_drift(law: Policy):
    """A satisfactory year a grade, 30 yuan a grade a month."""
    found = alone(law, {"pay.coefficient_step": 0.03, "progression.years_per_grade": 1}, grade=2)
    assert found == [{"grade_drift": 360}, {"grade_drift": 360}]


A_BACHELOR = {"qualification.education_rate": [0, 1, 0, 0, 0], "pay.coefficient_step": 0.03}


def test_the_grade_of_a_degree_is_grade_drift_for_twelve_months(law: Policy):
    """大专1级, 本科2级: 30 yuan a month more from November 2027, so ten months more of them in 2028, and no more."""
    assert alone(law, A_BACHELOR, grade=2) == [{"grade_drift": 300}, {}]


def test_the_grade_of_a_degree_in_a_later_year_begins_in_it(law: Policy):
    """Earned in October 2028: two months of it that year, and ten more in the next."""
    policy = law.with_values(
        {**A_THOUSAND_A_MONTH, "pay.coefficient_step": 0.03, "progression.years_per_grade": 40}, DECIDED
    )
    policy = policy.with_values({"qualification.education_rate": [0, 1, 0, 0, 0]}, parse_month("2028-01"))
    run = project(policy, roster(policy, {"one": {"grade": 2}}), years=4, replications=1, seed=SEED)
    assert increases(run) == [{"grade_drift": 60}, {"grade_drift": 300}, {}]


def test_a_certificate_in_post_is_ratings_and_allowances(law: Policy):
    """100 yuan a month from November 2027: ten months more of them in 2028."""
    earned = {"pay.certificate_allowance": [0, 100, 100, 100], "qualification.certificate_rate": [1, 0, 0, 0]}
    assert alone(law, earned) == [{"ratings_and_allowances": 1000}, {}]


def test_degrees_that_lift_against_degrees_that_do_not_are_grade_drift(law: Policy):
    """Two months of 30 yuan in 2027, twelve in 2028 and in 2029."""
    laws = [
        law.with_values({**A_THOUSAND_A_MONTH, **A_BACHELOR, "qualification.degree_lifts_grade": lifts}, DECIDED)
        for lifts in ("no", "yes")
    ]
    one = roster(laws[0], {"one": {"grade": 2}})
    before, after = (project(law, one, years=3, replications=1, seed=SEED) for law in laws)
    found = explain_difference(compare(before, after)).yuan.sel(replication=0)
    assert found.sel(cause="grade_drift").values.tolist() == [60, 360, 360]
    assert not found.drop_sel(cause="grade_drift").values.any()


def test_rises_of_earlier_years_stay_grade_drift_of_a_proposal(law: Policy):
    """A grade a year from January 2028 on against none: 30 yuan a month more in 2028, 60 in 2029, 90 in 2030."""
    slow = {**A_THOUSAND_A_MONTH, "pay.coefficient_step": 0.03, "progression.years_per_grade": 40}
    laws = [law.with_values({**slow, **values}, DECIDED) for values in ({}, {"progression.years_per_grade": 1})]
    one = roster(laws[0], {"one": {"grade": 2}})
    before, after = (project(law, one, years=4, replications=1, seed=SEED) for law in laws)
    found = explain_difference(compare(before, after)).yuan.sel(replication=0)
    assert found.sel(cause="grade_drift").values.tolist() == [0, 360, 720, 1080]
    assert not found.drop_sel(cause="grade_drift").values.any()


def test_a_worse_rating(law: Policy):
    """Satisfactory until 2027, basic then: half of 200 yuan of performance pay from 2028 on."""
    by_rating = {"unrated": 0, "failed": 0, "basic": 0.5, "satisfactory": 1, "excellent": 1}
    worse = {"pay.performance_share": 0.2, "pay.performance_by_rating": by_rating, "dismissal.basic_years": 0}
    found = alone(law, worse, by_chance={"appraisal.basic_rate": 1})
    assert found == [{"ratings_and_allowances": -1200}, {}]


def test_a_leaver_who_is_not_replaced_takes_half_the_heads(law: Policy):
    """Two of 1,000 yuan; one turns 60 in December 2026, retires within 2027 as the law delays it, and is not replaced.

    In 2028 there are twelve months; in 2027 there were as many more as the retiring one still served.
    """
    policy = law.with_values(A_THOUSAND_A_MONTH, DECIDED)
    people = {"young": {}, "old": {"born": "1966-12"}}
    run = project(policy, roster(policy, people), years=2, replications=1, seed=SEED)
    served = int(paid_months(run, 0)[0].sum()) - YEAR
    assert 0 < served < YEAR and paid_months(run, 0)[1].sum() == YEAR
    assert increases(run) == [{"headcount": -1000.0 * served}]
