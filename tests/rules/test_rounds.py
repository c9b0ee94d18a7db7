"""Rounds of recruitment: how many a year, put off, frozen; which months they fall in, and who comes."""

from __future__ import annotations

from typing import Any

import pytest

from simlib.months import YEAR, month_text, parse_month
from simlib.policy import Policy
from simlib.simulation import agenda
from simlib.simulation.clock import announced
from simlib.simulation.plan import Plan
from simlib.staff.opening import Staff
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, events, serving
from tests.simulation.people import roster


def held(law: Policy, years: int = 4, step: int = agenda.RECRUITMENT) -> list[str]:
    """The months of the first years in which there is a round, from 2027 on."""
    assert law.opening is not None
    months = range(law.opening, law.opening + YEAR * years)
    return [month_text(month) for month, due in announced(law, months) if step in due]


def changed(law: Policy, **by_month: dict[str, Any]) -> Policy:
    """The law with values from some months on, written as m2028_03, in their order."""
    for month, values in by_month.items():
        law = law.with_values(
            {f"recruitment.{name}": value for name, value in values.items()}, parse_month(month[1:].replace("_", "-"))
        )
    return law


@pytest.mark.parametrize(
    ("month", "rounds", "expected"),
    [
        (3, 1, [3]),
        (3, 2, [3, 9]),
        (3, 3, [3, 7, 11]),
        (3, 4, [3, 6, 9, 12]),
        (11, 4, [2, 5, 8, 11]),
        (12, 2, [6, 12]),
        (5, 6, [1, 3, 5, 7, 9, 11]),
        (3, 12, list(range(1, 13))),
        (3, 5, [3, 5, 7, 10, 12]),  # 2.4, 4.8, 7.2 and 9.6 months after March
    ],
)
def test_rounds_fall_evenly_round_the_year(law: Policy, month: int, rounds: int, expected: list[int]):
    policy = changed(law, m2027_01={"month": month, "rounds": rounds})
    assert held(policy, 2) == [f"{year}-{m:02d}" for year in (2027, 2028) for m in expected]


def test_the_law_of_january_names_the_months_of_the_year(law: Policy):
    """Four rounds from May 2028 on count from January 2029."""
    policy = changed(law, m2027_01={"month": 3, "rounds": 1}, m2028_05={"month": 2, "rounds": 4})
    assert held(policy, 3) == ["2027-03", "2028-03", "2029-02", "2029-05", "2029-08", "2029-11"]


def test_no_round_is_held_while_recruitment_is_frozen(law: Policy):
    """From January 2028 to June 2029; the rounds of March and September are not made up for."""
    policy = changed(law, m2027_01={"month": 3, "rounds": 2}, m2028_01={"freeze": "yes"}, m2029_07={"freeze": "no"})
    assert held(policy) == ["2027-03", "2027-09", "2029-09", "2030-03", "2030-09"]


def test_a_round_is_put_off_by_the_law_of_its_own_month(law: Policy):
    """Of March 2028 by four months to July, of March 2029 by ten to January 2030; that of 2030 as it falls."""
    policy = changed(
        law, m2027_01={"month": 3}, m2028_03={"delay_months": 4}, m2029_03={"delay_months": 10},
        m2030_01={"delay_months": 0},
    )  # fmt: skip
    assert held(policy) == ["2027-03", "2028-07", "2030-01", "2030-03"]


@pytest.mark.parametrize(
    ("freeze", "thaw", "expected"),
    [("m2028_12", "m2029_03", []), ("m2028_10", "m2029_02", ["2029-02"]), ("m2029_03", "m2029_09", ["2029-02"])],
)
def test_whether_it_is_frozen_is_asked_when_it_is_held(law: Policy, freeze: str, thaw: str, expected: list[str]):
    """The round of November 2028 is put off to February 2029."""
    policy = changed(law, m2027_01={"month": 11, "delay_months": 3})
    frozen = changed(policy, **{freeze: {"freeze": "yes"}, thaw: {"freeze": "no"}})
    assert held(frozen) == ["2028-02", *expected, "2030-02"]


