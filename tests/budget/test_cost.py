"""Money to the fen: prices by hand, sums that add up, and pay changed after the run."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from simlib import cost, project
from simlib.months import parse_month
from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.items import ITEMS
from simlib.population.staff import Staff
from simlib.population.world import MONTHS, REWARDED, SEVERANCE
from simlib.projection import Projection
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.people import roster
from tests.whole import whole

PENSION, MEDICAL, UNEMPLOYMENT, INJURY, FUND, UNION = (
    Decimal(r) for r in ("0.16", "0.064", "0.005", "0.002", "0.08", "0.02")
)
FLOOR, CAP, FUND_FLOOR = (Decimal(y) for y in (4354, 21772, 2320))  # Hefei, 皖人社秘〔2026〕113号
FUND_CAP = Decimal("31150.80")  # 30,540 from July 2025, three months of the wage of 2024, and 2 % more in July 2026
GROWTH = Decimal("1.02")  # of the pay base and of floors and caps, each July; all were last set in July 2026
INSURANCE = {"pension": PENSION, "medical": MEDICAL, "unemployment": UNEMPLOYMENT, "injury": INJURY}
INSURED = (*INSURANCE, "housing_fund")
SEED = 3
NOT_PAID_HERE = {"post_allowance", "education_allowance", "guarantee", "meals", "insurance", "check_up", "training",
                 "recruitment", "grid_service", "disability_levy", "minimum_wage_top_up", "protected_pay",
                 "protected_contributions"}  # fmt: skip


def alone(law: Policy, values: Mapping[str, Any] | None = None, years: int = 1, **traits: Any) -> dict[str, list[int]]:
    """What one person costs: fen by line and year."""
    policy = with_law(with_law(law, NO_CHANCE), values or {})
    run = project(policy, roster(policy, {"one": traits}), years=years, replications=1, seed=SEED)
    return {line: [int(fen) for fen in cost(run).fen[0, :, number]] for number, line in enumerate(ITEMS)}


def fen(yuan: Decimal) -> int:
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))


def by_hand(base: Decimal, grade: int, growth: Decimal = GROWTH) -> dict[str, int]:
    """A satisfactory person's 2027: six months before the July award and six after, and a month's pay at the end."""
    coefficient = 1 + Decimal("0.03") * (grade - 1)
    total = dict.fromkeys(ITEMS, 0)
    for since in (Decimal(1), growth):
        pay = base * since * coefficient
        month = {"basic_pay": fen(pay * Decimal("0.8")), "performance_pay": fen(pay * Decimal("0.2"))}
        paid = Decimal(sum(month.values())) / 100
        insured = min(max(paid, FLOOR * since), CAP * since)
        month |= {item: fen(insured * rate) for item, rate in INSURANCE.items()}
        month["housing_fund"] = fen(min(max(paid, FUND_FLOOR * since), FUND_CAP * since) * FUND)
        month["union_fund"] = fen(paid * UNION)
        for line, amount in month.items():
            total[line] += 6 * amount
        total["year_end_reward"] = fen(pay)
    return total


def test_an_assistant_of_grade_3_on_4800_yuan(law: Policy):
    """5,088 yuan a month until June and 5,189.76 from July, worked out with pencil and paper."""
    found = alone(law, grade=3)
    assert found["basic_pay"] == [6 * 407040 + 6 * 415181]  # 4,070.40; 4,151.808
    assert found["performance_pay"] == [6 * 101760 + 6 * 103795]  # 1,017.60; 1,037.952
    assert found["pension"] == [6 * 81408 + 6 * 83036]  # 16 %
    assert found["medical"] == [6 * 32563 + 6 * 33214]  # 6.4 %: 325.632; 332.14464
    assert found["unemployment"] == [6 * 2544 + 6 * 2595]  # 0.5 %: 25.44; 25.9488
    assert found["injury"] == [6 * 1018 + 6 * 1038]  # 0.2 %: 10.176; 10.37952
    assert found["housing_fund"] == [6 * 40704 + 6 * 41518]  # 8 %
    assert found["union_fund"] == [6 * 10176 + 6 * 10380]  # 2 %
    assert found["year_end_reward"] == [518976]  # one month in December
    assert found["education_allowance"] == found["certificate_allowance"] == found["severance"] == [0]


@pytest.mark.parametrize(
    ("base", "grade", "clipped"),
    [
        (4800, 1, ""),
        (4800, 12, ""),
        (4000, 1, "floor"),
        (4000, 4, ""),
        (2000, 5, "floor"),
        (1900, 1, "fund floor"),
        (20000, 12, "cap"),
        (40000, 12, "fund cap"),
    ],
)
def test_pay_and_contributions_between_floor_and_cap(law: Policy, base: int, grade: int, clipped: str):
    pay = Decimal(base) * (1 + Decimal("0.03") * (grade - 1))
    assert {"": FLOOR < pay < CAP, "floor": pay < FLOOR, "cap": pay > CAP}.get(clipped, clipped.startswith("fund"))
    expected = by_hand(Decimal(base), grade)
    found = alone(_paid(law, base), grade=grade)
    assert {line: years[0] for line, years in found.items()} == expected


def _paid(law: Policy, base: int) -> Policy:
    """The same law with another pay base decided in July 2026, so that it grows in July 2027 like the pack's."""
    return law.with_values({"pay.base": base}, start=parse_month("2026-07"))


