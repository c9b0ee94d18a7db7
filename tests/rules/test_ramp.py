"""Part pay for new staff, against the words of the clause: 第1年80%, 合格以上第2年、第3年85%、90%, 第4年起全额."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pytest

from simlib import cost, load_staff, project
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.axes import RATINGS
from simlib.policy.items import ITEMS
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import after, lives, serving
from tests.simulation.people import roster

SHARES = ("0.8", "0.85", "0.9", "1")
RAMP: dict[str, Any] = {
    "rules.ramp": "each_satisfactory_year",
    "ramp.share": dict(zip(("year_1", "year_2", "year_3", "year_4"), map(float, SHARES))),
    "ramp.posts": {"head": "no", "deputy": "no", "member": "no", "assistant": "yes"},
}
JOINED = "2026-05"


@pytest.fixture(scope="module")
def quiet(streets: Policy) -> Policy:
    """Nobody comes, goes or rises; part pay is in force from the opening, 2027-01."""
    return with_law(with_law(streets, NO_CHANCE), {**RAMP, "rules.progression": "none"})


def step(law: Policy, month: str, **traits: Any) -> int:
    """The step of one person at the end of a month."""
    staff = roster(law, {"one": {"joined": JOINED, **traits}})
    (person,) = serving(after(law, staff, parse_month(month) - (law.opening or 0) + 1), 0)
    return int(person.ramp_step)


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2027-04", 0), ("2027-05", 1), ("2028-04", 1), ("2028-05", 2), ("2029-04", 2), ("2029-05", 3), ("2031-05", 3)],
)
def test_a_step_on_each_anniversary_up_to_the_last(quiet: Policy, month: str, expected: int):
    assert step(quiet, month) == expected


@pytest.mark.parametrize("rating", ["basic", "failed"])
def test_after_a_poor_year_the_step_goes_on_for_a_year(quiet: Policy, rating: str):
    """期间考核基本合格或不合格的，按上一年度执行: 2026 was poor, 2027 and 2028 were not."""
    assert [step(quiet, f"{year}-05", rating=rating) for year in (2027, 2028, 2029)] == [0, 1, 2]


@pytest.mark.parametrize("term", ["appraisal.basic_rate", "appraisal.failed_rate"])
def test_whoever_is_poor_every_year_stays_where_they_were(quiet: Policy, term: str):
    """2026 was satisfactory, which counts in May 2027; the ratings of 2027 and on are poor."""
    poor = with_law(quiet, {term: 1, "dismissal.failed_years": 0})
    assert [step(poor, f"{year}-05") for year in (2027, 2028, 2030)] == [1, 1, 1]


@pytest.mark.parametrize("rating", ["unrated", "satisfactory", "excellent"])
def test_unrated_waits_for_nobody(quiet: Policy, rating: str):
    assert step(quiet, "2027-11", joined="2026-11", rating=rating) == 1


def test_recruits_climb_from_their_own_joining(quiet: Policy):
    """They come in July 2027, too late for a rating that year where eight months are asked for."""
    law = with_law(quiet, {"recruitment.fill_share": 1, "recruitment.exam_yield": 1, "appraisal.minimum_months": 8})
    staff = roster(law, {"only": {}})
    for month, expected in (("2028-06", 0), ("2028-07", 1), ("2029-07", 2)):
        world = after(law, staff, parse_month(month) - (law.opening or 0) + 1)
        first = [person for person in serving(world, 0) if person.joined == parse_month("2027-07")]
        assert len(first) > 150
        assert {int(person.ramp_step) for person in first} == {expected}


def test_the_opening_staff_are_where_their_years_put_them(quiet: Policy):
    """A month after the opening: one step a full year, and last year's poor ratings keep January's joiners back."""
    staff = load_staff(quiet.with_values(RAMP, BEFORE_THE_ROSTER))
    opening = quiet.opening or 0
    seen = set()
    for person in serving(after(quiet, staff, 1), 0):
        waits = (opening - person.joined) % 12 == 0 and RATINGS[person.rating] in ("failed", "basic")
        full = (opening - person.joined) // 12 - waits
        assert person.ramp_step == min(full, 3)
        seen.add((int(person.ramp_step), (opening - int(person.joined)) % 12 == 0))
    assert {(1, True), (2, True), (0, False), (1, False)} <= seen


# ---- what is paid --------------------------------------------------------------------------------------------------


def fen(yuan: Decimal) -> int:
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))


BASE = Decimal("4801.37")  # awkward on purpose; no award, so that only the steps move it


def paid(law: Policy, years: int, **traits: Any) -> dict[str, list[int]]:
    """Fen by line and year that one person costs."""
    staff = roster(law, {"one": {"joined": "2026-07", **traits}})
    budget = cost(project(law, staff, years=years, replications=1, seed=1))
    return {line: budget.fen[0, :, number].tolist() for number, line in enumerate(ITEMS)}


@pytest.fixture(scope="module")
def awkward(quiet: Policy) -> Policy:
    start = parse_month("2026-07")
    return quiet.with_values({"pay.base": float(BASE), "pay.base_growth": 0}, start)


def month_of(share: str) -> tuple[int, int]:
    """Basic and performance pay of one month of grade 1, 80 to 20."""
    return fen(BASE * Decimal(share) * Decimal("0.8")), fen(BASE * Decimal(share) * Decimal("0.2"))


def test_80_85_90_and_100_percent_to_the_fen(awkward: Policy):
    """Half of each year at one step and half at the next; the reward of December is a month at the step of then."""
    found = paid(awkward, 4)
    halves = (("0.8", "0.85"), ("0.85", "0.9"), ("0.9", "1"), ("1", "1"))
    for line, part in (("basic_pay", 0), ("performance_pay", 1)):
        assert found[line] == [6 * month_of(one)[part] + 6 * month_of(other)[part] for one, other in halves]
    assert found["year_end_reward"] == [fen(BASE * Decimal(share)) for _, share in halves]
    union = [fen(Decimal(sum(month_of(share))) / 100 * Decimal("0.02")) for share in SHARES]
    assert found["union_fund"][:3] == [6 * union[0] + 6 * union[1], 6 * union[1] + 6 * union[2], 6 * sum(union[2:])]


def test_other_posts_are_paid_in_full_whatever_the_step(awkward: Policy):
    """A member is of grade 3 at least: base × 1.06."""
    assert paid(awkward, 1, post="member", grade=3)["basic_pay"] == [12 * fen(BASE * Decimal("1.06") * Decimal("0.8"))]


def test_part_pay_that_ends_in_april_ends_in_april(awkward: Policy):
    ends = awkward.with_values({"rules.ramp": "none"}, parse_month("2027-04"))
    assert paid(ends, 1)["basic_pay"] == [3 * month_of("0.8")[0] + 9 * month_of("1")[0]]


def test_years_before_part_pay_came_in_count(streets: Policy, awkward: Policy):
    """It comes into force in 2029-01, for somebody who joined in July 2026: two and a half years, so 90 %."""
    without = awkward.with_values({"rules.ramp": "none"})
    later = without.with_values(RAMP, parse_month("2029-01"))
    full, (third, _) = month_of("1")[0], month_of("0.9")
    assert paid(later, 4)["basic_pay"] == [12 * full, 12 * full, 6 * third + 6 * full, 12 * full]


def test_part_pay_moves_nobody(quiet: Policy, busier: Policy):
    """Steps are money alone: the same lives with and without, and no fen before its date."""
    law = busier.with_values({"rules.ramp": "none"})
    staff = load_staff(law)
    ramp = law.with_values(RAMP, parse_month("2030-07"))
    assert lives(after(law, staff, 120), 0) == lives(after(ramp, staff, 120), 0)
    before, now = (cost(project(one, staff, years=5, replications=2, seed=2)) for one in (law, ramp))
    assert np.array_equal(before.fen[:, :3], now.fen[:, :3])
    pay = list(ITEMS).index("basic_pay")
    assert (now.fen[:, 3:, pay] < before.fen[:, 3:, pay]).all()
