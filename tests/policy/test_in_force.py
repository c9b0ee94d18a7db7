"""What is in force in a month is the value given and its growth since, worked by hand; changes count from that."""

from __future__ import annotations

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy, PolicyError, load_policy
from simlib.policy.entered_numbers import Typed

JANUARY = "2030-01"


@pytest.fixture(scope="module")
def baohe() -> Policy:
    return load_policy("scenarios/cities/baohe")


def test_the_pay_base_is_what_three_awards_have_made_of_it(baohe: Policy):
    """4,800 from July 2026, 2 % every July: 4,896.00, 4,993.92, 5,093.7984."""
    found = baohe.in_force("pay.base", JANUARY)
    assert found.value == baohe.value("pay.base", parse_month(JANUARY)) == 5_093_80
    assert found.dated is not None and (found.dated.since, found.dated.value) == ("2026-07", 4_800_00)
    months = [parse_month(f"{year}-07") for year in (2027, 2028, 2029)]
    assert [(step.month, step.rate, step.amount) for step in found.steps] == list(
        zip(months, (0.02, 0.02, 0.02), (4_896_00, 4_993_92, 5_093_80))
    )
    assert baohe.value("pay.base", "2027-06") == 4_800_00 and baohe.in_force("pay.base", "2027-06").steps == ()


@pytest.mark.parametrize(
    ("name", "fen"),
    [
        ("base_floor", 4_620_50),  # 4,354: 4,441.08, 4,529.90, 4,620.498
        ("base_cap", 23_104_62),  # 21,772: 22,207.44, 22,651.59, 23,104.6218
        ("fund_floor", 2_462_00),  # 2,320: 2,366.40, 2,413.73, 2,462.0046
        ("fund_cap", 33_057_49),  # 30,540 a year earlier: 31,150.80, 31,773.82, 32,409.30, 33,057.486
    ],
)
def test_floors_and_caps_have_grown_too(baohe: Policy, name: str, fen: int):
    assert baohe.value(f"contributions.{name}", JANUARY) == fen


def test_the_sums_of_posts_have_grown_each_by_itself():
    """5,340, 4,850 and 4,600 yuan, three times 2 %, each time to the fen."""
    law = load_policy("scenarios/cities/ningguo")
    assert np.array_equal(law.value("pay.post_sum", JANUARY), [5_666_85, 5_146_86, 4_881_56, 4_881_56])
    assert np.array_equal(law.value("pay.grade_sum", JANUARY), [0])


def test_a_base_that_follows_the_anchor_wage_is_set_at_the_last_award():
    """July 2029 by the wage of 2028: 101,160 × 1.03³ = 110,540.26; × 0.55 = 60,797.14 a year."""
    law = load_policy("scenarios/cities/inner_mongolia")
    found = law.in_force("pay.base", JANUARY)
    assert found.value == law.value("pay.base", JANUARY) == 5_066_43
    assert found.dated is None and found.steps == () and found.anchor is not None
    assert (found.anchor.award, found.anchor.reference, found.anchor.series) == (2029, 2028, "full_calibre")
    assert (found.anchor.average, found.anchor.share, found.anchor.base) == (110_540_26, 0.55, 5_066_43)
    wages = np.asarray(law.value("anchor.wage", "2028-06"))
    assert wages[law.axis("wage_series").index("full_calibre")] == 110_540_26


def test_residents_have_grown_by_whole_years_since_they_were_counted():
    law = load_policy("scenarios/cities/inner_mongolia")
    people = np.asarray(law.value("establishment.residents", "2029-12"))
    assert people[law.axis("unit").index("hohhot")] == pytest.approx(2_948_000 * 1.006**4)


def test_what_does_not_grow_is_as_it_was_given(baohe: Policy):
    found = baohe.in_force("progression.years_per_grade", "2035-01")
    assert found.dated is not None and found.value == found.dated.value == 3 and found.steps == ()


