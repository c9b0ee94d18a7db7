"""What arrives: contributions and income tax of a person, worked by hand and by another calculation, to the fen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from dashboards.levers.offered_terms import offered
from simlib import cost, project
from simlib.budget import repriced
from simlib.careers.basis import line_terms
from simlib.careers.career import Career, career
from simlib.careers.take_home import DEDUCTIONS, TAX, Paid, deductions
from simlib.futures.applied import immovable
from simlib.months import YEAR, month_number
from simlib.policy import TERMS, Policy
from simlib.staff.opening import Staff
from tests.careers.careers import PEOPLE, WORKED

EVERY = tuple(name for name, term in TERMS.items() if term.affects == "take_home")
JANUARY = month_number(2027, 1)
TABLE = ((36_000, 3, 0), (144_000, 10, 2_520), (300_000, 20, 16_920), (420_000, 25, 31_920), (660_000, 30, 52_920),
         (960_000, 35, 85_920), (1_500_000, 45, 181_920))  # 预扣率表一: up to yuan, per cent, 速算扣除数  # fmt: skip


def months(*wages: float, base: float = 0, first: int = JANUARY, **other: float) -> list[Paid]:
    """Return some months in a row by their wages in yuan; what else is paid comes in the last of them."""
    bases = dict.fromkeys(("insured", "medical", "fund"), round(100 * base))
    life = [Paid(first + place, round(100 * one), 0, 0, bases) for place, one in enumerate(wages)]
    return [*life[:-1], life[-1]._replace(**{kind: round(100 * yuan) for kind, yuan in other.items()})]


def taxes(law: Policy, life: Sequence[Paid]) -> list[float]:
    """Return the tax of each month in yuan."""
    return [kept[TAX] / 100 for kept in deductions(law, life)]


# --- by hand, with the law's rates: 8 + 2 + 0.5 + 8 % for the fund = 18.5 % of the base ---


def test_below_the_deduction_there_is_no_tax(law: Policy):
    """5,900 less 18.5 % of it, 1,091.50, is 4,808.50, under 5,000."""
    kept = deductions(law, months(*[5_900] * 12, base=5_900))
    assert kept == [
        {"employee_pension": 472_00, "employee_medical": 118_00, "employee_unemployment": 29_50,
         "employee_housing_fund": 472_00, TAX: 0}
    ] * 12  # fmt: skip


def test_the_second_bracket_begins_in_december(law: Policy):
    """10,000 − 1,850 − 5,000 = 3,150 a month: 94.50; in December 37,800 × 10 % − 2,520 − 11 × 94.50 = 220.50."""
    assert taxes(law, months(*[10_000] * 12, base=10_000)) == [94.50] * 11 + [220.50]


def test_the_reward_is_taxed_with_the_year_or_apart(law: Policy):
    """15,000: together (37,800 + 15,000) × 10 % − 2,520 − 1,039.50; apart 1,250 a month, so 3 %: 450, and 220.50."""
    life = months(*[10_000] * 12, base=10_000, reward=15_000)
    apart = law.with_values({"tax.reward": "apart"})
    assert taxes(law, life)[-1] == 1_720.50 and taxes(apart, life)[-1] == 670.50
    assert taxes(law, life)[:-1] == taxes(apart, life)[:-1] == [94.50] * 11
    later = months(*[10_000] * 12, base=10_000, reward=15_000, first=JANUARY + YEAR)
    assert taxes(apart, later)[-1] == 1_720.50  # 执行至2027年12月31日
    extended = apart.with_values({"tax.apart_until": "2030-12"})
    assert taxes(extended, later)[-1] == 670.50


@pytest.mark.parametrize(
    ("reward", "tax"), [(36_000, 1_080), (36_001, 3_390.10), (144_000, 14_190), (144_000.01, 27_390)]
)
def test_apart_a_twelfth_gives_the_bracket_and_the_quick_deduction_of_a_month(law: Policy, reward: float, tax: float):
    """36,001 × 10 % − 210; 144,000 × 10 % − 210; 144,000.01 × 20 % − 1,410 = 27,390.002."""
    assert taxes(law.with_values({"tax.reward": "apart"}), months(0, reward=reward)) == [tax]


def test_a_joiner_counts_months_from_joining(law: Policy):
    """From July: six times 94.50, and in December 6 × 3,150 + 20,000 = 38,900 × 10 % − 2,520 − 472.50 = 897.50."""
    life = months(*[10_000] * 6, base=10_000, first=JANUARY + 6, reward=20_000)
    assert taxes(law, life) == [94.50] * 5 + [897.50]


def test_each_january_begins_anew(law: Policy):
    assert taxes(law, months(*[10_000] * 24, base=10_000)) == 2 * ([94.50] * 11 + [220.50])


def test_what_was_withheld_is_not_given_back_within_the_year(law: Policy):
    """Base 5,000: 925. 14,075 × 3 % = 422.25; then 11,150, due 334.50, so none; then 25,225, due 756.75, so 334.50."""
    assert taxes(law, months(20_000, 3_000, 20_000, base=5_000)) == [422.25, 0, 334.50]


def test_each_contribution_is_on_its_own_base(law: Policy):
    """Hohhot's floors: 5,058 × 8 % = 404.64, × 0.5 % = 25.29; medical 6,744 × 2 % = 134.88; fund 4,000 × 8 % = 320."""
    paid = Paid(JANUARY, 4_000_00, 0, 0, {"insured": 5_058_00, "medical": 6_744_00, "fund": 4_000_00})
    (kept,) = deductions(law, [paid])
    assert [*kept.values()] == [404_64, 134_88, 25_29, 320_00, 0]