def test_a_certificate_is_paid_for_and_insured(law: Policy):
    bare, certified = alone(law, grade=3), alone(law, grade=3, certificate="social_worker")
    assert certified["certificate_allowance"] == [12 * 20000]
    assert certified["year_end_reward"] == bare["year_end_reward"]
    assert certified["pension"][0] - bare["pension"][0] == 12 * 3200
    assert certified["basic_pay"] == bare["basic_pay"]
    other = {"pay.reward_of": "full_pay"}  # the other reading counts it in the month of reward
    paid = [alone(law, other, grade=3, certificate=held)["year_end_reward"] for held in ("none", "social_worker")]
    assert paid == [bare["year_end_reward"], [bare["year_end_reward"][0] + 20000]]


@pytest.mark.parametrize(
    ("rating", "performance", "reward"),
    [("excellent_share", 1, Decimal("1.5")), ("basic_rate", Decimal("0.5"), 0), ("failed_rate", 0, 0)],
)
def test_the_rating_of_a_year_pays_performance_in_the_next_and_the_reward_at_once(
    law: Policy, rating: str, performance: Decimal, reward: Decimal
):
    found = alone(law, {f"appraisal.{rating}": 1, "dismissal.failed_years": 0, "pay.base_growth": 0}, years=2, grade=3)
    assert found["performance_pay"] == [12 * 101760, fen(12 * Decimal("1017.60") * Decimal(performance))]
    assert found["year_end_reward"] == [fen(5088 * Decimal(reward))] * 2
    assert found["basic_pay"] == [12 * 407040] * 2


def test_severance_is_months_of_the_mean_wage_of_the_year(law: Policy):
    """Joined in August 2019, dismissed in December 2027: 8 years and 5 months, 8½ months.

    After a failed year 2027 pays 4,800 × 1.06 × 0.8 = 4,070.40 yuan and, from July, 4,151.81: 49,333.26 in the year.
    """
    traits: dict[str, Any] = {"joined": "2019-08", "failed_run": 1, "rating": "failed", "grade": 3}
    found = alone(law, {"appraisal.failed_rate": 1}, **traits)
    assert found["severance"] == [fen(Decimal(17 * 4933326) / 2400)]
    assert alone(law, {"appraisal.failed_rate": 1, "severance.dismissed": "no"}, **traits)["severance"] == [0]


@pytest.mark.parametrize("limits", ["base", "medical", "fund"])
def test_floors_and_caps_that_move_in_july_cost_half_of_what_they_cost_from_january(law: Policy, limits: str):
    """A person paid under every floor contributes on the floor: 12 months of it, of which 6 or 12 have risen."""
    medical, others = {"medical": MEDICAL}, {line: rate for line, rate in INSURANCE.items() if line != "medical"}
    lines = {"base": others, "medical": medical, "fund": {"housing_fund": FUND}}[limits]
    start = parse_month("2026-07")
    floors = law.with_values({"pay.base": 1000, "pay.base_growth": 0, f"contributions.{limits}_floor": 5000}, start)
    still, july, january = (
        alone(floors.with_values({"contributions.limits_growth": growth, "contributions.limits_month": month}, start))
        for growth, month in ((0, 7), (0.1, 7), (0.1, 1))
    )
    for line, rate in lines.items():
        assert still[line] == [fen(12 * 5000 * rate)]
        assert january[line][0] - still[line][0] == fen(12 * 500 * rate)
        assert 2 * (july[line][0] - still[line][0]) == january[line][0] - still[line][0]


