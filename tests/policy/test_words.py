"""What is in force is said with how it came about; a change with what it was before and what was typed."""

from __future__ import annotations

import pytest

from simlib.months import parse_month
from simlib.policy import Policy, load_policy
from simlib.policy.value_words import in_force_words, laid_words, one_value

JANUARY = parse_month("2030-01")
SAID = [
    ("baohe", "pay.base", "5,093.80 元/月（2026年7月 4,800，其后3次调资各2%）",
     "5,093.80 yuan a month (4,800 from 2026-07, then 3 awards of 2% each)"),
    ("baohe", "contributions.fund_cap", "33,057.49 元/月（2025年7月 30,540，其后4次调整各2%）",
     "33,057.49 yuan a month (30,540 from 2025-07, then 4 adjustments of 2% each)"),
    ("baohe", "progression.years_per_grade", "3 年", "3 years"),
    ("inner_mongolia", "pay.base",
     "5,066.43 元/月（2029年调资：2028年全口径城镇单位平均工资 110,540.26 元的 0.55 倍，按月计）",
     "5,066.43 yuan a month (award of 2029: 0.55 of the average wage of 2028, all urban units (full calibre), "
     "110,540.26 yuan a year)"),
    ("ningguo", "pay.post_sum",
     "正职 5,666.85 元/月，副职 5,146.86 元/月，委员 4,881.56 元/月，"
     "后备干部 4,881.56 元/月（2026年7月所定，其后3次调资各2%）",
     "Head 5,666.85 yuan a month, Deputy 5,146.86 yuan a month, Member 4,881.56 yuan a month, "
     "Reserve staff 4,881.56 yuan a month (set 2026-07, then 3 awards of 2% each)"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "name", "zh", "en"), SAID)
def test_a_value_is_said_with_how_it_came_about(pack: str, name: str, zh: str, en: str):
    law = load_policy(f"scenarios/cities/{pack}")
    assert in_force_words(law, law.terms[name], JANUARY, "zh") == zh
    assert in_force_words(law, law.terms[name], JANUARY, "en") == en


def test_average_wages_grow_by_the_year():
    law = load_policy("scenarios/cities/inner_mongolia")
    assert "（2025年1月所定，其后5年增长各3%）" in in_force_words(law, law.terms["anchor.wage"], JANUARY, "zh")


@pytest.fixture(scope="module")
def baohe() -> Policy:
    return load_policy("scenarios/cities/baohe")


def test_awards_that_differ_are_told_one_by_one(baohe: Policy):
    """4,800 × 1.02 = 4,896; × 1.03 = 5,042.88 and 5,194.1664."""
    more = baohe.with_values({"pay.base_growth": 0.03}, "2028-01")
    told = in_force_words(more, more.terms["pay.base"], JANUARY, "zh")
    assert told == "5,194.17 元/月（2026年7月 4,800，其后3次调资2%、3%、3%）"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+10%", "5,093.80 元/月 → 5,603.18 元/月（+10%）"),
        ("0.5万", "5,093.80 元/月 → 5,000 元/月"),
        ("4500..5200", "5,093.80 元/月 → 4,850 元/月（4,500–5,200）"),
    ],
)
def test_a_change_is_said_with_what_was_in_force(baohe: Policy, typed: str, said: str):
    more = baohe.with_values({"pay.base": typed}, JANUARY)
    assert laid_words(baohe, more, more.terms["pay.base"], JANUARY, "zh") == said


def test_an_amount_is_written_to_the_fen(baohe: Policy):
    """Six digits would make 110,540 of it."""
    assert one_value(baohe.terms["pay.base"], 110_540_26, "zh") == "110,540.26 元/月"
    assert one_value(baohe.terms["pay.base"], 4_800_00, "zh") == "4,800 元/月"