def test_the_employee_may_pay_another_rate_into_the_fund(law: Policy):
    """The employer's 8 % of 10,000, then 12 %, then the employee's own 5 %."""
    dearer = law.with_values({"contributions.housing_fund": 0.12})
    own = {"contributions.employee_fund": "own_rate", "contributions.employee_housing_fund": 0.05}
    paid = [deductions(one, months(10_000, base=10_000))[0] for one in (law, dearer, dearer.with_values(own))]
    assert [one["employee_housing_fund"] for one in paid] == [800_00, 1200_00, 500_00]


def test_severance_is_free_of_tax_up_to_three_local_wages_of_a_year(law: Policy):
    """Cap 21,772 × 1.02 = 22,207.44, 300 % of the wage: three years' wages are 12 × 22,207.44 = 266,489.28.

    300,000: 33,510.72 × 3 % = 1,005.3216; 310,000: 43,510.72 × 10 % − 2,520 = 1,831.072. Wages are taxed as ever.
    """
    december = JANUARY + 11
    for severance, tax in ((266_489.28, 0), (300_000, 1_005.32), (310_000, 1_831.07)):
        assert taxes(law, months(0, first=december, severance=severance)) == [tax]
    assert taxes(law, months(10_000, base=10_000, first=december, severance=300_000)) == [1_099.82]


# --- against what is published, and another calculation ---


@pytest.mark.parametrize(("up_to", "percent", "quick"), TABLE)
def test_the_quick_deductions_are_those_of_the_published_tables(law: Policy, up_to: int, percent: int, quick: int):
    """预扣率表一 for the year; apart, 按月换算后的综合所得税率表: all of it a twelfth, and the bracket of a twelfth."""
    due = up_to * percent / 100 - quick
    assert taxes(law, months(up_to + 5_000)) == [due]
    apart = law.with_values({"tax.reward": "apart"})
    assert taxes(apart, months(0, reward=up_to)) == [up_to * percent / 100 - quick / 12]


def due_on(taxable: Fraction) -> Fraction:
    """Return the tax on a year's income in fen: what is over the start of a bracket pays the more that it asks."""
    due, above, before = Fraction(0), 0, 0
    for up_to, percent, _ in TABLE:
        due += max(Fraction(0), taxable - 100 * above) * (percent - before) / 100
        above, before = up_to, percent
    return due


def half_up(amount: Fraction) -> int:
    return math.floor(amount + Fraction(1, 2))


def by_slices(life: Sequence[Paid]) -> list[int]:
    """Return what is left of the pay of each month of one year: of wages and reward, both in the year's income."""
    left = []
    for place, paid in enumerate(life):
        so_far = life[: place + 1]
        own = [
            sum(half_up(Fraction(one.bases[base]) * rate / 1000)
                for base, rate in (("insured", 80), ("medical", 20), ("insured", 5), ("fund", 80)))
            for one in so_far
        ]  # fmt: skip
        taxable = [
            sum(one.wages + one.reward for one in life[:upto]) - sum(own[:upto]) - upto * 5_000_00
            for upto in range(1, place + 2)
        ]
        dues = [half_up(due_on(Fraction(max(0, one)))) for one in taxable]
        withheld = max([0, *dues[:-1]])  # never given back, so the most that was ever due
        left.append(paid.wages + paid.reward - own[-1] - max(0, dues[-1] - withheld))
    return left