def test_months_may_be_texts(baohe: Policy):
    assert baohe.choice("rules.pay", "2030-01") == "base_times_coefficient"
    later = baohe.with_values({"pay.base": 5000}, "2028-07")
    assert later.provision("pay.base").at("2028-07").value == later.value("pay.base", "2029-06") == 5_000_00
    assert later.value("pay.base", "2028-06") == 4_896_00
    assert baohe.opened("2027-09").opening == parse_month("2027-09")
    with pytest.raises(ValueError, match="2030 不是年月"):
        baohe.value("pay.base", "2030")


def test_a_change_counts_from_the_grown_value(baohe: Policy):
    """10 % more than 5,093.80 is 5,603.18, and grows from there: 5,715.24 after the award of July."""
    more = baohe.with_values({"pay.base": "+10%"}, JANUARY)
    assert more.value("pay.base", JANUARY) == 5_603_18 and more.value("pay.base", "2030-07") == 5_715_24
    assert more.set_by_hand == {"pay.base": {JANUARY: 5603.18}}
    assert more.provisions["pay.base"].at(JANUARY).typed == "+10%"
    assert baohe.with_values({"pay.base": 5603.18}, JANUARY).digest == more.digest


def test_a_change_of_members_is_an_amount_for_each():
    """Of 5,446.80, 4,947.00 and 4,692.00 in 2027's July: 10 % more for the head, 100 yuan for the reserve."""
    law = load_policy("scenarios/cities/ningguo")
    some = law.with_values({"pay.post_sum": {"head": "+10%", "reserve": "0.01万", "others": "×0.5"}}, "2027-07")
    assert np.array_equal(some.value("pay.post_sum", "2027-07"), [5_991_48, 2_473_50, 2_346_00, 100_00])
    every = law.with_values({"pay.post_sum": "-50%"}, "2027-07")
    assert np.array_equal(every.value("pay.post_sum", "2027-07"), [2_723_40, 2_473_50, 2_346_00, 2_346_00])
    halves = {"head": 2723.4, "deputy": 2473.5, "member": 2346, "reserve": 2346}
    assert every.set_by_hand == {"pay.post_sum": {"2027-07": halves}}


def test_grades_may_be_numbered_in_python():
    """Ningguo's single grade is number 1."""
    law = load_policy("scenarios/cities/ningguo")
    assert law.with_values({"pay.grade_sum": {1: "0.01万"}}, "2027-07").value("pay.grade_sum", "2027-07") == [100_00]


def test_what_is_the_same_for_all_stays_one_value(baohe: Policy):
    one = baohe.with_values({"pay.post_allowance": "0.03万", "funding.share": 0.25})
    assert one.set_by_hand["pay.post_allowance"] == {"2027-01": 300}
    rest = baohe.with_values({"pay.post_allowance": {"others": "1,000"}})
    assert rest.set_by_hand["pay.post_allowance"] == {"2027-01": {"others": 1000}}


def test_a_spread_is_in_force_by_its_middle(baohe: Policy):
    wide = baohe.with_values({"pay.base": "4500..5200", "pay.meals": "3<5<8"})
    assert wide.value("pay.base", "2027-01") == 4_850_00
    spread = Typed(4850, 4500, 5200, "uniform")
    assert wide.spreads == {"pay.base": spread, "pay.meals": Typed(5, 3, 8, "triangular")}
    assert wide.with_values({"pay.meals": 4}).spreads == {"pay.base": spread}
    assert baohe.spreads == {}


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"pay.base": "4，80"}, "pay.base 读不出 4，80"),
        ({"pay.post_allowance": {"head": "+5", "others": 0}}, "pay.post_allowance（head） 不能是 +5"),
        ({"pay.post_allowance": "100..200"}, "pay.post_allowance 不能写成范围 100..200"),
        ({"contributions.employee_housing_fund": "×2"}, "没有可增减的现行值"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(baohe: Policy, values: dict[str, object], why: str):
    with pytest.raises(PolicyError) as refused:
        baohe.with_values(values)
    assert why in refused.value["zh"] and len(refused.value.problems) == 1
