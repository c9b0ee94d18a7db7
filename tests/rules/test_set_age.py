"""Ages of retirement set instead of the law's: with its delay or without, from a date on, as a what-if only."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib import load_policy
from simlib.months import month_text, parse_month
from simlib.policy import Policy
from simlib.policy.dead_ends import dead_ends
from tests.rules.schedule import SCHEDULE
from tests.rules.test_retirement import NO_OTHER_WAY_OUT, _person, retired
from tests.simulation.people import roster

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
AT_55: dict[str, Any] = {"men_60": 720, "women_55": 660, "women_50": 660}
BY_HAND = [  # track, born; by law; at a set age with the law's delay; without
    # 1984-10 is the 118th month from 1975-01: 59 months late at 50, as much at 55; women at 55 flat
    ("women_50", "1984-10", "2039-09", "2044-09", "2039-10"),
    # 1977-06 is the 30th: 15 months late
    ("women_50", "1977-06", "2028-09", "2033-09", "2032-06"),
    # born before the first affected month: no delay
    ("women_50", "1974-12", "2024-12", "2029-12", "2029-12"),
    # 1981-09 is the 141st from 1970-01: 36 months late, the most
    ("women_55", "1981-09", "2039-09", "2039-09", "2036-09"),
    ("men_60", "1976-09", "2039-09", "2039-09", "2036-09"),
]


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nobody leaves but to retire, and nobody comes; opens in January 2027."""
    return streets.with_values(NO_OTHER_WAY_OUT)


@pytest.mark.parametrize(("track", "born", "by_law", "delayed", "flat"), BY_HAND)
def test_the_month_of_retirement_by_hand(quiet: Policy, track: str, born: str, by_law: str, delayed: str, flat: str):
    assert month_text(SCHEDULE[track][parse_month(born)]) == by_law
    staff = roster(quiet, {"one": _person(track, parse_month(born))})
    for rule, month in (("by_law", by_law), ("set_age_with_delay", delayed), ("set_age", flat)):
        chosen = quiet.with_values({"rules.retirement": rule, "retirement.set_age": AT_55})
        found = [month_text(one) for one in retired(chosen, staff, 18 * 12).values()]
        assert found == [max(month, "2027-01")], rule


def test_whoever_is_past_the_new_age_when_it_comes_into_force_retires_that_month(quiet: Policy):
    """All at 58 from July 2028: whoever is 58 by then goes then, the others in the month of their birthday."""
    law = quiet.with_values(
        {"rules.retirement": "set_age", "retirement.set_age": 58 * 12}, start=parse_month("2028-07")
    )
    born = {"1968-12": "2028-07", "1970-06": "2028-07", "1970-07": "2028-07", "1970-08": "2028-08"}
    born["1971-01"] = "2029-01"
    staff = roster(quiet, {month: _person("men_60", parse_month(month)) for month in born})
    found = retired(law, staff, 36)
    assert {month: month_text(found[int(key)]) for month, key in zip(born, staff.records["key"])} == born


def test_nobody_goes_early_below_the_age_that_is_set(quiet: Policy):
    """Women on the 50 track at 55 with the delay: as early as 55, by at most three years, never at 50."""
    law = quiet.with_values(
        {"rules.retirement": "set_age_with_delay", "retirement.set_age": AT_55, "retirement.early_share": 1}
    )
    people = {f"woman {n}": _person("women_50", parse_month("1982-06")) for n in range(200)}
    months = list(retired(law, roster(law, people), 18 * 12).values())
    due = parse_month("1982-06") + 660 + 45  # the 90th month from 1975-01: 45 months late
    assert len(months) == 200 and min(months) == due - 36 and max(months) <= due - 1
    flat = law.with_values({"rules.retirement": "set_age"})
    months = list(retired(flat, roster(flat, people), 18 * 12).values())
    assert set(months) == {parse_month("1982-06") + 660}  # nothing to go early by


def test_a_late_choice_counts_from_the_age_that_is_set(quiet: Policy):
    law = quiet.with_values({"rules.retirement": "set_age", "retirement.set_age": 660, "retirement.late_share": 1})
    people = {f"man {n}": _person("men_60", parse_month("1975-01")) for n in range(200)}
    months = np.array(list(retired(law, roster(law, people), 10 * 12).values()))
    assert (months.min(), months.max()) == (parse_month("2030-02"), parse_month("2033-01"))


def test_a_what_if_wins_over_national_law_and_says_so(quiet: Policy):
    law = quiet.with_values({"rules.retirement": "set_age", "retirement.set_age": AT_55}, start=parse_month("2030-01"))
    (departure,) = law.departures
    assert (departure.term.name, month_text(departure.month)) == ("rules.retirement", "2030-01")
    assert law.choice("rules.retirement", parse_month("2030-01")) == "set_age"


def test_a_city_may_not_set_an_age_of_its_own(tmp_path: Path):
    shutil.copytree(SCENARIOS, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "cities/baohe/policy.yaml"
    own = "  rules.retirement: {values: {2026-01: {value: set_age, evidence: computed, reason: to try}}}\n"
    file.write_text(file.read_text("utf-8").replace("\nprovisions:\n", "\nprovisions:\n" + own, 1), "utf-8")
    law = load_policy(file)
    assert [one.term.name for one in law.overrides] == ["rules.retirement"]
    assert {law.choice("rules.retirement", month) for month in range(12 * 2025, 12 * 2060, 6)} == {"by_law"}


def test_the_longest_career_is_that_of_the_age_set(quiet: Policy):
    """From 20 to 63 a grade every six years passes 7 grades; to 45, four."""
    slow = quiet.with_values({"progression.years_per_grade": 6})
    (by_law,) = [one.what.en for one in dead_ends(slow) if "whole career" in one.what.en]
    early = slow.with_values({"rules.retirement": "set_age", "retirement.set_age": 45 * 12})
    (at_45,) = [one.what.en for one in dead_ends(early) if "whole career" in one.what.en]
    assert by_law != at_45
