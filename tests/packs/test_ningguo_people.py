"""Ningguo's people over ten years, read off the worlds as they stand at the end of each: ages, service, ratings, steps.

The text: 女性社区工作者退休年龄一般为50周岁, 一般可留任至53, 特别优秀的55周岁; 新任的社区两委成员一般应具有3年及以上
社区或村工作经验; 优秀比例一般不超过20%, 前30%的社区可提高到30%; 年度考核基本合格或不合格的,工资待遇按上一年度执行.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib.months import YEAR
from simlib.policy import Policy
from simlib.population.person import BASIC, EXCELLENT, FAILED, FEMALE, UNRATED
from simlib.population.world import World
from simlib.staff.opening import Staff
from tests.rules.schedule import SCHEDULE
from tests.simulation.lives import after, lives, serving

FOLDER = Path(__file__).resolve().parents[2] / "scenarios/cities/ningguo"
COMMUNITIES = [6, 5, 4, 1, 1, 1]  # of each street
LATEST_CHOICE = 36  # months, 延迟时间最长不超过三年
RESERVE, LAST_STEP = 3, 3  # the entry post; of 80, 85, 90 and 100 %
REPLICATIONS, SEED = 8, 2027


@pytest.fixture(scope="module")
def decembers(law: Policy, staff: Staff) -> list[World]:
    """The worlds as they stand at the end of each year."""
    return [after(law, staff, YEAR * years, REPLICATIONS, SEED) for years in range(1, 11)]


def in_post(world: World) -> Iterator[Any]:
    """The records of everybody in post, in every replication."""
    for replication in range(REPLICATIONS):
        yield from serving(world, replication)


def everybody(decembers: list[World]) -> Iterator[Any]:
    """The records of everybody in post at the end of each year."""
    for world in decembers:
        yield from in_post(world)


# ---- who is in post ----------------------------------------------------------------------------------------------


def test_no_community_has_more_in_a_post_than_it_is_given(decembers: list[World]) -> None:
    for world in decembers:
        assert (world.places.in_post <= world.places.authorised).all()


def test_nobody_is_past_the_age_that_the_law_and_the_text_give(decembers: list[World], staff: Staff) -> None:
    """Men 60 and women 50, later by the national schedule and at most 36 months by choice, a secretary's included."""

    def last_month(person: Any) -> int:
        return SCHEDULE["women_50" if person.sex == FEMALE else "men_60"][int(person.birth)] + LATEST_CHOICE

    assert all(staff.month < last_month(person) for person in staff.records.view(np.recarray))
    for world in decembers:
        assert all(world.state.month[0, 0] < last_month(person) for person in in_post(world))


def test_whoever_stays_on_is_a_woman_secretary_and_goes_by_55(
    decembers: list[World], law: Policy, staff: Staff
) -> None:
    """对…女性社区党组织书记: beyond the statutory age by 36 months at most, and in no case beyond 55.

    But for those who were past the statutory age when the roster was taken, and so had chosen late.
    """
    tracks = {int(person.key): SCHEDULE["women_50" if person.sex == FEMALE else "men_60"][int(person.birth)]
              for person in staff.records.view(np.recarray)}  # fmt: skip
    late = {key for key, statutory in tracks.items() if statutory <= staff.month}
    stayed = [person for person in everybody(decembers) if person.extended and int(person.key) not in late]
    heads = {int(person.key) for person in stayed if law.axis("post")[person.post] == "head"}
    assert stayed
    for person in stayed:
        statutory = SCHEDULE["women_50"][int(person.birth)]
        assert person.sex == FEMALE and int(person.key) in heads  # who may step down later, and keeps what was granted
        assert person.extended in (12 * 53, 12 * 55)
        assert statutory < person.birth + person.extended <= statutory + LATEST_CHOICE


def test_recruits_are_at_most_35_and_have_a_college_diploma(law: Policy, staff: Staff) -> None:
    """年龄一般要在35周岁以下,具有大专以上学历: even if all who apply were 35 to 39."""
    applicants = {"35_to_39": 1, "others": 0}
    world = after(law.with_values({"recruitment.age_mix": applicants}), staff, YEAR, REPLICATIONS, SEED)
    recruits = [p for p in in_post(world) if p.joined >= (law.opening or 0)]
    assert len(recruits) > 10 * REPLICATIONS
    assert {int(p.joined - p.birth) // YEAR for p in recruits} == {35}
    assert min(int(p.education) for p in recruits) >= 1


def test_new_committee_members_have_three_years_of_service(decembers: list[World], law: Policy) -> None:
    """Elected or appointed, from the staff or from outside."""
    new = [p for p in everybody(decembers) if p.post < RESERVE and p.post_from >= (law.opening or 0)]
    assert len(new) > 100
    assert all(p.post_from - p.service_from >= 3 * YEAR for p in new)


# ---- ratings and what follows from them --------------------------------------------------------------------------


def test_a_fifth_of_a_community_is_excellent_or_in_the_first_of_a_street_three_tenths(decembers: list[World]) -> None:
    """Counted by community and rounded down; of six, five and four communities one is first, of one none."""
    best = [floor(Fraction(3, 10) * number) for number in COMMUNITIES]
    assert best == [1, 1, 1, 0, 0, 0]
    larger = 0
    for world in decembers:
        for replication in range(REPLICATIONS):
            rated, excellent, first = Counter[int](), Counter[int](), Counter[int]()
            for person in serving(world, replication):
                rated[int(person.place)] += person.rating != UNRATED
                excellent[int(person.place)] += person.rating == EXCELLENT
            for place, number in rated.items():
                assert excellent[place] <= floor(Fraction(3, 10) * number)
                first[int(world.places.unit[replication, place])] += excellent[place] > floor(Fraction(1, 5) * number)
            assert all(first[street] <= best[street] for street in range(len(best)))
            larger += sum(first.values())
    assert larger > 0


def test_a_recruit_goes_up_a_step_for_each_december_that_was_not_basic_or_failed(
    decembers: list[World], law: Policy
) -> None:
    """Three steps at most, and one year later for each poor year."""
    held_back, opening = 0, law.opening or 0
    for replication in range(REPLICATIONS):
        good, poor = Counter[int](), Counter[int]()
        for world in decembers:
            for person in serving(world, replication):
                key = int(person.key)
                if person.joined >= opening:
                    assert person.ramp_step == min(good[key], LAST_STEP)
                    held_back += poor[key]
                    poor[key] += person.rating in (FAILED, BASIC)
                    good[key] += person.rating not in (FAILED, BASIC)
    assert held_back > 0


def test_whoever_is_dismissed_failed_twice_running(law: Policy, staff: Staff) -> None:
    """With three in ten failed each year some are, in the first December only those with a failed year behind them."""
    often = law.with_values({"appraisal.failed_rate": 0.3})
    world = after(often, staff, 3 * YEAR, REPLICATIONS, SEED)
    failed_before = {int(p.key) for p in staff.records.view(np.recarray) if p.failed_run > 0}
    dismissed = [
        (event.month, key)
        for replication in range(REPLICATIONS)
        for key, life in lives(world, replication).items()
        for event in life
        if event.flow == "dismissed"
    ]
    second_year = (law.opening or 0) + YEAR
    assert {key for month, key in dismissed if month < second_year} <= failed_before
    assert sum(month >= second_year for month, _ in dismissed) > REPLICATIONS
