"""Outstanding women secretaries stay on: 任满1届，近5年内社区前30%或个人优秀2次以上，留任至53周岁，特别优秀的至55周岁.

Since 2025 the statutory age rises with the month of birth and a later choice ends 36 months after it; the schedule is
the one written out from the decision in tests/rules/schedule.py.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Any

import pytest

from simlib.months import month_number, month_text, parse_month
from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.rules.runner import NO_CHANCE, with_law
from tests.rules.schedule import SCHEDULE
from tests.simulation.lives import after, lives
from tests.simulation.people import roster

TO_53, TO_55, LATEST = 12 * 53, 12 * 55, 36  # months
EXTENSION: dict[str, Any] = {
    "rules.extension": "outstanding_women_secretaries",
    "extension.posts": {"head": "yes", "deputy": "no", "member": "no", "assistant": "no"},
    "extension.term_years": 5,
    "extension.window_years": 5,
    "extension.community_top_years": 2,
    "extension.excellent_years": 2,
    "extension.age": TO_53,
    "extension.best_age": TO_55,
    "extension.share": 1,
    "extension.best_share": 0,
}
EVERYBODY_EXCELLENT = {"appraisal.excellent_share": 1}
BIRTHS = range(month_number(1972, 1), month_number(1985, 12) + 1)


def due_in(month: str) -> int:
    """The first month of birth whose statutory month, on the track of 50, is this or later."""
    return next(birth for birth, due in SCHEDULE["women_50"].items() if due >= parse_month(month))


DUE_2027, DUE_2029, DUE_2032 = due_in("2027-06"), due_in("2029-06"), due_in("2032-06")


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nobody leaves but to retire; opened in 2027-01."""
    return with_law(with_law(streets, NO_CHANCE), EXTENSION)


def secretary(birth: int, **traits: Any) -> dict[str, Any]:
    """A head since 2010, excellent in 2024 and 2025, whose own track is that of 50."""
    usual = {"post": "head", "grade": 7, "joined": "2010-01", "track": "women_50", "excellent_years_ago": [2, 3]}
    return {"born": month_text(birth), **usual, **traits}


def retires(law: Policy, birth: int, **traits: Any) -> int:
    """The month in which one secretary retires."""
    return all_retire(law, roster(law, {"one": secretary(birth, **traits)}))[0]


def all_retire(law: Policy, staff: Staff, months: int = 20 * 12) -> list[int]:
    """The months of retirement, in the order of the roster."""
    found = lives(after(law, staff, months), 0)
    ends = [found[int(key)][-1] for key in staff.records["key"]]
    assert {end.flow for end in ends} == {"retired"}
    return [end.month for end in ends]


def stays_until(birth: int, track: str, age: int) -> int:
    """By the clause and the decision: at the age, but no later than 36 months after the statutory month, or at that."""
    statutory = SCHEDULE[track][birth]
    return max(statutory, min(birth + age, statutory + LATEST))


# ---- how long ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def since_2025(streets: Policy) -> Policy:
    """Opened when the new schedule began, so that women born from 1975 on come of age in the run."""
    opening = month_number(2025, 1)
    later = {name: one.values[0].written for name, one in streets.provisions.items() if one.values[0].month > opening}
    earlier = streets.with_values(later, parse_month("2020-08"))
    return replace(with_law(with_law(earlier, NO_CHANCE, opening), EXTENSION, opening), opening=opening)


@pytest.mark.parametrize(("best_share", "age"), [(0, TO_53), (1, TO_55)])
@pytest.mark.parametrize("track", ["women_50", "women_55"])
def test_until_53_or_55_whatever_month_she_was_born(since_2025: Policy, track: str, best_share: float, age: int):
    """Excellent every year. On the track of 50 those born before 1975 are gone already; on that of 55 nobody stays."""
    law = with_law(since_2025, {"extension.best_share": best_share, **EVERYBODY_EXCELLENT})
    opening = law.opening or 0
    births = [birth for birth in BIRTHS if SCHEDULE[track][birth] >= opening]
    staff = roster(law, {f"{birth}": secretary(birth, track=track) for birth in births})
    found = all_retire(law, staff, months=20 * 12)
    assert found == [stays_until(birth, track, age) for birth in births]
    stay = [month - SCHEDULE[track][birth] for birth, month in zip(births, found)]
    if track == "women_55":
        assert set(stay) == {0}
    else:
        assert max(stay) == {TO_53: 35, TO_55: LATEST}[age]  # 1975-01: 50 and a month, so 53 is 35 months off
        late = [month_text(birth) for birth, months in zip(births, stay) if months == 0]
        assert late[0] == {TO_53: "1980-11", TO_55: "1984-11"}[age]  # whose own age by law is 53, or 55
        assert len(late) == len([birth for birth in births if birth >= parse_month(late[0])])