def test_an_award_raises_pay_from_its_month_and_again_a_year_later(law: Policy):
    """Two per cent in each July: 4,800, 4,896 and 4,993.92 yuan; a decision with a date sets the base itself."""
    basic = alone(law, years=3)["basic_pay"]
    months = [fen(Decimal(base) * Decimal("0.8")) for base in ("4800", "4896", "4993.92", "5093.80")]
    assert basic == [6 * first + 6 * then for first, then in pairwise(months)]
    decided = law.with_values({"pay.base": 5000}, parse_month("2028-04"))
    assert alone(decided, years=3)["basic_pay"][:2] == [basic[0], 3 * months[1] + 3 * 400000 + 6 * 408000]


@pytest.fixture(scope="module")
def run(busy: Policy, few: Staff) -> Projection:
    return project(busy, few, years=10, replications=5, seed=SEED)


def test_lines_add_to_the_total_to_the_fen(run: Projection):
    budget = cost(run)
    assert budget.fen.dtype == np.int64
    spent = {line for number, line in enumerate(ITEMS) if budget.fen[:, :, number].any()}
    assert set(ITEMS) - spent == NOT_PAID_HERE
    by_line = budget.yuan.values * 100
    assert np.array_equal(np.rint(by_line).astype(np.int64), budget.fen)
    assert np.array_equal(np.rint(budget.total.values * 100).astype(np.int64), budget.fen.sum(axis=2))


WAGES = ("basic_pay", "performance_pay", "certificate_allowance")


def test_the_cost_is_that_of_each_person_month_by_itself(run: Projection):
    """Prices found one by one, by their definition, for every cell that anybody is in, and added up.

    Contributions are on the month's own wages: those on last year's are worked out by person in tests/oracle.
    """
    law = run.policy.with_values({"rules.contributions": "this_month"}, 0)
    layout, pay = run.plan.pay, whole(run.books)["pay"][0]
    expected = {line: [0] * len(run.years) for line in ITEMS}
    due = [Decimal(0) for _ in run.years]
    for period, cell in np.argwhere(pay.any(axis=0)):
        year = layout.starts[period] // 12 - run.years[0]
        months, rewarded, halves = (int(n) for n in pay[[MONTHS, REWARDED, SEVERANCE], period, cell])
        price = _price(law, layout.starts[period], *np.unravel_index(cell, layout.lengths)[:5])
        price.pop("full_pay")
        scale = price.pop("scale")
        for line, amount in price.items():
            expected[line][year] += months * fen(amount)
        rating = np.unravel_index(cell, layout.lengths)[2]
        reward = _exact(np.asarray(law.value("pay.year_end_months", layout.starts[period]))[rating])
        expected["year_end_reward"][year] += rewarded * fen(scale * reward)
        if halves:
            cells, january = np.unravel_index(cell, layout.lengths)[:5], layout.starts[period] // 12 * 12
            prices = [_price(law, month, *cells) for month in range(january, january + 12)]
            due[year] += halves * sum((one[item] for one in prices for item in WAGES), Decimal(0)) / 24
    expected["severance"] = [fen(amount) for amount in due]
    found = {line: cost(run, law).fen[0, :, number].tolist() for number, line in enumerate(ITEMS)}
    assert found == expected


def _exact(value: Any) -> Decimal:
    return Decimal(repr(float(value)))


def _price(law: Policy, month: int, *cell: np.intp) -> dict[str, Decimal]:
    """The price of one person-month in yuan, to the fen where an item is paid."""
    _, grade, rating, _, certificate = (int(member) for member in cell)
    july_awards = month // 12 - 2026 - (1 if month % 12 < 6 else 0)

    def grown(yuan: int | Decimal) -> Decimal:
        amount = Decimal(yuan)
        for _ in range(july_awards):
            amount = Decimal(fen(amount * GROWTH)) / 100
        return amount

    pay = grown(4800) * (1 + Decimal("0.03") * grade)
    performance = _exact(np.asarray(law.value("pay.performance_by_rating", month))[rating])
    basic, bonus = fen(pay * Decimal("0.8")), fen(pay * Decimal("0.2") * performance)
    allowance = (0, 100, 200, 300)[certificate]
    paid = Decimal(basic + bonus) / 100 + allowance
    insured = min(max(paid, grown(4354)), grown(21772))
    return {
        "basic_pay": Decimal(basic) / 100,
        "performance_pay": Decimal(bonus) / 100,
        "certificate_allowance": Decimal(allowance),
        **{item: insured * rate for item, rate in INSURANCE.items()},
        "housing_fund": min(max(paid, grown(2320)), grown(FUND_CAP)) * FUND,
        "union_fund": paid * UNION,
        "full_pay": Decimal(fen(pay)) / 100 + allowance,
        "scale": Decimal(fen(pay)) / 100,
    }


