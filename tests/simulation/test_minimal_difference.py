"""A minimally different world differs minimally."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import cost, project
from simlib.months import YEAR, month_number, parse_month
from simlib.policy import Policy
from simlib.population.person import FLOWS
from simlib.population.world import COUNTS
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.simulation.lives import Event, after, lives
from tests.whole import same, whole

SEED, REPLICATIONS, YEARS = 11, 8, 10
REFORM = "2030-07"
NOTHING_CONTESTED = {
    "rules.promotion": "none",
    "appraisal.excellent_share": 0,
    "recruitment.fill_share": 0,
    "election.first_month": "2060-01",
}
NOR_UNDER_OTHER_RULES = {
    **NOTHING_CONTESTED,
    "appraisal.top_excellent_share": 0,
    "rules.channel": "share_of_eligible",
}
CHANGES: dict[str, Any] = {
    "progression.years_per_grade": 4,
    "progression.grades_per_step": 3,
    "promotion.minimum_years_in_post": 0,
    "promotion.first_call_excellent_years": 1,
    "rules.regrading": "keeps_grade_or_lowest",
    "appraisal.excellent_share": 0.3,
    "appraisal.failed_rate": 0.1,
    "dismissal.failed_years": 1,
    "retirement.women_55_share": 1,
    "retirement.original_age": {"men_60": 660, "women_55": 600, "women_50": 540},
    "retirement.early_share": 0,
    "exits.resignation_level": 4,
    "exits.death": 0.3,
    "channel.share": 0.4,
    "channel.month": 10,
    "recruitment.fill_share": 0.3,
    "recruitment.lead_months": 1,
    "recruitment.exam_yield": 0.5,
    "recruitment.female_share": 0,
    "entry.education_lift": 5,
    "election.turnover_share": 0.9,
    "establishment.coefficient_level": 0.7,
    "establishment.class_coefficient": 1.3,
    "grades.band": {"head": [7, 18], "deputy": [5, 17], "member": [3, 15], "assistant": [1, 6]},
}


def projected(law: Policy, staff: Staff, **changed: Any) -> Projection:
    return project(law, staff, **{"years": YEARS, "replications": REPLICATIONS, "seed": SEED, **changed})


def assert_same(one: Projection, other: Projection) -> None:
    """Every book, exactly."""
    theirs = whole(other.books)
    for name, book in whole(one.books).items():
        assert np.array_equal(book, theirs[name]), name


def told(law: Policy, staff: Staff, replication: int = 0) -> dict[int, list[Event]]:
    return lives(after(law, staff, YEAR * YEARS, replication + 1, SEED), replication)


def without(staff: Staff, place: int, found: dict[int, list[Event]]) -> dict[int, list[Event]]:
    """The lives of all but the person at one place of the roster."""
    gone = int(staff.records["key"][place])
    return {key: life for key, life in found.items() if key != gone}


@pytest.mark.parametrize("place", [0, 7, 100, 250, 340])
def test_one_person_less_changes_nobody_elses_life_where_nothing_is_contested(busy: Policy, few: Staff, place: int):
    law = busy.with_values(NOTHING_CONTESTED)
    everyone = told(law, few, 1)
    assert len(everyone) > 300 and sum(map(len, everyone.values())) > 600
    assert told(law, few.without(place), 1) == without(few, place, everyone)


@pytest.mark.parametrize("place", [0, 100, 340])
def test_nor_under_other_rules(busier: Policy, few: Staff, place: int):
    law = busier.with_values(NOR_UNDER_OTHER_RULES)
    everyone = told(law, few, 1)
    assert len(everyone) > 300
    assert told(law, few.without(place), 1) == without(few, place, everyone)


def test_and_a_reordered_roster_less_one_is_no_different(busy: Policy, few: Staff):
    law = busy.with_values(NOTHING_CONTESTED)
    reordered = few.reordered(np.random.default_rng(1).permutation(len(few)))
    assert told(law, reordered.without(3)) == without(reordered, 3, told(law, few))


@pytest.mark.parametrize("place", [0, 100, 340])
def test_one_person_less_changes_nobody_in_another_street_where_streets_do_not_compete(
    busy: Policy, few: Staff, place: int
):
    """With everything on: promotion, quota, recruitment and elections keep to the street."""
    law = busy.with_values({"promotion.scope": "unit", "appraisal.scope": "unit"})
    before, now = (projected(law, staff) for staff in (few, few.without(place)))
    own = few.records["unit"][place]
    others = np.arange(len(law.axis("unit"))) != own
    assert np.array_equal(before.books.by_unit[..., others], now.books.by_unit[..., others])
    assert not np.array_equal(before.books.by_unit[..., own], now.books.by_unit[..., own])
    elsewhere = {int(p["key"]) for p in few.records if p["unit"] != own}
    told_before, told_now = told(law, few), told(law, few.without(place))
    assert {k: v for k, v in told_before.items() if k in elsewhere} == {
        k: v for k, v in told_now.items() if k in elsewhere
    }


def test_the_order_of_the_roster_changes_nothing_under_the_law_in_force(law: Policy, staff: Staff):
    shuffled = staff.reordered(np.random.default_rng(6).permutation(len(staff)))
    assert_same(projected(law, staff, replications=2), projected(law, shuffled, replications=2))


def test_another_seed_changes_every_random_quantity(busy: Policy, few: Staff):
    one, other = projected(busy, few), projected(busy, few, seed=SEED + 1)
    for flow, name in enumerate(FLOWS):
        assert one.books.flows[:, :, flow].sum() > 0, name
        assert not np.array_equal(one.books.flows[:, :, flow], other.books.flows[:, :, flow]), name
    for name in ("by_age", "by_unit", "moves"):
        assert not np.array_equal(getattr(one.books, name), getattr(other.books, name)), name
    for why in range(one.books.blocked.shape[2]):
        assert not np.array_equal(one.books.blocked[..., why], other.books.blocked[..., why])
    lengths = one.plan.pay.lengths
    shape = (REPLICATIONS, len(COUNTS), -1, *lengths)
    paid, paid_otherwise = (whole(run.books)["pay"].reshape(shape) for run in (one, other))
    for axis, length in enumerate(lengths):
        rest = tuple(a for a in range(3, 9) if a != 3 + axis)
        members = paid.sum(axis=rest), paid_otherwise.sum(axis=rest)
        for member in range(length):
            if members[0][..., member].any():
                assert not np.array_equal(members[0][..., member], members[1][..., member]), (axis, member)


def test_so_does_another_replication(busy: Policy, few: Staff):
    books = projected(busy, few, replications=40).books
    for flow, name in enumerate(FLOWS):
        assert len({run.tobytes() for run in books.flows[:, :, flow]}) == 40, name


@pytest.mark.parametrize("name", CHANGES)
def test_a_proposal_changes_nothing_before_its_date(busy: Policy, few: Staff, name: str):
    start = parse_month(REFORM)
    before, now = (projected(p, few) for p in (busy, busy.with_values({name: CHANGES[name]}, start)))
    _same_until(before, now, years=3)
    earlier = [
        [event for life in told(run.policy, few).values() for event in life if event.month < start]
        for run in (before, now)
    ]
    assert sorted(earlier[0]) == sorted(earlier[1]) != []
    assert not same(before.books, now.books), "nor afterwards"


def _same_until(before: Projection, now: Projection, years: int) -> None:
    for book in ("in_post", "by_age", "by_unit"):
        assert np.array_equal(getattr(before.books, book)[:, : years + 1], getattr(now.books, book)[:, : years + 1])
    for book in ("flows", "moves", "blocked"):
        assert np.array_equal(getattr(before.books, book)[:, :years], getattr(now.books, book)[:, :years])
    assert np.array_equal(cost(before).fen[:, :years], cost(now).fen[:, :years])
    assert before.years[years] == parse_month(REFORM) // YEAR


@pytest.mark.parametrize(
    "values", [{"pay.base": 6000}, {"contributions.housing_fund": 0.12}, {"pay.year_end_months": 2}], ids=str
)
def test_a_pay_proposal_moves_no_person_and_no_fen_before_its_date(busy: Policy, few: Staff, values: dict[str, Any]):
    before, now = (projected(p, few) for p in (busy, busy.with_values(values, parse_month(REFORM))))
    assert_same(before, now)
    earlier = slice(0, parse_month(REFORM) // YEAR - before.years[0])
    assert np.array_equal(cost(before).fen[:, earlier], cost(now).fen[:, earlier])
    assert (cost(now).fen.sum(axis=2)[:, earlier.stop :] > cost(before).fen.sum(axis=2)[:, earlier.stop :]).all()


def test_a_unit_without_places_changes_nobody_elsewhere(streets: Policy, few: Staff):
    """A street may have been merged away: nothing is authorised there, and the others go on."""
    merged = int(few.records["unit"][-1])
    law = streets.with_values({"promotion.scope": "unit", "appraisal.scope": "unit"})
    numbers = np.array(law.value("establishment.communities", law.opening or 0))
    numbers[merged] = 0
    left = few.without(*np.flatnonzero(few.records["unit"] == merged))
    before = projected(law, few)
    now = projected(law.with_values({"establishment.communities": numbers}), left)
    assert np.array_equal(before.books.by_unit[..., :merged], now.books.by_unit[..., :merged])
    assert now.books.by_unit[..., merged:].sum() == 0


def test_the_roster_is_only_read(busy: Policy, few: Staff):
    digest = few.digest
    projected(busy, few, replications=1)
    assert Staff(few.records.copy(), few.month, few.provenance).digest == digest
    assert busy.opening == month_number(2027, 1)
