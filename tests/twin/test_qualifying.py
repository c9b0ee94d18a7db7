"""Certificates and degrees earned in post: the twin against the engine where all is earned often, and closed forms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import load_staff
from simlib.months import parse_month
from simlib.policy import Policy, PolicyError
from simlib.staff.opening import Staff
from simlib.twin import qualifying, quotas_of, twin, without_quotas
from simlib.twin.sums import cumulants, powers
from tests.rules.runner import with_law
from tests.twin.held import Held, some_of
from tests.twin.offices import TAKEN_UP, assert_counts, lived, many, offices, young
from tests.twin.test_against_the_engine import ALONE

OFTEN: dict[str, Any] = {
    "qualification.certificate_rate": [0.4, 0.3, 0.2, 0],
    "qualification.education_rate": [0.3, 0.4, 0.2, 0.1, 0],
    "qualification.highest_age": 42,
    "pay.education_allowance": [0, 50, 100, 200, 400],
    "exits.death": 0,
    "exits.resignation_level": 1,
}
LATER: dict[str, dict[str, Any]] = {
    "2028-01": {"qualification.month": 1, "qualification.certificate_rate": [0.1, 0.5, 0.1, 0]},
    "2029-01": {"qualification.month": 12, "qualification.degree_lifts_grade": "no", "qualification.highest_age": 60},
    "2029-07": {"entry.education_lift": [0, 0, 3, 1, 2]},
    "2030-01": {"qualification.degree_lifts_grade": "yes"},
}
YEARS = 4


@pytest.fixture(scope="module")
def dozen(few: Staff) -> Staff:
    return some_of(few, 12)


@pytest.fixture(scope="module", params=["the same", "changing"])
def held(busier: Policy, dozen: Staff, request: pytest.FixtureRequest) -> Held:
    """Some people of every post, who earn something nearly every year."""
    law = without_quotas(busier).with_values(ALONE | OFTEN)
    for month, values in LATER.items() if request.param == "changing" else ():
        law = with_law(law, values, parse_month(month))
    return Held(law, dozen, years=YEARS, replications=1000)


def test_the_people_agree(held: Held):
    held.assert_people_agree()


def test_the_months_agree(held: Held):
    held.assert_months_agree()


def test_the_cost_agrees(held: Held):
    held.assert_cost_agrees()


def test_vacant_posts_are_refilled_by_people_who_earn_certificates(law: Policy):
    values = {**TAKEN_UP, "recruitment.fill_share": 1, "recruitment.month": 3, "recruitment.lead_months": 7}
    often = {
        "qualification.certificate_rate": 0.5,
        "exits.resignation": 0.3,
        "recruitment.age_mix": [0.5, 0.5, *[0] * 8],
    }
    refilling = without_quotas(with_law(offices(law, 3), values), refilled=True).with_values(often)
    staff = young(refilling, 26)
    Held(refilling, staff, years=3, replications=1000, vacant=13).assert_refilled_agree()


def test_certificates_are_geometric(law: Policy):
    """After t Octobers 1 − (1 − q)ᵗ hold one: paid in two months of the year of the round and ten of the next."""
    q, n, years, allowance = 0.3, 26, 5, 100
    earning = with_law(offices(law, 2), {"qualification.certificate_rate": [q, 0, 0, 0]})
    staff, share = young(earning, n), 1 - (1 - q) ** np.arange(years + 1)
    exact = twin(earning, staff, years=years)
    expected = n * allowance * (10 * share[:-1] + 2 * share[1:])
    assert np.allclose(exact.cost.sel(line="certificate_allowance").values, expected)


def test_degrees_move_a_binomial_number_up_the_grades(law: Policy):
    """A bachelor's degree is a grade in Baohe, q a year: grade 1 holds n(1 − q)ᵗ, grade 2 the others."""
    q, n, years = 0.2, 52, 5
    earning = with_law(offices(law, 4), {"qualification.education_rate": [0, q, 0, 0, 0], "rules.progression": "none"})
    staff, stay = young(earning, n), (1 - q) ** np.arange(1, years + 1)
    exact, run = twin(earning, staff, years=years), lived(earning, staff, years)
    for grade, chance in ((0, stay), (1, 1 - stay)):
        assert np.allclose(exact.in_post.values[:, :, -1, grade], cumulants(powers(many(n, chance)).sum(axis=1)))
        assert_counts(run.books.in_post[:, 1:, -1, grade], many(n, chance))


def test_what_does_not_matter_is_left_out(law: Policy):
    """Without an allowance and a lift nobody is told apart: as many strands as without any rate."""
    values = {
        "qualification.certificate_rate": 0.5,
        "qualification.education_rate": 0.5,
        "pay.certificate_allowance": 0,
    }
    of_no_use = with_law(offices(law, 2), {**values, "qualification.degree_lifts_grade": "no"})
    staff = young(of_no_use, 26)
    exact, none = (twin(one, staff, years=3) for one in (of_no_use, offices(law, 2)))
    assert np.array_equal(exact.in_post.values, none.in_post.values)


def test_a_large_staff_is_refused_and_the_packs_go_without(law: Policy, dozen: Staff, monkeypatch: pytest.MonkeyPatch):
    """Too many pasts to tell apart are refused in words; `without_quotas` sets the rates to nothing, and says why."""
    taken = {quota.name for quota in quotas_of(law)}
    assert {"qualification.certificate_rate", "qualification.education_rate"} <= taken
    monkeypatch.setattr(qualifying, "MOST_STRANDS", 100)
    with pytest.raises(PolicyError, match="more than 100 strands"):
        twin(without_quotas(law).with_values({"qualification.certificate_rate": 0.05}), load_staff(law), years=2)
