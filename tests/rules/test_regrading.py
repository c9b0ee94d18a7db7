"""The grade on a higher post: the same for the same life whatever the way there, and each option by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib.months import month_text
from simlib.policy import Policy
from simlib.population.person import ELECTED, PERSON
from simlib.staff.opening import Staff
from simlib.staff.scale import RosterScale
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, serving
from tests.simulation.people import roster

OPENING = "2027-01"
PROMOTED = {"rules.promotion": "excellent_years_then_merit", "promotion.scope": "community", "promotion.posts_below": 3}
ELECTION = {"election.first_month": OPENING, "election.turnover_share": 1, "election.leave_share": 1}
NINE_YEARS = {"joined": "2018-01", "education": "bachelor"}
OF_HEAD = 7 + 9 // 3 + 2  # lowest of the band, a grade for three years, two for the degree


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nothing happens; every place may have one head and no other upper post."""
    places = streets.axis("place_type")
    one_head = {place: {"head": 1, "deputy": 0, "member": 0, "assistant": 0} for place in places}
    return with_law(with_law(streets, NO_CHANCE), {"establishment.upper_posts": one_head})


def placed(law: Policy, people: dict[str, dict[str, Any]]) -> Staff:
    """The people with the grades that a roster gives them."""
    staff = roster(law, people)
    records = staff.records.copy().view(np.recarray)
    scale = RosterScale(law, staff.month)
    for record in records:
        scale.place(record)
    return Staff(np.array(records, PERSON), staff.month, staff.provenance)


def grade_of_heads(law: Policy, staff: Staff) -> list[int]:
    """The grades of all heads at the end of the first month."""
    return [int(person.grade) for person in serving(after(law, staff, 1), 0) if person.post == 0]


# ---- the same life --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("post", ["deputy", "member"])
def test_years_served_elsewhere_count_on_the_way_up_as_at_entry(quiet: Policy, post: str):
    law = with_law(quiet, PROMOTED)
    elsewhere = {**NINE_YEARS, "service_from": NINE_YEARS["joined"], "joined": "2024-01"}
    assert grade_of_heads(law, placed(law, {"one": {"post": post, **elsewhere}})) == [OF_HEAD]


def test_a_head_of_the_roster(quiet: Policy):
    assert grade_of_heads(quiet, placed(quiet, {"head": {"post": "head", **NINE_YEARS}})) == [OF_HEAD]


@pytest.mark.parametrize("post", ["deputy", "member", "assistant"])
def test_promoted_from_any_post_the_same_life_has_the_same_grade(quiet: Policy, post: str):
    law = with_law(quiet, PROMOTED)
    assert grade_of_heads(law, placed(law, {"one": {"post": post, **NINE_YEARS}})) == [OF_HEAD]


@pytest.mark.parametrize("post", ["deputy", "member", "assistant"])
def test_elected_from_any_post_too(quiet: Policy, post: str):
    law = with_law(quiet, {**ELECTION, "election.outsider_share": 0, "election.minimum_service": 9})
    people: dict[str, dict[str, Any]] = {
        "head": {"post": "head", "joined": "2010-01"},
        "one": {"post": post, **NINE_YEARS},
    }
    people["head"]["education"] = "doctor"
    assert grade_of_heads(law, placed(law, people)) == [OF_HEAD]


def test_and_elected_from_outside(quiet: Policy):
    bachelors = {"secondary": 0, "college": 0, "bachelor": 1, "master": 0, "doctor": 0}
    law = with_law(
        quiet,
        {
            **ELECTION,
            "election.outsider_share": 1,
            "election.minimum_service": 9,
            "election.outsider_service_mix": [1, 0, 0, 0, 0, 0],
            "recruitment.education_mix": bachelors,
        },
    )
    staff = placed(law, {"head": {"post": "head", "joined": "2010-01"}})
    world = after(law, staff, 1)
    assert grade_of_heads(law, staff) == [OF_HEAD] and serving(world, 0).contract[0] == ELECTED


