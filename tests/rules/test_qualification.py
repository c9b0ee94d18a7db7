"""Certificates and degrees earned in post: what is certain by the arithmetic of the text, and shares by chance."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest

from simlib import cost, project
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, EDUCATIONS
from simlib.policy.items import ITEMS
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, events, serving
from tests.simulation.people import roster

EVERY_YEAR = {"qualification.certificate_rate": 1}
A_DEGREE_A_YEAR = {"qualification.education_rate": 1}
ALLOWANCE = list(ITEMS).index("certificate_allowance")


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nobody comes, goes, rises or earns anything; the opening is 2027-01, and the round in October."""
    return with_law(with_law(streets, NO_CHANCE), {"rules.progression": "none"})


def one(law: Policy, month: str, **traits: Any) -> Any:
    """Return the record of one person at the end of a month."""
    (person,) = serving(after(law, roster(law, {"one": traits}), parse_month(month) - (law.opening or 0) + 1), 0)
    return person


def certificates(law: Policy, months: tuple[str, ...], **traits: Any) -> list[str]:
    return [CERTIFICATES[one(law, month, **traits).certificate] for month in months]


def degrees(law: Policy, months: tuple[str, ...], **traits: Any) -> list[tuple[str, int]]:
    found = [one(law, month, **traits) for month in months]
    return [(EDUCATIONS[person.education], int(person.grade)) for person in found]


def test_a_certificate_a_year_until_the_highest(quiet: Policy):
    law = with_law(quiet, EVERY_YEAR)
    assert certificates(law, ("2027-09", "2027-10", "2028-09", "2028-10", "2029-10", "2031-12")) == [
        "none", "assistant_social_worker", "assistant_social_worker", "social_worker", "senior_social_worker",
        "senior_social_worker",
    ]  # fmt: skip


def test_nobody_earns_anything_at_rates_of_nothing(quiet: Policy):
    law = with_law(quiet, {"qualification.certificate_rate": [0, 1, 1, 1], "qualification.education_rate": 0})
    assert certificates(law, ("2036-12",)) == ["none"]
    assert degrees(law, ("2036-12",)) == [("college", 1)]


def test_the_allowance_follows_from_the_month_after(quiet: Policy):
    """Two people at 100, 200 and 300 yuan a month; by October of 2027, 2028 and 2029, after October's pay.

    For each 2 × 100; 10 × 100 + 2 × 200; 10 × 200 + 2 × 300; 12 × 300.
    """
    law = with_law(quiet, EVERY_YEAR)
    run = project(law, roster(law, {"one": {}, "two": {}}), years=4, replications=1, seed=3)
    assert cost(run).fen[0, :, ALLOWANCE].tolist() == [2 * 100 * yuan for yuan in (200, 1_400, 2_600, 3_600)]


def test_so_does_an_allowance_for_the_degree(quiet: Policy):
    """A bachelor's 100 yuan a month from November 2027, a master's 200 from November 2028, a doctor's 400."""
    law = with_law(quiet, {**A_DEGREE_A_YEAR, "pay.education_allowance": [0, 0, 100, 200, 400]})
    run = project(law, roster(law, {"one": {}}), years=3, replications=1, seed=3)
    allowance = cost(run).fen[0, :, list(ITEMS).index("education_allowance")]
    assert allowance.tolist() == [100 * 200, 100 * (10 * 100 + 2 * 200), 100 * (10 * 200 + 2 * 400)]


def test_a_degree_lifts_the_grade_by_what_it_adds_on_entry(quiet: Policy):
    """包河: 大专1级, 本科2级, 硕士4级, 博士5级: from grade 3 one more, then two, then one."""
    law = with_law(quiet, A_DEGREE_A_YEAR)
    months = ("2027-09", "2027-10", "2028-10", "2029-10", "2030-10")
    assert degrees(law, months, grade=3) == [
        ("college", 3), ("bachelor", 4), ("master", 6), ("doctor", 7), ("doctor", 7)
    ]  # fmt: skip


def test_satisfactory_years_are_kept(quiet: Policy):
    law = with_law(quiet, A_DEGREE_A_YEAR)
    assert one(law, "2027-11", satisfactory_years=2).satisfactory_years == 2


def test_the_grade_stays_within_the_band(quiet: Policy):
    """An assistant's highest grade is 12: of the two grades of a master's degree one is left, or none."""
    law = with_law(quiet, A_DEGREE_A_YEAR)
    assert degrees(law, ("2027-10",), grade=11, education="bachelor") == [("master", 12)]
    assert degrees(law, ("2027-10",), grade=12, education="bachelor") == [("master", 12)]


def test_a_degree_worth_less_on_entry_lowers_nobody(quiet: Policy):
    law = with_law(quiet, {**A_DEGREE_A_YEAR, "entry.education_lift": [2, 1, 0, 0, 0]})
    assert degrees(law, ("2027-10",), grade=3) == [("bachelor", 3)]


def test_a_degree_may_count_on_entry_alone(quiet: Policy):
    law = with_law(quiet, {**A_DEGREE_A_YEAR, "qualification.degree_lifts_grade": "no"})
    assert degrees(law, ("2028-10",), grade=3) == [("master", 3)]


@pytest.mark.parametrize(("born", "expected"), [("1976-11", "assistant_social_worker"), ("1976-10", "none")])
def test_the_highest_age_lasts_to_the_month_before_the_birthday(quiet: Policy, born: str, expected: str):
    """In October 2027 at most 50 years and 11 months."""
    law = with_law(quiet, EVERY_YEAR)
    assert certificates(law, ("2027-10",), born=born, track="men_60") == [expected]


