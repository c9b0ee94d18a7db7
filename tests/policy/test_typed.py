"""What somebody types for a number is read as they mean it, and asked back where it can be meant in two ways."""

from __future__ import annotations

import pytest

from simlib.policy import TERMS, PolicyError
from simlib.policy.entered_numbers import Typed, read_amount, read_typed
from simlib.policy.term import Term
from simlib.text import Text

BASE, GROWTH, SHARE = TERMS["pay.base"], TERMS["pay.base_growth"], TERMS["pay.performance_share"]
STEP, YEARS, RESIDENTS = (
    TERMS["pay.coefficient_step"],
    TERMS["progression.years_per_grade"],
    TERMS["establishment.residents"],
)
INSURANCE, FACTOR = TERMS["welfare.insurance"], TERMS["anchor.share"]

READ = [
    (BASE, "4800", 4800), (BASE, "4,800", 4800), (BASE, "4，800", 4800), (BASE, "４８００", 4800),
    (BASE, " 4,900 ", 4900),
    (BASE, "5,012", 5012), (BASE, "4.9万", 49000), (BASE, "0.48万", 4800), (BASE, "０．４８万元", 4800),
    (BASE, "4,800元", 4800), (BASE, "4800 元/月", 4800), (BASE, "4800 yuan a month", 4800), (BASE, "5093.80", 5093.8),
    (BASE, "0.02 million", 20000), (BASE, ".5万", 5000), (BASE, "5e3", 5000), (BASE, "0", 0),
    (INSURANCE, "0.03万/年", 300), (RESIDENTS, "12.5万", 125000), (RESIDENTS, "12.5万人", 125000),
    (SHARE, "0.2", 0.2), (SHARE, "20%", 0.2), (SHARE, "２０％", 0.2), (SHARE, "12.5 %", 0.125),
    (GROWTH, "-2%", -0.02), (GROWTH, "−2%", -0.02), (GROWTH, "-0.02", -0.02),
    (STEP, "3%", 0.03), (STEP, "0.03", 0.03),
    (YEARS, "3", 3), (YEARS, "3年", 3), (YEARS, "3 years", 3), (YEARS, "1 year", 1),
]  # fmt: skip


@pytest.mark.parametrize(("term", "text", "value"), READ)
def test_an_amount_is_read_as_it_is_written(term: Term, text: str, value: float):
    assert read_typed(term, text, 1000) == Typed(value, value, value)


@pytest.mark.parametrize(
    ("term", "text", "now", "value", "shown"),
    [
        (BASE, "+10%", 5093.8, 5603.18, "+10%"),  # 5,093.80 × 1.1
        (BASE, "＋１０％", 5093.8, 5603.18, "+10%"),
        (BASE, "-5%", 4800, 4560, "-5%"),
        (BASE, "−2.5%", 4800, 4680, "-2.5%"),
        (BASE, "×1.1", 4800, 5280, "×1.1"),
        (BASE, "x 1.1", 4800, 5280, "×1.1"),
        (BASE, "X110%", 4800, 5280, "×110%"),
        (BASE, "+1%", 333.33, 336.66, "+1%"),  # 336.6633 to the fen
        (BASE, "+1%", 0.5, 0.51, "+1%"),  # 0.505: halves up
        (SHARE, "×1.1", 0.2, 0.22, "×1.1"),
        (STEP, "+10%", 0.03, 0.033, "+10%"),
        (RESIDENTS, "+10%", 56789, 62468, "+10%"),  # 62,467.9 people
        (YEARS, "×2", 3, 6, "×2"),
    ],
)
def test_a_change_counts_from_what_is_in_force(term: Term, text: str, now: float, value: float, shown: str):
    assert read_typed(term, text, now) == Typed(value, value, value, relative=shown)


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (BASE, "4500..5200", Typed(4850, 4500, 5200, "uniform")),
        (BASE, "4,500 .. 0.52万", Typed(4850, 4500, 5200, "uniform")),
        (BASE, "４５００～５２００", Typed(4850, 4500, 5200, "uniform")),
        (BASE, "4500至5200元", Typed(4850, 4500, 5200, "uniform")),
        (BASE, "4500<4800<5200", Typed(4800, 4500, 5200, "triangular")),
        (BASE, "4500＜4800＜5200", Typed(4800, 4500, 5200, "triangular")),
        (BASE, "×0.9..×1.1", Typed(4800, 4320, 5280, "uniform")),
        (BASE, "0.01..0.02", Typed(0.02, 0.01, 0.02, "uniform")),  # 0.015 to the fen
        (GROWTH, "-1%..3%", Typed(0.01, -0.01, 0.03, "uniform")),
        (YEARS, "2<3<5", Typed(3, 2, 5, "triangular")),
    ],
)
def test_a_spread_is_read_with_its_ends_and_its_middle(term: Term, text: str, found: Typed):
    assert read_typed(term, text, 4800) == found