def test_doubling_every_amount_doubles_the_cost(run: Projection, busy: Policy):
    """Within the rounding of a price: half a fen for itself, and one for its double; contributions round pay first."""
    start = parse_month("2026-07")
    one = {"pay.base_growth": 0, "contributions.limits_growth": 0}
    limits = [f"contributions.{base}_{end}" for base in ("base", "medical", "fund") for end in ("floor", "cap")]
    amounts = ("pay.base", *limits, "pay.certificate_allowance")
    twice = {name: 2 * np.asarray(busy.value(name, start)) / 100 for name in amounts}
    single = cost(run, busy.with_values(one, start)).fen
    double = cost(run, busy.with_values({**one, **twice}, start)).fen
    units = np.stack([run.books.pay[kind].by_period.sum(axis=1) for kind in (MONTHS, REWARDED, SEVERANCE)])
    for number, line in enumerate(ITEMS):
        slack = 1.5 + (4 * 1.5 * 0.16 if line in INSURED or line == "union_fund" else 0)  # reward and mean are rounded
        if line in ("year_end_reward", "severance"):
            slack += 1.5 * 1.5  # at most one and a half months of pay, which is rounded too
        kind = {"year_end_reward": 1, "severance": 2}.get(line, 0)
        off = np.abs(double[:, :, number] - 2 * single[:, :, number]).sum(axis=1)
        assert (off <= slack * units[kind]).all(), line
    assert double.sum() / single.sum() == pytest.approx(2, abs=1e-5)


PAY_CHANGES: dict[str, Any] = {
    "pay.base": 6000,
    "pay.base_growth": 0.05,
    "pay.award_month": 1,
    "pay.lowest_coefficient": 0.9,
    "pay.coefficient_step": 0.05,
    "pay.performance_share": 0.4,
    "pay.performance_by_rating": {"unrated": 0.5, "failed": 0.1, "basic": 0.6, "satisfactory": 1.1, "excellent": 1.3},
    "pay.year_end_months": {"unrated": 0.5, "failed": 0, "basic": 0.3, "satisfactory": 1, "excellent": 3},
    "pay.reward_of": "full_pay",
    "pay.post_allowance": {"head": 800, "deputy": 500, "member": 250.5, "assistant": 0},
    "pay.education_allowance": {"secondary": 0, "college": 100, "bachelor": 200, "master": 300, "doctor": 400},
    "pay.certificate_allowance": {
        "none": 0,
        "assistant_social_worker": 55.5,
        "social_worker": 300,
        "senior_social_worker": 800,
    },
    **{f"contributions.{item}": 0.1 for item in ("pension", "medical", "unemployment", "injury", "housing_fund")},
    "contributions.union_fund": 0,
    "contributions.base_floor": 6000,
    "contributions.base_cap": 5000,
    "contributions.medical_floor": 6500,
    "contributions.medical_cap": 5200,
    "contributions.fund_floor": 5500,
    "contributions.fund_cap": 5600,
    "contributions.limits_growth": 0.1,
    "contributions.limits_month": 4,
    "rules.contributions": "this_month",
    "contributions.wages": {"year_end_reward": "no", "others": "yes"},
    "levy.quota": 0.02,
    "levy.employed_share": 0.004,
    "levy.payable_from_1_percent": 0.7,
    "levy.payable_below": 0.8,
    "severance.months_per_year": 2,
    "severance.dismissed": "no",
    "severance.wage_cap_multiple": 0.5,
    "severance.notice_months": 2,
    "rules.pay": "post_and_grade_sums",
    "pay.post_sum": {"head": 4000, "deputy": 3800, "member": 3600, "assistant": 3400},
    "pay.grade_sum": [60.5 * grade for grade in range(18)],
    "pay.year_end_sum": {"unrated": 0, "failed": 0, "basic": 0, "satisfactory": 500, "excellent": 1500},
    "pay.meals": 200,
    "pay.minimum_wage": 5500,
    "welfare.insurance": 150,
    "welfare.check_up": 600,
    "welfare.check_up_years": 3,
    "training.hours": {"head": 56, "deputy": 56, "member": 40, "assistant": 40},
    "training.entry_hours": 24,
    "training.yuan_per_hour": 25,
    "rules.anchor": "income_guaranteed",
    "anchor.series": "full_calibre",
    "anchor.wage": {"private": 60_000, "nonprivate": 130_000, "full_calibre": 95_000},
    "anchor.growth": {"private": 0.01, "nonprivate": 0.06, "full_calibre": 0.02},
    "anchor.share": 0.9,
    "anchor.lag_years": 2,
    "pay.one_certificate_share": 0.3,
    "recruitment.yuan_per_recruit": 800,
    "funding.share": {"meals": {"street": 1, "others": 0}, "others": {"county": 0.7, "prefecture": 0.3, "others": 0}},
}

