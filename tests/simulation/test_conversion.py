"""A conversion in a run: who is placed where, whose months are counted, and what protecting them costs.

The law of the thirteen small streets, under which everything happens often; from January 2029 the scale is steeper on a
lower base, and everybody is placed on it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from simlib import compare
from simlib.analysis.causes import CAUSES
from simlib.analysis.explain import explain, explain_difference
from simlib.budget import cost
from simlib.futures import project_futures
from simlib.futures.from_ranges import assumed_futures
from simlib.months import YEAR, parse_month
from simlib.policy import Policy
from simlib.policy.items import ITEMS
from simlib.population.person import LEAVING_FLOWS, SERVING
from simlib.population.world import NOW, THEN, World
from simlib.projection import Projection, project
from simlib.simulation.agenda import CONVERSION
from simlib.simulation.clock import announced
from simlib.staff.opening import Staff
from tests.simulation.lives import AFTER_PAY, after, events, lives, serving
from tests.whole import whole

MONTH, YEARS, RUNS, SEED = parse_month("2029-01"), 6, 3, 11
STEEPER = {
    "rules.conversion": "by_service_and_education",
    "conversion.protection": "absorbed",
    "pay.base": 4000,
    "pay.coefficient_step": 0.06,
}
RATES = ("pension", "medical", "unemployment", "injury", "housing_fund", "union_fund")
ENDS = {*LEAVING_FLOWS, "stepped_down"}
PROTECTED, ON_IT = (list(ITEMS).index(line) for line in ("protected_pay", "protected_contributions"))


@pytest.fixture(scope="module", params=[MONTH, parse_month("2029-05")], ids=["January", "May"])
def month(request: pytest.FixtureRequest) -> int:
    """Of the conversion."""
    return int(request.param)


@pytest.fixture(scope="module")
def reform(busy: Policy, month: int) -> Policy:
    return busy.with_values(STEEPER, month)


@pytest.fixture(scope="module")
def run(reform: Policy, few: Staff) -> Projection:
    return project(reform, few, years=YEARS, replications=RUNS, seed=SEED)


@pytest.fixture(scope="module")
def world(reform: Policy, few: Staff) -> World:
    """As it stands at the end, with every life traced."""
    return after(reform, few, YEAR * YEARS, RUNS, SEED)


def test_it_is_announced_once_in_its_month(reform: Policy, month: int):
    assert [m for m, due in announced(reform, range(reform.opening or 0, MONTH + 60)) if CONVERSION in due] == [month]


def test_nothing_is_counted_where_there_is_none(busy: Policy, few: Staff):
    without = project(busy, few, years=2, replications=1, seed=SEED)
    assert without.plan.shape.conversion == 0 and whole(without.books)["protected"].size == 0
    assert not cost(without).fen[:, :, [PROTECTED, ON_IT]].any()


def test_those_converted_are_paid_from_then_until_they_leave_or_step_down(
    run: Projection, world: World, reform: Policy, few: Staff, month: int
):
    """The months in the book are those that the log gives: from the conversion on, leaving paid, stepping down not."""
    there = after(reform, few, month - (reform.opening or 0), RUNS, SEED)
    stop = (reform.opening or 0) + YEAR * YEARS
    for replication in range(RUNS):
        told = lives(world, replication)
        keys = {int(key) for key in serving(there, replication).key}
        months = 0
        for key in keys:
            last = next((one for one in told.get(key, []) if one.month >= month and one.flow in ENDS), None)
            months += (stop if last is None else last.month + (last.flow in AFTER_PAY)) - month
        now, then = (run.books.protected[book].by_period[replication].sum() for book in (NOW, THEN))
        assert now == then == months
        assert months > 0
    assert any(one.flow == "stepped_down" and one.month >= month for r in range(RUNS) for one in events(world, r))


def test_the_book_of_now_is_where_everybody_stands(world: World, reform: Policy):
    """At the end the roll is a recount of the records: old cell, post and grade."""
    grades, scale = reform.grades, reform.grades * len(reform.axis("post"))
    for replication in range(RUNS):
        converted, people = world.converted[replication], world.people[replication]
        here = converted.then >= 0
        now = converted.before * scale + people.post * grades + people.grade - 1
        for book, cells in ((NOW, now[here]), (THEN, converted.then[here])):
            counted = np.bincount(cells, minlength=world.protected.shape[3])
            assert np.array_equal(world.protected[replication, book, -1], counted)
        assert here.any() and (people.state[here] == SERVING).all()


def ways(reform: Policy, month: int) -> Iterator[Policy]:
    """The same conversion under other terms of pay."""
    for values in (
        {"conversion.protection": "kept"},
        {"conversion.protection": "none"},
        {"conversion.insured": "no"},
        {"pay.base": 4100},
        {"pay.base_growth": 0.05},
        {"pay.coefficient_step": 0.05},
        {"pay.award_month": 7, "contributions.pension": 0.2},
        {
            "rules.pay": "post_and_grade_sums",
            "pay.post_sum": 3500,
            "pay.grade_sum": [50 * g for g in range(reform.grades)],
        },
    ):
        yield reform.with_values(values, month)
    yield reform.with_values({"conversion.protection": "kept"}, month).with_values(
        {"conversion.protection": "none"}, month + 8
    )
    yield reform.with_values({"pay.base": 5000})  # before the conversion too


def test_pay_changed_after_the_run_costs_what_running_again_costs(
    run: Projection, reform: Policy, few: Staff, month: int
):
    costs = set()
    for changed in ways(reform, month):
        again = project(changed, few, years=YEARS, replications=RUNS, seed=SEED)
        assert np.array_equal(again.books.in_post, run.books.in_post)
        all_months = [whole(one.books)["protected"].sum(axis=2) for one in (again, run)]
        assert np.array_equal(*all_months)
        layout = again.plan.pay.joined(run.plan.pay)
        priced = cost(run.kept_by(layout), changed).fen
        assert np.array_equal(priced, cost(again).fen)
        costs.add(int(priced[:, :, PROTECTED].sum()))
    assert len(costs) > 5 and 0 in costs


def rounded(yuan: Fraction) -> int:
    """Return yuan in whole fen, halves up."""
    return int(yuan * 100 + Fraction(1, 2))


def test_protection_costs_what_it_is_person_by_person(busy: Policy, few: Staff):
    """Converted in the last month of a run: the year's protected pay is that month's, worked out for each by hand.

    The base of December 2028 is 4,993.92 (4,800 with 2 % in July 2027 and 2028), coefficients rise by the old step; the
    grade on the new scale is by full years at January 2028, as no progression has been since.
    """
    december = parse_month("2028-12")
    law = busy.with_values(STEEPER, december)
    run = project(law, few, years=2, replications=1, seed=SEED)
    lowest, step, new_step = (
        Fraction(str(law.value(f"pay.{name}", month)))
        for name, month in (
            ("lowest_coefficient", december),
            ("coefficient_step", december - 1),
            ("coefficient_step", december),
        )
    )
    band, lift = (np.asarray(law.value(name, december)) for name in ("grades.band", "entry.education_lift"))
    years_per_grade = int(law.value("entry.years_per_grade", december))
    rates = [Fraction(str(law.value(f"contributions.{item}", december))) for item in RATES]
    paid = insured = 0
    for person in serving(after(law, few, 23, 1, SEED), 0):
        served = max(0, (parse_month("2028-01") - int(person.service_from)) // 12)
        grade = band[person.post, 0] + served // years_per_grade + lift[person.education]
        grade = int(min(grade, band[person.post, 1]))
        was = rounded(Fraction("4993.92") * (lowest + step * (int(person.grade) - 1)))
        lost = max(0, was - rounded(4000 * (lowest + new_step * (grade - 1))))
        paid += lost
        insured += sum(rounded(rate * lost / 100) for rate in rates)
    assert paid > 0
    assert cost(run).fen[0, 1, [PROTECTED, ON_IT]].tolist() == [paid, insured]


def test_a_conversion_is_explained_to_the_fen(busy: Policy, reform: Policy, run: Projection, few: Staff, month: int):
    before = project(busy, few, years=YEARS, replications=RUNS, seed=SEED)
    found = explain_difference(compare(before, run))
    place = list(CAUSES).index("conversion")
    lines = cost(run).fen[:, :, [PROTECTED, ON_IT]].sum(axis=2)
    assert np.array_equal(found.fen[:, :, place], lines) and lines[:, 2].all() and not lines[:, :2].any()
    assert np.array_equal(found.before + found.fen.sum(axis=2), found.after)
    years = explain(run)  # and from each year to the next
    assert np.array_equal(years.fen[:, :, place], np.diff(lines, axis=1))
    assert np.array_equal(years.before + years.fen.sum(axis=2), years.after)


def test_neither_workers_nor_more_replications_change_the_book(reform: Policy, few: Staff, run: Projection):
    more = project(reform, few, years=YEARS, replications=RUNS + 5, seed=SEED, workers=2)
    book = whole(more.books)["protected"]
    assert np.array_equal(book[:RUNS], whole(run.books)["protected"])
    assert len({one.tobytes() for one in book}) == RUNS + 5


def test_a_future_moves_what_was_paid_before_the_conversion_too(reform: Policy, few: Staff, month: int):
    """Each replication is priced by its own law, before and after: as if it were the only one."""
    spread = assumed_futures(reform)
    run = project_futures(reform, few, spread, years=4, replications=3, seed=SEED)
    whole = cost(run).fen[:, :, PROTECTED]
    assert [whole[r].tolist() for r in range(3)] == [cost(life).fen[0, :, PROTECTED].tolist() for life in run.lives]
    assert len({tuple(amounts) for amounts in whole.tolist()}) == 3