def test_a_later_choice_by_law_of_two_years_leaves_two_years(quiet: Policy):
    law = with_law(quiet, {"retirement.late_limit": 24, "extension.best_share": 1})
    assert retires(law, DUE_2027) == SCHEDULE["women_50"][DUE_2027] + 24


def test_it_goes_before_her_own_choice(quiet: Policy):
    """She would go late by up to three years, or not at all early in that year; she stays until 53."""
    for choice in ("retirement.late_share", "retirement.early_share"):
        born = DUE_2027
        assert retires(with_law(quiet, {choice: 1, "retirement.early_limit": 5}), born) == born + TO_53


# ---- who -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "others",
    [{"post": "deputy"}, {"post": "member"}, {"post": "assistant", "grade": 3}, {"excellent_years_ago": []}],
    ids=str,
)
def test_nobody_else_stays_on(quiet: Policy, others: dict[str, Any]):
    assert retires(quiet, DUE_2027) == DUE_2027 + TO_53
    assert retires(quiet, DUE_2027, **others) == SCHEDULE["women_50"][DUE_2027]


def test_no_man_stays_on_until_61(quiet: Policy):
    """Until 63 for women and men born in 1967 alike would be past both ages by law."""
    law = with_law(quiet, {"extension.age": 12 * 63})
    for track in ("men_60", "women_55"):
        birth = next(b for b, due in SCHEDULE[track].items() if due == month_number(2027, 6))
        due = SCHEDULE[track][birth]
        expected = due if track == "men_60" else min(birth + 12 * 63, due + LATEST)
        assert retires(law, birth, track=track) == expected


@pytest.mark.parametrize(("before", "stays"), [(60, True), (59, False), (61, True)])
def test_a_full_term_in_the_post_by_her_statutory_month(quiet: Policy, before: int, stays: bool):
    due = SCHEDULE["women_50"][DUE_2027]
    found = retires(quiet, DUE_2027, post_from=month_text(due - before))
    assert found == (DUE_2027 + TO_53 if stays else due)


@pytest.mark.parametrize(
    ("excellent", "top", "stays"),
    [
        ([1, 2], [], True),
        ([1, 5], [], True),
        ([1, 6], [], False),
        ([6, 7], [], False),
        ([4], [], False),
        ([], [1, 5], True),
        ([], [2, 6], False),
        ([], [3], False),
        ([3], [3], False),  # one of each is two of neither
        ([1, 3, 5], [2], True),
    ],
)
def test_two_years_of_the_last_five_of_either_kind(quiet: Policy, excellent: list[int], top: list[int], stays: bool):
    """She comes of age in 2027 and is asked in January: last year is 2026, five years ago 2022."""
    found = retires(quiet, DUE_2027, excellent_years_ago=excellent, top_years_ago=top)
    assert found == (DUE_2027 + TO_53 if stays else SCHEDULE["women_50"][DUE_2027])


@pytest.mark.parametrize("kind", ["excellent", "top"])
@pytest.mark.parametrize(("years", "stays"), [((2027, 2028), True), ((2028,), False), ((2026,), False)])
def test_years_of_the_run_count(quiet: Policy, kind: str, years: tuple[int, ...], stays: bool):
    """Of age in July 2029; the years in which all are excellent, or all communities first."""
    first = {
        "excellent": ("appraisal.excellent_share", {}),
        "top": (
            "appraisal.top_communities",
            {
                "rules.appraisal": "quota_by_ranked_community",
                "appraisal.scope": "community",
                "appraisal.top_excellent_share": 0,
                "appraisal.top_rounding": "down",
                "appraisal.ranked_places": "yes",
                "appraisal.community_weight": 0,
            },
        ),
    }
    term, beside = first[kind]
    law = with_law(quiet, {**beside, term: 0})
    for year in range(2027, 2030):
        law = law.with_values({term: 1 if year in years else 0}, month_number(year, 1))
    found = retires(law, DUE_2029, excellent_years_ago=[])
    assert found == (DUE_2029 + TO_53 if stays else SCHEDULE["women_50"][DUE_2029])