SUMS = {"pay.post_sum": 3000, "pay.grade_sum": [50 * grade for grade in range(18)]}
ANCHOR = {
    "anchor.series": "nonprivate",
    "anchor.wage": {"private": 57_095, "nonprivate": 88_968, "full_calibre": 80_376},
    "anchor.growth": 0.03,
    "anchor.share": 0.7,
    "anchor.lag_years": 1,
}
COMPANIONS: dict[str, dict[str, Any]] = {  # what a term needs beside it to be of any effect
    "rules.pay": SUMS,
    **{name: {"rules.pay": "post_and_grade_sums", **SUMS} for name in SUMS},
    "training.hours": {"training.yuan_per_hour": 20},
    "training.entry_hours": {"training.yuan_per_hour": 20},
    "training.yuan_per_hour": {"training.hours": 40},
    "pay.one_certificate_share": {"pay.education_allowance": 200},
    "rules.anchor": ANCHOR,
    **{name: {**ANCHOR, "rules.anchor": "base_follows"} for name in ANCHOR},
    "welfare.check_up_years": {"welfare.check_up": 500},
    "levy.payable_from_1_percent": {"levy.employed_share": 0.012},
    "levy.payable_below": {"levy.employed_share": 0},
}
ELSEWHERE = {"ramp.share", "ramp.posts", "establishment.grid_service", "prices.inflation", "prices.discount_rate",
             "conversion.protection", "conversion.insured"}  # fmt: skip
NEW_IN_THE_RUN = (  # allowances not paid before; moves in April
    "pay.education_allowance", "pay.one_certificate_share", "contributions.limits_month",
)  # fmt: skip


def test_every_pay_term_is_tried():
    assert {*PAY_CHANGES, *ELSEWHERE} == {name for name, term in TERMS.items() if term.affects == "pay"}


def both_ways(run: Projection, law: Policy, few: Staff, name: str, start: str) -> tuple[Policy, np.ndarray]:
    """A law with one pay term changed, and what simulating under it costs."""
    ready = law.with_values(COMPANIONS.get(name, {}), parse_month("2022-01"))  # an anchor wage lies years back
    changed = ready.with_values({name: PAY_CHANGES[name]}, parse_month(start))
    again = project(changed, few, years=10, replications=5, seed=SEED)
    assert np.array_equal(again.books.in_post, run.books.in_post)
    assert not np.array_equal(cost(again).borne, cost(run).borne)
    return changed, cost(again).fen


@pytest.mark.parametrize("start", ["2027-01", "2030-07"])
@pytest.mark.parametrize("name", [name for name in PAY_CHANGES if name not in NEW_IN_THE_RUN])
def test_pay_changed_after_the_run_costs_what_running_again_costs(
    run: Projection, busy: Policy, few: Staff, name: str, start: str
):
    changed, expected = both_ways(run, busy, few, name, start)
    assert np.array_equal(cost(run, changed).fen, expected)


@pytest.mark.parametrize(
    ("name", "start"), [(name, "2027-01") for name in NEW_IN_THE_RUN] + [(name, "2030-05") for name in PAY_CHANGES]
)
def test_what_the_run_has_not_kept_apart_is_priced_right_or_refused_never_wrong(
    run: Projection, busy: Policy, few: Staff, name: str, start: str
):
    """A price that changes in the middle of a pay period, or an allowance for what nobody was paid for before."""
    changed, expected = both_ways(run, busy, few, name, start)
    try:
        found = cost(run, changed).fen
    except PolicyError:
        return
    assert np.array_equal(found, expected)


def test_cost_under_its_own_policy_is_its_cost(run: Projection, busy: Policy):
    assert np.array_equal(cost(run, busy).fen, cost(run).fen)
