"""Retirement by the decision of 2024: the schedule, the choices within it, and the contributions it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simlib.months import month_number, month_text, parse_month
from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.rules.schedule import OLD_AGE, SCHEDULE, contribution_months
from tests.simulation.lives import after, lives
from tests.simulation.people import roster

BIRTHS = range(month_number(1960, 1), month_number(1995, 12) + 1)
OPENING = month_number(2024, 1)
LONG = 40 * 12  # months: until the youngest have gone
NO_OTHER_WAY_OUT = {
    "exits.resignation_level": 0,
    "exits.death": 0,
    "exits.misconduct": 0,
    "channel.share": 0,
    "appraisal.failed_rate": 0,
    "dismissal.failed_years": 0,
    "rules.promotion": "none",
    "election.first_month": "2090-01",
    "recruitment.fill_share": 0,
    "retirement.early_share": 0,
    "retirement.late_share": 0,
}
KNOWN = [  # words and examples of facts and annexes, not of the formula
    ("men_60", "1964-12", "2024-12"),
    ("men_60", "1965-01", "2025-02"),
    ("men_60", "1965-04", "2025-05"),
    ("men_60", "1965-05", "2025-07"),
    ("men_60", "1976-08", "2039-07"),
    ("men_60", "1976-09", "2039-09"),
    ("men_60", "1990-01", "2053-01"),
    ("women_55", "1969-12", "2024-12"),
    ("women_55", "1970-01", "2025-02"),
    ("women_55", "1971-04", "2026-08"),
    ("women_55", "1981-09", "2039-09"),
    ("women_50", "1974-12", "2024-12"),
    ("women_50", "1975-01", "2025-02"),
    ("women_50", "1975-03", "2025-05"),
    ("women_50", "1984-10", "2039-09"),
    ("women_50", "1984-11", "2039-11"),
    ("women_50", "1995-12", "2050-12"),
]


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nobody leaves but to retire, and nobody comes; opened a year before the new schedule, to see it come in."""
    begun_later = {
        name: one.values[0].written for name, one in streets.provisions.items() if one.values[0].month > OPENING
    }
    earlier = streets.with_values(begun_later, parse_month("2020-08"))
    return replace(earlier.with_values(NO_OTHER_WAY_OUT, OPENING), opening=OPENING)


@pytest.fixture(scope="module")
def everyone(quiet: Policy) -> Staff:
    """One person for each month of birth and track who has not reached the age when the run opens."""
    return roster(quiet, {f"{t} {b}": _person(t, b) for t, b in _all() if SCHEDULE[t][b] >= OPENING})


def _all() -> Iterator[tuple[str, int]]:
    return ((track, birth) for track in SCHEDULE for birth in BIRTHS)


def _person(track: str, birth: int) -> dict[str, Any]:
    return {"born": month_text(birth), "track": track, "joined": "2020-01", "contribution_from": "1980-01"}


def retired(law: Policy, staff: Staff, months: int = LONG) -> dict[int, int]:
    """The month of retirement by key, for those who have retired."""
    found = lives(after(law, staff, months), 0)
    return {key: life[-1].month for key, life in found.items() if life[-1].flow == "retired"}


@pytest.mark.parametrize(("track", "born", "retires"), KNOWN)
def test_the_schedule_itself_against_known_months(track: str, born: str, retires: str):
    assert month_text(SCHEDULE[track][parse_month(born)]) == retires


def test_everyone_retires_in_the_month_of_the_schedule_whatever_month_they_were_born(quiet: Policy, everyone: Staff):
    found = retired(quiet, everyone)
    assert len(everyone) > 900
    for person in everyone.records:
        track = ("men_60", "women_55", "women_50")[person["track"]]
        due = SCHEDULE[track][int(person["birth"])]
        if due < OPENING + LONG:
            assert found.pop(int(person["key"])) == due, (track, month_text(int(person["birth"])))
    assert found == {}


@pytest.mark.parametrize("track", SCHEDULE)
def test_whoever_was_due_before_the_run_opens_leaves_at_once(quiet: Policy, track: str):
    births = [birth for birth in BIRTHS if SCHEDULE[track][birth] < OPENING]
    past = roster(quiet, {f"{track} {birth}": _person(track, birth) for birth in births})
    assert births and set(retired(quiet, past, 1).values()) == {OPENING}
    assert len(retired(quiet, past, 1)) == len(births)


def test_there_was_no_delay_before_2025(quiet: Policy):
    for track in OLD_AGE:
        delay = np.asarray(quiet.value("retirement.longest_delay", parse_month("2024-12")))
        assert delay[list(OLD_AGE).index(track)] == 0


@pytest.mark.parametrize("limit", [36, 12])
def test_an_early_choice_is_three_years_at_most_and_never_before_the_old_age(
    quiet: Policy, everyone: Staff, limit: int
):
    early = quiet.with_values({"retirement.early_share": 1, "retirement.early_limit": limit})
    ahead = []
    for key, month in retired(early, everyone).items():
        birth, track = _born(everyone, key)
        due, old = SCHEDULE[track][birth], birth + 12 * OLD_AGE[track]
        assert max(due - limit, old, OPENING) <= month <= due
        ahead.append(due - month)
    assert max(ahead) == limit  # some take all of it
    assert len(set(ahead)) == limit + 1  # and every other length is somebody's
    assert np.mean(np.array(ahead) > 0) > 0.8  # all would; the delay of the first cohorts is short


