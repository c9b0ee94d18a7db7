"""The plain per-worker model is a model in its own right: what it is compared on must be true of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from typing import Any

import pytest

from benchmarks.per_worker import run
from benchmarks.reduced import ENTRY, OPENING, Rules, Worker, opening_staff, retirement_month

STAFF = opening_staff(150)
YEARS = range(2027, 2037)
NOBODY_RESIGNS = (0.0,) * 6


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return run(STAFF, Rules(), seed=7)


def test_the_ledger_closes_each_year(result: dict[str, Any]) -> None:
    opening = len(STAFF)
    for year in YEARS:
        closing = in_year(result["stocks"], year)
        assert opening + result["joiners"][year] - in_year(result["exits"], year) == closing
        opening = closing
    assert opening == len(result["staff"])


def test_people_come_and_go_and_no_post_is_over_its_establishment(result: dict[str, Any]) -> None:
    posts = Counter((worker.unit, worker.post) for worker in STAFF)
    assert sum(result["joiners"].values()) > 0
    assert sum(result["exits"].values()) > 0
    assert Counter((worker.unit, worker.post) for worker in result["staff"]) <= posts


def test_the_schedule_of_2025_by_month_of_birth() -> None:
    assert retirement_month(12 * 1971 + 3, "women_55") == 12 * 2026 + 7  # April 1971: four months late
    assert retirement_month(12 * 1964 + 11, "men_60") == 12 * 2024 + 11  # the last man at 60
    assert retirement_month(12 * 1976 + 8, "men_60") == 12 * 2039 + 8  # the first at 63
    assert retirement_month(12 * 1984 + 10, "women_50") == 12 * 2039 + 10  # the first at 55


def test_nobody_serves_past_the_age(result: dict[str, Any]) -> None:
    assert all(retirement_month(worker.birth, worker.track) > OPENING + 119 for worker in result["staff"])


def test_with_nobody_resigning_or_failing_people_leave_only_when_the_schedule_says() -> None:
    result = run(STAFF, Rules(resignation=NOBODY_RESIGNS, failed_rate=0), seed=1)
    due = Counter(retirement_month(worker.birth, worker.track) // 12 for worker in STAFF)
    assert sum(due[year] for year in YEARS) > 0
    assert result["exits"] == Counter({(year, "retired"): due[year] for year in YEARS})


def test_the_cost_is_positive_and_at_first_that_of_the_opening_staff(result: dict[str, Any]) -> None:
    assert set(result["cost_yuan"]) == set(YEARS)
    assert all(cost > 0 for cost in result["cost_yuan"].values())
    first = run(STAFF, Rules(resignation=NOBODY_RESIGNS), seed=1, months=1)["cost_yuan"][2027]
    paid = [worker.grade for worker in STAFF if retirement_month(worker.birth, worker.track) > OPENING]
    assert first == pytest.approx(sum(3500 * (100 + 3 * (grade - 1)) / 100 * 1.31 for grade in paid))


def test_two_failed_years_in_a_row_end_the_service_of_all() -> None:
    result = run(STAFF, Rules(resignation=NOBODY_RESIGNS, failed_rate=1, fill_share=0), seed=1, months=24)
    assert result["exits"][2027, "dismissed"] == 0
    assert result["exits"][2028, "dismissed"] > 0
    assert result["staff"] == []


def test_a_satisfactory_career_climbs_a_grade_every_three_years_to_the_top_of_its_band() -> None:
    young = Worker(0, ENTRY, birth=OPENING - 300, joined=OPENING - 12, track="men_60", grade=1, merit=0.0)
    near_the_top = replace(young, grade=10)
    rules = Rules(resignation=NOBODY_RESIGNS, failed_rate=0)
    first, second = run([young, near_the_top], rules, seed=1)["staff"]
    assert first.grade == 1 + 3  # in January after the third, the sixth and the ninth December
    assert second.grade == Rules().bands[ENTRY][1] == 12


def test_the_same_seed_gives_the_same_result_and_another_seed_another(result: dict[str, Any]) -> None:
    again, other = run(STAFF, Rules(), seed=7), run(STAFF, Rules(), seed=8)
    assert comparable(again) == comparable(result)
    assert comparable(other) != comparable(result)


def test_a_run_leaves_the_opening_staff_as_it_was() -> None:
    before = [asdict(worker) for worker in STAFF]
    run(STAFF, Rules(), seed=1)
    assert [asdict(worker) for worker in STAFF] == before


def comparable(result: dict[str, Any]) -> dict[str, Any]:
    return {**result, "staff": [asdict(worker) for worker in result["staff"]]}


def in_year(book: Counter[tuple[int, str]], year: int) -> int:
    return sum(number for (when, _), number in book.items() if when == year)