def test_in_a_field_that_says_per_cent_a_bare_number_is_per_cent():
    assert read_typed(SHARE, "20", bare_percent=True).value == 0.2
    assert read_typed(SHARE, "20%", bare_percent=True).value == 0.2
    assert read_typed(SHARE, "10..30", bare_percent=True) == Typed(0.2, 0.1, 0.3, "uniform")
    assert read_typed(BASE, "20", bare_percent=True).value == 20


REFUSED = [
    (BASE, "", "读不出"), (BASE, "abc", "读不出"), (BASE, "4,80", "读不出"), (BASE, "48,00", "读不出"),
    (BASE, "1.2.3", "读不出"),
    (BASE, "4 800", "读不出"), (BASE, "4k", "单位是元/月"), (BASE, "4.8千", "单位是元/月"),
    (BASE, "5万元/年", "单位是元/月"),
    (BASE, "20%", "写 +10% 或 ×1.1"), (BASE, "+200", "请写数值本身，或 +10%"),
    (BASE, "+1000000%", "超出 0 到 100,000 元/月"),
    (BASE, "-200", "超出 0 到 100,000 元/月"),
    (BASE, "20万", "是 200,000 元/月，超出 0 到 100,000 元/月"), (BASE, "4800.005", "最多到分"),
    (BASE, "×-1", "请写作 +10% 或 ×1.1"), (BASE, "×1万", "请写作 +10% 或 ×1.1"),
    (SHARE, "20", "请写 20% 或 0.2"), (SHARE, "+10%", "百分之几还是百分点"), (SHARE, "-5%", "百分之几还是百分点"),
    (SHARE, "300", "是 30,000%，超出 0% 到 100%"), (SHARE, "101%", "是 101%，超出 0% 到 100%"),
    (GROWTH, "2", "请写 2% 或 0.02"), (GROWTH, "+2%", "百分之几还是百分点"),
    (YEARS, "2.5", "不是整数"), (YEARS, "+10%", "不是整数"),
    (YEARS, "2万", "是 20,000 年，超出 1 到 40 年"), (YEARS, "3..6", "不是整数"),
    (BASE, "5200..4500", "由低到高"), (BASE, "4500..4500", "由低到高"), (BASE, "1..2..3..4", "由低到高"),
    (BASE, "4500..", "读不出"),
    (TERMS["pay.award_month"], "5..9", "由低到高"), (TERMS["pay.award_month"], "×2", "没有可增减"),
]  # fmt: skip


@pytest.mark.parametrize(("term", "text", "why"), REFUSED)
def test_what_cannot_be_meant_is_refused_in_words(term: Term, text: str, why: str):
    with pytest.raises(PolicyError) as refused:
        read_typed(term, text, 3 if term is YEARS else 4800)
    assert why in refused.value["zh"] and term.label.zh in refused.value["zh"]
    assert term.label.en in refused.value["en"]


def test_a_change_of_nothing_is_refused():
    with pytest.raises(PolicyError, match="没有可增减的现行值"):
        read_typed(BASE, "+10%")


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("2.9亿", 2.9e8),
        ("２．９亿元", 2.9e8),
        ("2,500 万元", 2.5e7),
        ("12元", 12),
        ("25%", 0.25),
        ("-3", -3),
        ("250m", 2.5e8),
    ],
)
def test_an_amount_of_no_term_is_read_in_yuan(text: str, yuan: float):
    assert read_amount(text, Text("上限", "the ceiling")) == yuan


@pytest.mark.parametrize("text", ["", "亿", "2亿5千万", "×1.1", "2..3", "two"])
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(PolicyError, match="上限 读不出"):
        read_amount(text, Text("上限", "the ceiling"))