def test_a_rule_that_comes_later_looks_back_at_the_same_years(quiet: Policy):
    """From 2031 on, for one of age in June 2032: 2027 to 2031 count, 2024 and 2025 do not any more."""
    none = with_law(quiet, {"rules.extension": "none"})
    later = none.with_values(EXTENSION, parse_month("2031-01"))
    due = SCHEDULE["women_50"][DUE_2032]
    assert retires(later, DUE_2032, excellent_years_ago=[1, 2, 3]) == due
    in_the_run = with_law(later, EVERYBODY_EXCELLENT).with_values({"appraisal.excellent_share": 0}, 12 * 2029)
    assert retires(in_the_run, DUE_2032, excellent_years_ago=[]) == DUE_2032 + TO_53  # 2027 and 2028
    assert retires(none, DUE_2032, excellent_years_ago=[1, 2, 3]) == due


# ---- granted or not ------------------------------------------------------------------------------------------------


def test_refused_at_share_0(quiet: Policy):
    assert retires(with_law(quiet, {"extension.share": 0}), DUE_2027) == SCHEDULE["women_50"][DUE_2027]


@pytest.mark.parametrize(
    "then",
    [
        {"rules.extension": "none"},
        {"extension.share": 0},
        {"extension.age": 12 * 52},
        {"retirement.late_limit": 0},
        {"extension.posts": "no"},
    ],
    ids=str,
)
@pytest.mark.parametrize("month", ["2027-09", "2028-01"])
def test_once_granted_always_kept(quiet: Policy, then: dict[str, Any], month: str):
    """The law changes after her statutory month, June 2027, or in the year after."""
    law = quiet.with_values(then, parse_month(month))
    assert retires(law, DUE_2027, rating="failed") == DUE_2027 + TO_53


def test_another_track_afterwards_prolongs_nothing(quiet: Policy):
    """Granted as a member of the 50 track, promoted the January after to a post whose holders are of the 55 track.

    She stays to the age that the law now gives her, not three years beyond.
    """
    vacancy = {kind: {"head": 0, "deputy": 1, "member": 1, "assistant": 0} for kind in quiet.axis("place_type")}
    values = {
        "extension.posts": "yes",
        "retirement.women_55_share": {"head": 1, "deputy": 1, "member": 0, "assistant": 0},
        "establishment.upper_posts": vacancy,
    }
    law = with_law(quiet, values).with_values({"rules.promotion": "excellent_years_then_merit"}, 12 * 2028)
    staff = roster(law, {"one": secretary(DUE_2027, track="by_post", post="member")})
    life = lives(after(law, staff, 12 * 12), 0)[int(staff.records["key"][0])]
    moved = [event for event in life if event.flow in ("promoted", "retired")]
    assert [(event.flow, event.month) for event in moved] == [
        ("promoted", 12 * 2028),
        ("retired", SCHEDULE["women_55"][DUE_2027]),
    ]


def assert_share(found: int, share: float, n: int) -> None:
    """A binomial count, within four of its deviations."""
    assert abs(found - n * share) < 4 * sqrt(n * share * (1 - share))


def test_as_many_stay_and_as_many_of_them_until_55_as_the_shares_say(quiet: Policy):
    """Independent draws, one each in a life: of 1,500 eligible 60 % stay, a quarter of them until 55."""
    n, share, best = 1500, 0.6, 0.25
    law = with_law(quiet, {"extension.share": share, "extension.best_share": best})
    staff = roster(law, {f"secretary {i}": secretary(DUE_2027) for i in range(n)})
    found = all_retire(law, staff, 12 * 7)
    to_53, to_55 = DUE_2027 + TO_53, stays_until(DUE_2027, "women_50", TO_55)
    assert set(found) == {SCHEDULE["women_50"][DUE_2027], to_53, to_55}
    assert_share(len([month for month in found if month >= to_53]), share, n)
    assert_share(found.count(to_55), share * best, n)
    more = all_retire(with_law(law, {"extension.share": 0.8}), staff, 12 * 7)
    assert all(one <= other for one, other in zip(found, more))  # whoever stayed at 60 % stays at 80 %