def test_another_month(quiet: Policy):
    law = with_law(quiet, {**EVERY_YEAR, "qualification.month": 3})
    assert certificates(law, ("2027-02", "2027-03")) == ["none", "assistant_social_worker"]


def test_who_joins_in_that_month_earns_too(quiet: Policy):
    """Approved in March, in post in October."""
    values = {"recruitment.fill_share": 1, "recruitment.lead_months": 7, "recruitment.exam_yield": 1}
    none = {"recruitment.certificate_mix": {"none": 1, "others": 0}}
    law = with_law(quiet, {**EVERY_YEAR, **values, **none})
    people = serving(after(law, roster(law, {"one": {}}), 10), 0)
    assert len(people) > 10 and set(people.joined.tolist()) == {parse_month("2025-01"), parse_month("2027-10")}
    assert set(people.certificate.tolist()) == {1}


def test_who_leaves_in_that_month_does_not(quiet: Policy):
    """A man born in 1967-02 retires in October 2027, at 60 and eight months."""
    law = with_law(quiet, {**A_DEGREE_A_YEAR, "qualification.highest_age": 70})
    told = events(after(law, roster(law, {"one": {"born": "1967-02"}}), 12), 0)
    assert [(event.flow, event.grade) for event in told] == [("retired", 1)]


def test_a_lift_is_told_and_is_no_flow(quiet: Policy):
    law = with_law(quiet, A_DEGREE_A_YEAR)
    world = after(law, roster(law, {"one": {"grade": 11}}), 36)
    assert [(event.flow, event.grade) for event in events(world, 0)] == [("lifted", 12)]
    assert not world.years.flows.any()


def test_both_are_earned_in_one_month(quiet: Policy):
    law = with_law(quiet, EVERY_YEAR | A_DEGREE_A_YEAR)
    person = one(law, "2027-10", grade=3)
    assert (person.certificate, person.education, person.grade) == (1, EDUCATIONS.index("bachelor"), 4)


def test_the_draws_are_independent(quiet: Policy):
    """Half earn a certificate and half a degree: a quarter both, within four standard errors of it."""
    law = with_law(quiet, {"qualification.certificate_rate": 0.5, "qualification.education_rate": 0.5})
    staff = roster(law, {f"person {number}": {} for number in range(1000)})
    people = serving(after(law, staff, 10), 0)
    both = (people.certificate == 1) & (people.education == EDUCATIONS.index("bachelor"))
    assert abs(both.mean() - 0.25) < 4 * sqrt(0.25 * 0.75 / 1000)


def test_certificates_after_ten_years_are_geometric(quiet: Policy):
    """At 5 % a year 1 − 0.95¹⁰ hold one after ten rounds; mean and variance within four standard errors."""
    law = with_law(quiet, {"qualification.certificate_rate": [0.05, 0, 0, 0]})
    staff = roster(law, {f"person {number}": {"born": "1995-01"} for number in range(400)})
    world, share = after(law, staff, 120, replications=50), 1 - 0.95**10
    held = np.array([(serving(world, replication).certificate == 1).sum() for replication in range(50)])
    variance = 400 * share * (1 - share)
    assert abs(held.mean() - 400 * share) < 4 * sqrt(variance / 50)
    assert abs(held.var(ddof=1) / variance - 1) < 4 * sqrt(2 / 49)


def test_a_chain_of_certificates_is_a_sum_of_waits(quiet: Policy):
    """At 20 % the first, then 10 % the next: after ten rounds 0.8¹⁰ have none, 2 (0.9¹⁰ − 0.8¹⁰) the first alone."""
    law = with_law(quiet, {"qualification.certificate_rate": [0.2, 0.1, 0, 0]})
    staff = roster(law, {f"person {number}": {"born": "1995-01"} for number in range(400)})
    world, n = after(law, staff, 120, replications=25), 400 * 25
    held = np.concatenate([serving(world, replication).certificate for replication in range(25)])
    none, first = 0.8**10, 2 * (0.9**10 - 0.8**10)
    for certificate, share in enumerate((none, first, 1 - none - first)):
        assert abs((held == certificate).mean() - share) < 4 * sqrt(share * (1 - share) / n)


def test_a_lifted_grade_takes_up_protected_pay(quiet: Policy):
    """套改 to a scale 1,000 yuan lower: what was lost is protected, and a grade of a degree absorbs its part."""
    lower = {"rules.conversion": "by_service_and_education", "conversion.protection": "absorbed"}
    base = float(quiet.value("pay.base", quiet.opening or 0)) / 100
    law = with_law(quiet, {"pay.base_growth": 0})
    law = with_law(law, {**lower, "pay.base": base - 1000, "pay.base_growth": 0}, parse_month("2028-01"))
    laws = [law, with_law(law, A_DEGREE_A_YEAR, parse_month("2028-02"))]
    staff = roster(law, {"one": {"grade": 3}})
    plain, lifted = (cost(project(policy, staff, years=3, replications=1, seed=3)).fen[0] for policy in laws)
    of = [list(ITEMS).index(line) for line in ("basic_pay", "performance_pay", "protected_pay")]
    assert plain[1, of[2]] > 0
    assert (lifted[1, of[:2]].sum(), lifted[1, of[2]]) > (plain[1, of[:2]].sum(), 0)
    assert lifted[1:, of].sum(axis=1).tolist() == plain[1:, of].sum(axis=1).tolist()