def test_a_straightforward_calculation_agrees_about_any_year(law: Policy):
    """A year, the end of one and a December alone, from a low wage to the highest bracket."""
    random = np.random.default_rng(20270101)
    for scale in (6_000, 9_000, 15_000, 60_000, 150_000):
        for count in (12, 12, 7, 1):
            bases = random.integers(2_000_00, 30_000_00, (count, 3)).tolist()
            wages = (100 * scale * random.uniform(0.3, 1.7, count)).astype(int).tolist()
            life = [
                Paid(
                    JANUARY + YEAR - count + place,
                    wage,
                    0,
                    0,
                    dict(zip(("insured", "medical", "fund"), of, strict=True)),
                )
                for place, (wage, of) in enumerate(zip(wages, bases, strict=True))
            ]
            life[-1] = life[-1]._replace(reward=int(250 * scale * random.random()))
            kept = deductions(law, life)
            left = [one.wages + one.reward - sum(less.values()) for one, less in zip(life, kept, strict=True)]
            assert left == by_slices(life)


# --- in a career ---


@pytest.mark.parametrize("who", PEOPLE)
def test_a_career_takes_home_what_is_left(generous: Policy, who: str):
    found = career(generous, PEOPLE[who], ratings=WORKED, years=8)
    for slip in (*found.months, *found.years):
        assert slip.take_home == slip.received - sum(slip.deducted.values()) < slip.received
        assert slip.deducted.keys() == DEDUCTIONS.keys() and slip.bases.keys() == {"insured", "medical", "fund"}
    assert sum(slip.take_home for slip in found.months) == sum(slip.take_home for slip in found.years)
    table = found.table
    assert list(table["take_home"]) == [slip.take_home / 100 for slip in found.years]
    assert np.allclose(table["received"] - table[[*DEDUCTIONS]].sum(axis=1), table["take_home"])


OTHERWISE: dict[str, Any] = {
    "contributions.employee_pension": 0.09,
    "contributions.employee_medical": 0.03,
    "contributions.employee_unemployment": 0.01,
    "contributions.employee_fund": "own_rate",
    "contributions.employee_housing_fund": 0.06,
    "tax.monthly_deduction": 4_000,
    "tax.bracket_above": [0, 3_000, 144_000, 300_000, 420_000, 660_000, 960_000],
    "tax.rate": [0.05, 0.1, 0.2, 0.25, 0.3, 0.35, 0.45],
    "tax.reward": "apart",
    "tax.apart_until": "2026-12",
    "tax.severance_exempt": 0.1,
}
NEEDS = {
    "contributions.employee_fund": {"contributions.employee_housing_fund": 0.05},
    "contributions.employee_housing_fund": {
        "contributions.employee_fund": "own_rate",
        "contributions.employee_housing_fund": 0.05,
    },
    "tax.apart_until": {"tax.reward": "apart"},
}


def kept_otherwise(before: Career, after: Career) -> set[str]:
    """Return the deductions of which some month's differs; no line of the budget does."""
    both = list(zip(before.months, after.months, strict=True))
    assert all(one.fen == other.fen for one, other in both)
    return {key for key in DEDUCTIONS if any(one.deducted[key] != other.deducted[key] for one, other in both)}


@pytest.mark.parametrize("name", OTHERWISE)
def test_each_term_moves_the_deductions_that_name_it_and_no_cost(law: Policy, name: str):
    """Whatever a contribution takes is not taxed, so the tax moves with each."""
    ready = law.with_values(
        {"pay.base": 9_000, "severance.months_per_year": 5, **NEEDS.get(name, {})}
        | ({"contributions.employee_housing_fund": 0.05} if "fund" in name else {})
    )
    both = [
        career(one, {"born": "1988-01", "joined": "2008-01"}, ratings=["satisfactory", "failed"], years=4)
        for one in (ready, ready.with_values({name: OTHERWISE[name]}))
    ]
    named = {key for key in DEDUCTIONS if name in line_terms(law, key)}
    assert named and kept_otherwise(*both) == named | {TAX}


def test_every_term_of_what_is_kept_back_is_tried():
    assert {*EVERY} == {*OTHERWISE, "pay.meals_in_cash"}  # that one is of what is received


@pytest.mark.parametrize("name", EVERY)
def test_nothing_offers_what_moves_no_cost(law: Policy, name: str):
    assert not offered(law, TERMS[name]) and immovable(TERMS[name]) is not None and not TERMS[name].priced


def test_the_budget_is_the_same_whatever_people_take_home(streets: Policy, few: Staff):
    run, other = project(streets, few, years=2, replications=1, seed=1), streets.with_values(OTHERWISE)
    assert repriced(run, other) and np.array_equal(cost(run, other).fen, cost(run).fen)