# ---- each option by hand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "grade", "becomes"),
    [("deputy", 5, 7), ("deputy", 7, 7), ("deputy", 9, 9), ("deputy", 16, 16), ("member", 3, 7), ("assistant", 12, 12)],
)
def test_keeps_the_grade_or_enters_at_the_lowest(quiet: Policy, post: str, grade: int, becomes: int):
    law = with_law(quiet, {**PROMOTED, "rules.regrading": "keeps_grade_or_lowest"})
    people = {"one": {"post": post, "grade": grade, "joined": "2000-01", "education": "doctor"}}
    assert grade_of_heads(law, roster(law, people)) == [becomes]


@pytest.mark.parametrize(
    ("grade", "service", "education", "becomes"),
    [
        (5, 9 * 12, "bachelor", 12),
        (5, 9 * 12 - 1, "bachelor", 11),  # eight full years
        (5, 9 * 12, "secondary", 10),
        (14, 9 * 12, "bachelor", 14),  # never lower
        (5, 30 * 12, "doctor", 18),  # 7 + 10 + 5, held at the top
        (5, 24, "college", 8),
    ],
)
def test_by_the_entry_rule_never_lower(quiet: Policy, grade: int, service: int, education: str, becomes: int):
    law = with_law(quiet, {**PROMOTED, "rules.regrading": "by_entry_rule"})
    joined = month_text((law.opening or 0) - service)
    people = {
        "one": {"post": "deputy", "grade": grade, "joined": joined, "post_from": "2020-01", "education": education}
    }
    assert grade_of_heads(law, roster(law, people)) == [becomes]


@pytest.mark.parametrize(
    ("steps", "post", "grade", "becomes"),
    [
        (2, "deputy", 6, 8),
        (2, "deputy", 5, 7),
        (2, "member", 3, 7),  # the lowest of the band
        (2, "deputy", 16, 18),
        (5, "deputy", 15, 18),  # and the top
        (0, "deputy", 9, 9),
        (0, "assistant", 1, 7),
    ],
)
def test_the_next_pay_above_by_so_many_steps(quiet: Policy, steps: int, post: str, grade: int, becomes: int):
    """不低于原工资上两档: steps on the one scale of grades."""
    law = with_law(quiet, {**PROMOTED, "rules.regrading": "next_pay_above", "regrading.steps_above": steps})
    people = {"one": {"post": post, "grade": grade, "joined": "2000-01", "education": "doctor"}}
    assert grade_of_heads(law, roster(law, people)) == [becomes]


@pytest.mark.parametrize("option", ["keeps_grade_or_lowest", "by_entry_rule", "next_pay_above"])
def test_satisfactory_years_are_kept(quiet: Policy, option: str):
    """Two behind them, a third in December: the next grade comes in January 2028 and not in 2030."""
    law = with_law(quiet, {**PROMOTED, "rules.regrading": option})
    staff = roster(law, {"one": {"post": "deputy", "grade": 5, **NINE_YEARS, "satisfactory_years": 2}})
    first, then = (int(serving(after(law, staff, months), 0).grade[0]) for months in (12, 13))
    assert then == first + 1


def test_the_option_in_force_in_the_month_decides(quiet: Policy):
    """Two deputies rise a year apart, and the rule changes between."""
    law = with_law(quiet, {**PROMOTED, "rules.regrading": "keeps_grade_or_lowest"})
    law = with_law(law, {"rules.regrading": "by_entry_rule"}, (law.opening or 0) + 1)
    people = {
        "now": {"post": "deputy", "grade": 6, **NINE_YEARS},
        "later": {"post": "deputy", "grade": 6, **NINE_YEARS, "post_from": "2025-06", "place": "street_02/community_1"},
    }
    world = after(law, roster(law, people), 13)
    assert sorted(serving(world, 0).grade.tolist()) == [7, 7 + 10 // 3 + 2]
