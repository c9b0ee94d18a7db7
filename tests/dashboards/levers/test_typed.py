"""What is typed beside a slider: taken as typed and shown in full, or refused in words with the old value back."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.levers import Lever
from dashboards.widgets import Language
from simlib import load_policy
from simlib.months import month_number
from simlib.policy import Policy
from tests.dashboards.browser import ROOT
from tests.dashboards.forged import send_typed

BASE, FUND, YEARS = "pay.base", "contributions.housing_fund", "progression.years_per_grade"
WOMEN = "retirement.women_55_share"


@pytest.fixture(scope="module")
def baohe() -> Policy:
    return load_policy(ROOT / "scenarios/cities/baohe")


def lever(law: Policy, name: str, start: tuple[int, int] = (2027, 1)) -> tuple[Lever, list[Any]]:
    told: list[Any] = []
    made = Lever(law, law.terms[name], month_number(*start), Language(), lambda: told.append(made.written))
    return made, told


def typed(one: Lever, text: str, place: int = 0) -> tuple[Any, str, str]:
    """What the lever is at once something is typed, what its field then shows, and in what words it is refused."""
    field = one.cells[place].field
    send_typed(field, text)
    return one.cells[place].written, field.text, field.refused


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("4,800", 4800, "4,800"),
        ("4,900", 4900, "4,900"),
        ("5,012", 5012, "5,012"),  # off the slider's grid of 50
        ("4.9万", 49000, "49,000"),
        ("0.5万", 5000, "5,000"),
        ("7000", 7000, "7,000"),  # beyond the slider's ends
        ("3000", 3000, "3,000"),
        (" ４９００．５元 ", 4900.5, "4,900.50"),
        ("+10%", 5280, "5,280"),
        ("-5%", 4560, "4,560"),
        ("×1.1", 5280, "5,280"),
    ],
)
def test_an_amount_is_taken_exactly_as_typed(baohe: Policy, text: str, value: float, shown: str):
    one, told = lever(baohe, BASE)
    assert typed(one, text) == (value, shown, "")
    assert told == ([value] if value != 4800 else []) and one.changed == (value != 4800)


@pytest.mark.parametrize(
    ("text", "said"), [("7000", "3,900–6,000"), ("3000", "3,900–6,000"), ("0.48", "0.48万元"), ("48000", "4,800")]
)
def test_beyond_the_plausible_range_there_is_a_notice(baohe: Policy, text: str, said: str):
    one, _ = lever(baohe, BASE)
    typed(one, text)
    assert "可取范围" in one.said.value and said in one.said.value.replace(" ", "") and field(one).refused == ""
    one.language.code = "en"
    assert "plausible" in one.said.value
    one.rebase(month_number(2028, 1))  # said of the value however it came there
    assert "plausible" in one.said.value and "2028-01" in one.said.value
    typed(one, "5,000")
    assert one.said.value == "" and one.said.layout.display == "none"


def test_a_slider_points_beyond_its_end_where_the_value_lies(baohe: Policy):
    one, _ = lever(baohe, BASE)
    row: Any = one.cells[0].widget
    for text, kind, said in (
        ("7000", "lab-above", "滑块到 6,000 为止。"),
        ("3000", "lab-below", "滑块到 3,900 为止。"),
    ):
        typed(one, text)
        assert {"lab-above", "lab-below"} & set(row._dom_classes) == {kind} and field(one).notice == said
    typed(one, "6000")
    assert not {"lab-above", "lab-below"} & set(row._dom_classes) and field(one).notice == ""


def field(one: Lever) -> Any:
    return one.cells[0].field


@pytest.mark.parametrize("text", ["", "abc", "4,90", "48 00", "4.800,5", "nan", "1e999", "-100", "999999999"])
def test_what_cannot_be_is_refused_in_words_and_the_old_value_stays(baohe: Policy, text: str):
    one, told = lever(baohe, BASE)
    typed(one, "4,900")
    value, shown, why = typed(one, text)
    assert (value, shown) == (4900, "4,900") and "薪酬基数" in why and told == [4900]
    one.language.code = "en"
    assert "Pay base" in one.cells[0].field.refused
    assert typed(one, "4,950") == (4950, "4,950", "")  # and what was said of it is gone


@pytest.mark.parametrize(("text", "value"), [("10", 0.1), ("10%", 0.1), ("11.25", 0.1125), ("１１％", 0.11)])
def test_a_field_in_per_cent_reads_per_cent(baohe: Policy, text: str, value: float):
    one, _ = lever(baohe, FUND)
    assert typed(one, text)[0] == value
    assert one.cells[0].field.text == f"{value * 100:g}"


def test_what_the_law_forbids_is_refused(baohe: Policy):
    one, told = lever(baohe, FUND)
    value, shown, why = typed(one, "99")
    assert (value, shown, told) == (0.08, "8", [])
    assert why == "单位住房公积金比例 是 99%，超出 0% 到 20% 的范围。请写范围以内的值。"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (YEARS, "99", "晋级年限 是 99 年，超出 1 到 40 年 的范围。"),
        ("recruitment.lead_months", "600", "招聘到岗所需月数 是 600 个月，超出 0 到 24 个月 的范围。"),
        ("pay.base", "5亿", "薪酬基数 是 500,000,000 元/月，超出 0 到 100,000 元/月 的范围。"),
        ("pay.base_growth", "90", "薪酬基数年增长率 是 90%，超出 -20% 到 50% 的范围。"),
        ("establishment.coefficient_level", "99", "员额系数整体倍数 是 99，超出 0.1 到 5 的范围。"),
        ("contributions.base_floor", "3万", "高于社保缴费基数上限（医疗另列）（21,772 元/月）。"),
        ("retirement.early_share", "100", "选择弹性提前的比例 + 选择弹性延迟的比例 合计是 105%，超过 100%。"),
    ],
)
def test_a_refusal_speaks_in_the_unit_of_its_field(baohe: Policy, name: str, text: str, why: str):
    one, told = lever(baohe, name)
    before, shown = one.written, one.cells[0].field.text  # type: ignore[union-attr]
    assert why in typed(one, text)[2] and typed(one, text)[:2] == (before, shown) and told == []


def test_a_slider_stands_at_its_nearest_place_and_moves_nothing(baohe: Policy):
    """The browser puts a slider on its grid, and tells so: the value that was typed stays."""
    one, told = lever(baohe, BASE)
    cell: Any = one.cells[0]
    typed(one, "5012")
    assert cell.control.value == 5000
    cell.control.value = 5010  # a browser's rounding, less than half a step away
    assert one.written == 5012
    typed(one, "7000")
    assert cell.control.value == 6000 == cell.control.max and one.written == 7000
    cell.control.value = 5950
    assert one.written == 5950 and cell.field.text == "5,950" and told == [5012, 7000, 5950]


def test_one_member_of_an_axis_is_typed_alone(baohe: Policy):
    one, _ = lever(baohe, WOMEN)
    members = [cell.member for cell in one.cells]
    before = one.written
    assert typed(one, "72.5", members.index("assistant"))[0] == 0.725
    assert one.written == before | {"assistant": 0.725}
    value, _, why = typed(one, "10..20", members.index("assistant"))
    assert value == 0.725 and "范围" in why


@pytest.mark.parametrize(
    ("text", "middle", "shown", "written"),
    [
        ("4500..5200", 4850, "4,500..5,200", "4500..5200"),
        ("4500<4800<5200", 4800, "4,500<4,800<5,200", "4500<4800<5200"),
    ],
)
def test_a_spread_is_taken_with_its_middle(baohe: Policy, text: str, middle: float, shown: str, written: str):
    one, told = lever(baohe, BASE)
    assert typed(one, text) == (middle, shown, "")
    assert one.changed and one.written == written and told == [written] and one.spread is not None
    assert (one.spread.low, one.spread.value, one.spread.high) == (4500, middle, 5200)
    other, _ = lever(baohe, BASE)
    other.put(one.written)
    assert other.spread == one.spread and other.cells[0].field.text == shown
    one.reset()
    assert not one.changed and one.spread is None


def test_a_lever_starts_at_what_is_in_force_with_its_growth(baohe: Policy):
    """From 2027-07 4,800 grows by 2 % each July: 4,896, 4,993.92, 5,093.80 from July 2029 on."""
    one, told = lever(baohe, BASE, (2030, 1))
    assert one.written == 5093.8 and one.cells[0].field.text == "5,093.80" and not one.changed
    assert typed(one, "5,000")[0] == 5000 and one.undo.description == "恢复现行：5,093.80 元/月"
    one.undo.click()
    assert one.written == 5093.8 and told == [5000, 5093.8]


def test_another_month_takes_along_what_is_not_moved(baohe: Policy):
    one, _ = lever(baohe, BASE)
    one.rebase(month_number(2030, 1))
    assert one.written == 5093.8 and not one.changed
    typed(one, "5,000")
    one.rebase(month_number(2027, 1))
    assert one.written == 5000 and one.changed


def test_an_amount_may_be_set_in_per_cent_of_what_is_in_force(baohe: Policy):
    one, told = lever(baohe, BASE, (2030, 1))
    cell: Any = one.cells[0]
    one.ways.index = 1
    assert (cell.field.text, cell.control.value, one.written, told) == ("100%", 100, 5093.8, [])
    assert typed(one, "110") == (5603.18, "110%", "")  # 5,093.80 × 1.1, to the fen
    assert "5,603.18 元/月" in cell.field.notice
    assert typed(one, "95%")[0] == 4839.11 and typed(one, "+5%")[0] == 5348.49
    cell.control.value = 102
    assert one.written == 5195.68 and cell.field.text == "102%"
    one.rebase(month_number(2027, 1))
    assert one.written == 4896 and cell.field.text == "102%"  # 102 % of 4,800
    one.ways.index = 0
    assert cell.field.text == "4,896" and one.written == 4896


def test_nothing_in_force_has_no_per_cent(baohe: Policy):
    one, _ = lever(baohe, "pay.meals")
    one.ways.index = 1
    assert one.written == 0 and one.ways.index == 0 and one.cells[0].field.text == "0"