def test_two_rounds_put_to_one_month_are_one(law: Policy):
    """That of February 2028 is put off to March, which has its own."""
    policy = changed(law, m2027_01={"rounds": 12, "freeze": "yes"}, m2028_02={"delay_months": 1, "freeze": "no"})
    policy = changed(policy, m2028_03={"delay_months": 0}, m2028_05={"freeze": "yes"})
    assert held(policy, 2) == ["2028-03", "2028-04"]


def test_recruits_come_the_lead_time_after_the_round_that_was_put_off(law: Policy):
    policy = changed(law, m2027_01={"month": 3, "delay_months": 4, "lead_months": 5})
    assert held(policy, 2) == ["2027-07", "2028-07"]
    assert held(policy, 2, agenda.ARRIVALS) == ["2027-12", "2028-12"]


# ---- people --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def at_once(streets: Policy) -> Policy:
    """Every vacancy is filled in every month, by somebody who comes at once; nothing else happens."""
    filling = {"recruitment.rounds": 12, "recruitment.lead_months": 0, "recruitment.fill_share": 1}
    return with_law(with_law(streets, NO_CHANCE), {**filling, "recruitment.exam_yield": 1})


def test_at_once_a_vacancy_of_this_month_is_filled_the_next(at_once: Policy):
    """All vacancies in January 2027; then that of a man born in May 1967, who may retire at 60 years 8 months."""
    people = {"Old": {"born": "1967-05"}, "Young": {}}
    world = after(at_once, roster(at_once, people), 24)
    told = [(month_text(e.month), e.flow) for e in events(world, 0)]
    first = told.count(("2027-01", "joined"))
    assert told[first:] == [("2028-01", "retired"), ("2028-02", "joined")] and first > 200
    assert len(serving(world, 0)) == first + 2


def test_put_off_it_stays_vacant_as_long(at_once: Policy):
    """Rounds of January alone, put off by two months: vacant from January 2028 to March."""
    law = with_law(at_once, {"recruitment.rounds": 1, "recruitment.month": 1, "recruitment.delay_months": 2})
    told = [(month_text(e.month), e.flow) for e in events(after(law, roster(law, {"Old": {"born": "1967-05"}}), 36), 0)]
    assert [one for one in told if one[0] > "2027-03"] == [("2028-01", "retired"), ("2028-03", "joined")]


def test_a_freeze_from_2029_changes_nothing_before_and_nobody_is_approved_after(busy: Policy, few: Staff):
    """The recruits of 2028 still come, eleven months after their round."""
    frozen = busy.with_values({"recruitment.freeze": "yes"}, parse_month("2029-01"))
    ours, theirs = (events(after(law, few, 48, 2, 5), 1) for law in (busy, frozen))
    start, last = parse_month("2029-01"), parse_month("2028-03") + 11
    assert [e for e in ours if e.month < start] == [e for e in theirs if e.month < start]
    joined = {e.month for e in theirs if e.flow == "joined"}
    assert last in joined and last >= start
    elected = {parse_month("2030-05")}  # outsiders come all the same
    assert {month for month in joined if month > last} <= elected
    assert len([e for e in ours if e.flow == "joined"]) > len([e for e in theirs if e.flow == "joined"])


def test_a_run_that_needs_more_room_keeps_the_lines_that_many_rounds_ask_for(streets: Policy):
    """Twelve rounds a year: 12 × 30 lines for each record, with more records in proportion."""
    law = changed(streets, m2027_01={"rounds": 12})
    assert law.opening is not None
    plan = Plan(law, roster(law, {"one": {}}), range(law.opening, law.opening + YEAR), seed=1, traced=True)
    first = plan.openings[-1]
    plan.widen(first.wage_years.shape[1])
    plan.widen_records(first.people.shape[1])
    for world in (first, *plan.openings[1:]):
        assert world.log.shape[1] == 12 * 30 * world.people.shape[1]
    assert len(plan.openings) == 3
