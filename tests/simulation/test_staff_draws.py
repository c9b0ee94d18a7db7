"""Sixteen draws of a staff from its margins: as many people in the same posts, others each time, the first as ever."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simlib import load_policy, load_staff
from simlib.policy import Policy
from simlib.population.person import FEMALE
from simlib.staff.margins import load_margins
from simlib.staff.opening import DRAWS, Staff

CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
SAME = ("key", "place", "unit", "post", "contract")


def test_every_draw_fills_the_same_posts_with_other_people(law: Policy, staff: Staff):
    assert len(staff.draws) == DRAWS == 16 and staff.draws[0] is staff
    for one in staff.draws[1:]:
        assert one.month == staff.month and one.places == staff.places
        assert all(np.array_equal(one.records[name], staff.records[name]) for name in SAME)
    assert len({one.digest for one in staff.draws}) == DRAWS
    assert staff.draws[3].provenance.endswith("draw 3") and "draw" not in staff.provenance
    again = load_staff(law).draws
    assert [one.digest for one in again] == [one.digest for one in staff.draws]


def test_the_margins_hold_in_each_draw(law: Policy, staff: Staff):
    """Shares of women, and of each certificate, within what chance allows: five standard deviations."""
    shares = load_margins(law, law.path.parent / "staff.yaml").shares
    for one in staff.draws:
        for post in range(len(law.posts)):
            people = one.records[one.records["post"] == post]
            for found, share in (
                ((people["sex"] == FEMALE).mean(), shares["female_share"][post]),
                *((np.mean(people["certificate"] == at), of) for at, of in enumerate(shares["certificate_mix"][post])),
                *((np.mean(people["education"] == at), of) for at, of in enumerate(shares["education_mix"][post])),
            ):
                assert abs(found - share) <= 5 * np.sqrt(share * (1 - share) / len(people)) + 1e-12


def test_what_a_draw_decides_differs_between_draws(staff: Staff):
    ages = [one.records["birth"].mean() for one in staff.draws]
    assert np.std(ages) > 0 and len({*ages}) == DRAWS


@pytest.mark.parametrize("pack", ["growth_chain", "growth_chain_before"])
def test_a_staff_carried_over_is_the_same_draw_of_the_others(pack: str):
    policy = load_policy(CITIES / pack)
    staff = load_staff(policy)
    other = "growth_chain_before" if pack == "growth_chain" else "growth_chain"
    theirs = load_staff(load_policy(CITIES / other))
    assert len(staff.draws) == DRAWS
    for one, there in zip(staff.draws, theirs.draws, strict=True):
        assert one.people_digest == there.people_digest
        if staff.former is not None:
            assert one.former is not None and one.former.policy is staff.former.policy
            assert len(one.former.cells) == len(one)
    if staff.former is not None:
        assert not np.array_equal(staff.draws[1].former.cells, staff.former.cells)  # type: ignore[union-attr]


def test_a_roster_is_drawn_once_and_so_is_what_is_left_of_a_staff(few: Staff):
    assert len(Staff(few.records.copy(), few.month, "a roster").draws) == 1
    assert len(few.without(0).draws) == 1
