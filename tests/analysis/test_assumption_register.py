"""The register of assumptions: all of them, moved one at a time, and what that does is what a comparison finds."""

from __future__ import annotations

import numpy as np
import pytest

from simlib import compare, project
from simlib.analysis.assumption_register import FACTORS, Assumption, evidence_counts, register
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff

MANY = 30


@pytest.fixture(scope="module")
def found(streets: Policy, few: Staff) -> list[Assumption]:
    return register(streets, lambda law: run(law, few))


def run(law: Policy, staff: Staff) -> Projection:
    return project(law, staff, years=2, replications=MANY, seed=5)


def by_name(found: list[Assumption], name: str) -> Assumption:
    return next(one for one in found if one.term.name == name)


def test_every_assumption_in_force_that_is_read_stands_in_it_once(streets: Policy, found: list[Assumption]):
    month = streets.opening or 0
    in_force = {name: one.at(month).evidence for name, one in streets.provisions.items() if one.find(month)}
    names = [one.term.name for one in found]
    assert len(names) == len(set(names)) == evidence_counts(streets, month)["assumed"]
    assert {in_force[name] for name in names} == {"assumed"}
    assert "pay.base" in names and "recruitment.exam_yield" in names
    assert not {"ramp.share", "pay.post_sum", "extension.age"} & set(names)  # of rules that are not in force


@pytest.mark.parametrize("name", ["pay.base", "recruitment.exam_yield", "exits.resignation"])
def test_what_it_does_is_what_a_comparison_finds(streets: Policy, few: Staff, found: list[Assumption], name: str):
    before = run(streets, few)
    for other in by_name(found, name).otherwise:
        difference = compare(before, run(other.policy, few)).headline
        assert other.cost == difference["cost"] and other.in_post == difference["in_post"]
        assert other.cost.mean != 0


def test_a_number_goes_to_both_ends_of_its_range(found: list[Assumption]):
    base = by_name(found, "pay.base")
    assert base.provision.range is not None
    assert [int(other.dated.value) / 100 for other in base.otherwise] == list(base.provision.range)  # fen


def test_numbers_along_an_axis_go_a_fifth_down_and_a_quarter_up_within_the_range(found: list[Assumption]):
    rates = by_name(found, "exits.resignation")
    assert rates.provision.range is not None
    for other, factor in zip(rates.otherwise, FACTORS, strict=True):
        wanted = np.clip(np.asarray(rates.dated.value) * factor, *rates.provision.range)
        assert np.asarray(other.dated.value) == pytest.approx(wanted)
        assert other.factor == factor


def test_a_choice_goes_to_each_of_the_others(found: list[Assumption]):
    scope = by_name(found, "promotion.scope")
    taken = sorted([int(scope.dated.value), *(int(other.dated.value) for other in scope.otherwise)])
    assert taken == list(range(len(scope.term.choices)))


def test_shares_that_add_up_to_one_are_listed_and_left_alone(found: list[Assumption]):
    mixes = [one for one in found if one.term.name.endswith("_mix")]
    assert mixes and not any(one.otherwise for one in mixes)


def test_the_farthest_reaching_come_first(found: list[Assumption]):
    reach = [max((abs(other.cost.mean) for other in one.otherwise), default=0) for one in found]
    assert reach == sorted(reach, reverse=True) and reach[0] > 0