def test_a_month_that_has_passed_when_the_run_opens_is_not_chosen(streets: Policy):
    """Due in March, all choosing to go one to thirty-six months before: February and January are still open to them."""
    opening, n = month_number(2027, 1), 400
    law = streets.with_values({**NO_OTHER_WAY_OUT, "retirement.early_share": 1})
    born = next(birth for birth in BIRTHS if SCHEDULE["men_60"][birth] == opening + 2)
    people = {f"chooser {i}": {**_person("men_60", born), "contribution_from": "1990-01"} for i in range(n)}
    months = np.array(list(retired(law, roster(law, people), 3).values()))
    assert len(months) == n
    for month, chance in ((opening, 1 / 36), (opening + 1, 1 / 36), (opening + 2, 34 / 36)):
        assert abs((months == month).sum() - n * chance) < 4 * np.sqrt(n * chance * (1 - chance))


@pytest.mark.parametrize("limit", [36, 6])
def test_a_late_choice_is_three_years_at_most(quiet: Policy, everyone: Staff, limit: int):
    late = quiet.with_values({"retirement.late_share": 1, "retirement.late_limit": limit})
    behind = []
    for key, month in retired(late, everyone).items():
        birth, track = _born(everyone, key)
        behind.append(month - SCHEDULE[track][birth])
    assert (min(behind), max(behind)) == (1, limit)
    assert set(behind) == set(range(1, limit + 1))


def _born(staff: Staff, key: int) -> tuple[int, str]:
    (person,) = staff.records[staff.records["key"] == key]
    return int(person["birth"]), ("men_60", "women_55", "women_50")[person["track"]]


def test_as_many_choose_early_and_late_as_the_shares_say(quiet: Policy):
    """Each of n people chooses once: a binomial count, within four standard deviations."""
    n, early, late = 2000, 0.3, 0.2
    some = {"retirement.early_share": early, "retirement.late_share": late}
    people = {f"chooser {i}": _person("men_60", month_number(1975, 1)) for i in range(n)}
    months = np.array(list(retired(quiet.with_values(some), roster(quiet, people)).values()))
    due = SCHEDULE["men_60"][month_number(1975, 1)]
    assert len(months) == n
    for found, share in ((np.sum(months < due), early), (np.sum(months > due), late)):
        assert abs(found - n * share) < 4 * np.sqrt(n * share * (1 - share))


@pytest.mark.parametrize("year", range(2025, 2046))
def test_the_least_contributions_rise_by_half_a_year_from_2030_to_twenty_years(quiet: Policy, year: int):
    for month in (1, 12):
        assert quiet.value("retirement.contribution_months", month_number(year, month)) == contribution_months(year)


def test_nobody_goes_early_without_the_contributions_of_that_year(quiet: Policy):
    """People born month by month who began to contribute fifteen to twenty years before their age."""
    births = range(month_number(1973, 1), month_number(1982, 12))
    people = {
        f"{birth} {years}": {
            **_person("men_60", birth),
            "contribution_from": month_text(SCHEDULE["men_60"][birth] - 12 * years - 6),
            "joined": "2026-01",
        }
        for birth in births
        for years in (15, 17, 19, 22)
    }
    staff = roster(quiet, people)
    kept_waiting = 0
    for key, month in retired(quiet.with_values({"retirement.early_share": 1}), staff).items():
        (person,) = staff.records[staff.records["key"] == key]
        due = SCHEDULE["men_60"][int(person["birth"])]
        paid = month - int(person["contribution_from"])
        assert month == due or paid >= contribution_months(month // 12)
        kept_waiting += month == due
    assert 0 < kept_waiting < len(staff)


def test_a_woman_whose_track_goes_by_post_retires_by_the_share_of_her_post(quiet: Policy):
    n, born = 1000, month_number(1980, 1)
    share = {"head": 1, "deputy": 1, "member": 0.5, "assistant": 0.2}  # the pack's, from practice by post
    for post, wanted in share.items():
        people = {f"{post} {i}": {**_person("by_post", born), "post": post, "grade": 8} for i in range(n)}
        months = list(retired(quiet, roster(quiet, people)).values())
        on_55 = months.count(SCHEDULE["women_55"][born])
        assert on_55 + months.count(SCHEDULE["women_50"][born]) == n
        assert abs(on_55 - n * wanted) <= 4 * np.sqrt(n * wanted * (1 - wanted))


def test_her_luck_is_the_same_whatever_the_share(quiet: Policy):
    """A higher share moves some women to the 55 track and none back."""
    people = {f"woman {i}": _person("by_post", month_number(1980, 1)) for i in range(500)}
    staff = roster(quiet, people)
    some, more = (retired(quiet.with_values({"retirement.women_55_share": share}), staff) for share in (0.4, 0.7))
    assert some.keys() == more.keys() and some != more
    assert all(more[key] >= month for key, month in some.items())


def test_a_post_changed_by_election_changes_the_track_from_that_month(quiet: Policy):
    """May 2028: a head on the 55 track becomes an assistant on the 50 track, and the assistant head in her place.

    Born in June 1977: on the 50 track September 2028 (30th month, 15 late), on the 55 track May 2034 (90th, 23 late).
    """
    assert month_text(SCHEDULE["women_50"][parse_month("1977-06")]) == "2028-09"
    assert month_text(SCHEDULE["women_55"][parse_month("1977-06")]) == "2034-05"
    election = {
        "election.first_month": "2028-05",
        "election.every_years": 20,
        "election.turnover_share": 1,
        "election.outsider_share": 0,
        "election.leave_share": 0,
        "retirement.women_55_share": {"head": 1, "deputy": 1, "member": 1, "assistant": 0},
    }
    woman = {**_person("by_post", parse_month("1977-06")), "grade": 8}
    staff = roster(quiet, {"was head": {**woman, "post": "head"}, "was assistant": woman})
    found = retired(quiet.with_values(election, OPENING), staff)
    assert [month_text(found[int(key)]) for key in staff.records["key"]] == ["2028-09", "2034-05"]
