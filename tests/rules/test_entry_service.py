"""Community service that people bring: recruits from elsewhere, and what an election asks of those it returns."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.axes import SERVICE_BAND_STARTS, SERVICE_BANDS
from simlib.population.person import ELECTED, NOBODY
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, lives, serving
from tests.simulation.people import roster

ENDS = (*SERVICE_BAND_STARTS[1:], SERVICE_BAND_STARTS[-1] + 60)  # the open band is taken to be five years wide
RECRUITS = {"recruitment.fill_share": 1, "recruitment.exam_yield": 1, "agency.workers": 0}
AGES = {"recruitment.youngest_age": 18, "recruitment.highest_age": 60}
NO_LIFT = {"entry.education_lift": 0, "entry.years_per_grade": 3}


@pytest.fixture(scope="module")
def quiet(law: Policy) -> Policy:
    """A whole district to fill: some 2,500 entry posts, which recruits take in July 2027."""
    return with_law(with_law(law, NO_CHANCE), {**RECRUITS, **AGES, **NO_LIFT})


def mix(**shares: float) -> dict[str, Any]:
    return {"recruitment.service_mix": [shares.get(band, 0) for band in SERVICE_BANDS]}


def recruits(law: Policy, **values: Any) -> np.recarray:
    """Everybody who joined in July 2027."""
    people = serving(after(with_law(law, values), roster(law, {"only": {}}), 7), 0)
    joined = people[people.joined == parse_month("2027-07")]
    assert len(joined) > 2000
    return joined


def brought(joined: np.recarray) -> np.ndarray:
    return joined.joined - joined.service_from


@pytest.mark.parametrize("band", range(1, len(SERVICE_BANDS)), ids=SERVICE_BANDS[1:])
def test_evenly_within_its_band(quiet: Policy, band: int):
    """Uniform whole months from a to b − 1: their mean, within four standard errors, and both ends nearly reached."""
    found = brought(recruits(quiet, **mix(**{SERVICE_BANDS[band]: 1})))
    start, stop = SERVICE_BAND_STARTS[band], ENDS[band]
    assert start == found.min() and found.max() == stop - 1  # of 24 to 120 values, each is some 20 people's
    error = sqrt(((stop - start) ** 2 - 1) / 12 / len(found))
    assert abs(found.mean() - (start + stop - 1) / 2) < 4 * error


def test_the_first_band_brings_none(quiet: Policy):
    assert set(brought(recruits(quiet, **mix(under_1=1)))) == {0}


def test_where_service_elsewhere_does_not_count_nobody_brings_any(quiet: Policy):
    shares = mix(**{"under_1": 0.2, "5_to_9": 0.8})
    assert set(brought(recruits(quiet, **shares, **{"entry.service_elsewhere": "no"}))) == {0}
    assert brought(recruits(quiet, **shares)).max() > 60


def test_as_many_in_each_band_as_the_mix_says(quiet: Policy):
    shares = dict(zip(SERVICE_BANDS, (0.4, 0.2, 0.15, 0.1, 0.1, 0.05)))
    found = brought(recruits(quiet, **mix(**shares)))
    band = np.searchsorted(SERVICE_BAND_STARTS, found, side="right") - 1
    for number, share in enumerate(shares.values()):
        assert abs(np.sum(band == number) - len(found) * share) < 4 * sqrt(len(found) * share * (1 - share))


def test_everybody_served_from_18_on_and_nobody_is_over_the_entry_age(quiet: Policy):
    """Highest age 40: up to 22 years and 11 months can have been served since 18, whatever the mix says."""
    found = recruits(quiet, **mix(**{"20_and_over": 1}), **{"recruitment.highest_age": 40})
    age = found.joined - found.birth
    assert (found.service_from - found.birth >= 18 * 12).all()
    assert age.max() <= 40 * 12 + 11
    assert brought(found).min() == 240 and brought(found).max() == 22 * 12 + 11
    young = recruits(quiet, **mix(**{"10_to_19": 1}), **{"recruitment.highest_age": 27})
    assert set(brought(young)) == {9 * 12 + 11}  # all that there is room for
    assert set(young.joined - young.birth) == {27 * 12 + 11}


def test_service_leaves_ages_alone_where_they_allow_it(quiet: Policy):
    """Drawn from 30 up, everybody is old enough for nine years since 18: the same births with and without."""
    ages = {"recruitment.age_mix": [0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 0]}
    none, some = (recruits(quiet, **ages, **mix(**{band: 1})) for band in ("under_1", "5_to_9"))
    assert dict(zip(none.key.tolist(), none.birth.tolist())) == dict(zip(some.key.tolist(), some.birth.tolist()))


@pytest.mark.parametrize("years_per_grade", [1, 3])
def test_a_grade_for_every_full_years_within_the_band(quiet: Policy, years_per_grade: int):
    """An assistant's band is 1 to 12: ten to nineteen years give grade 4 to 7 at three a grade, 11 or 12 at one."""
    values = {"entry.years_per_grade": years_per_grade, **mix(**{"10_to_19": 1})}
    found = recruits(quiet, **values)
    expected = [min(1 + int(months) // 12 // years_per_grade, 12) for months in brought(found)]
    assert found.grade.tolist() == expected
    assert set(expected) == {1: {11, 12}, 3: {4, 5, 6, 7}}[years_per_grade]


def test_education_lifts_on_top(quiet: Policy):
    found = recruits(quiet, **mix(**{"3_to_4": 1}), **{"entry.education_lift": [0, 0, 1, 2, 3]})
    lift = np.array([0, 0, 1, 2, 3])[found.education]
    assert np.array_equal(found.grade, 1 + brought(found) // 36 + lift)
    assert len(set(lift)) >= 3


# ---- elections -----------------------------------------------------------------------------------------------------

MAY = parse_month("2027-05")
ELECTION: dict[str, Any] = {
    "election.first_month": "2027-05",
    "election.posts": {"head": "yes", "deputy": "no", "member": "no", "assistant": "no"},
    "election.places": "yes",
    "election.turnover_share": 1,
    "election.leave_share": 1,
    "election.outsider_share": 0,
}
HEAD: dict[str, Any] = {"post": "head", "grade": 9, "joined": "2015-01"}


def elected(law: Policy, values: dict[str, Any], candidate: dict[str, Any]) -> str:
    """Who holds the head's post after the election of May 2027: `head`, `candidate` or `outsider`."""
    policy = with_law(with_law(law, NO_CHANCE), {**ELECTION, **values})
    staff = roster(policy, {"head": HEAD, "candidate": candidate})
    world = after(policy, staff, MAY - (policy.opening or 0) + 1)
    (holder,) = [int(person.key) for person in serving(world, 0) if person.post == 0]
    told = lives(world, 0)
    names = {int(key): name for key, name in zip(staff.records["key"], ("head", "candidate"))}
    name = names.get(holder, "outsider")
    assert (name == "head") == (int(staff.records["key"][0]) not in told)  # returned: nothing befell them
    return name


@pytest.mark.parametrize(
    ("asked", "service_from", "wins"),
    [(0, "2026-12", True), (3, "2024-05", True), (3, "2024-06", False), (20, "2007-05", True), (20, "2007-06", False)],
)
def test_a_winner_from_the_staff_has_the_years_asked_for(law: Policy, asked: int, service_from: str, wins: bool):
    """By the month of the election, here or elsewhere; with nobody else to elect, the head is returned."""
    candidate = {"joined": "2026-12", "service_from": service_from}
    found = elected(law, {"election.minimum_service": asked}, candidate)
    assert found == ("candidate" if wins else "head")


@pytest.mark.parametrize("asked", [0, 2, 20])
def test_an_outsider_brings_the_years_asked_for_and_is_old_enough(law: Policy, asked: int):
    """Whatever recruits bring, and even where the highest entry age is 30; of themselves these bring none."""
    values = {
        **ELECTION,
        **mix(**{"5_to_9": 1}),
        "election.outsider_share": 1,
        "election.minimum_service": asked,
        "election.outsider_service_mix": [1, 0, 0, 0, 0, 0],
        "recruitment.highest_age": 30,
    }
    policy = with_law(with_law(law, NO_CHANCE), values)
    heads = {f"head {i}": {**HEAD, "place": f"street_{i:02}/office_1"} for i in range(1, 14)}
    world = after(policy, roster(policy, heads), MAY - (policy.opening or 0) + 1, 3)
    people = world.people[world.people.state != NOBODY]
    assert len(people) == 3 * 13  # every head was replaced by an outsider
    assert set(people.contract) == {ELECTED} and set(people.joined) == {MAY}
    assert set(people.joined - people.service_from) == {12 * asked}
    assert (people.service_from - people.birth >= 18 * 12).all()
