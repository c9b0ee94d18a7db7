"""The ranges of the workbook: each by its name, from 30 replications up, and as projected whatever is changed.

Of 39 replications the 5 % point is the second lowest and the 95 % point the second highest: 5 % of 39 + 1 is 2.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simlib.analysis.assumptions import influences
from simlib.analysis.outcomes import Costed
from simlib.futures import FuturesProjection
from simlib.policy import Policy
from simlib.workbook.writing import workbook_bytes
from tests.report.ranged import RANGED, run
from tests.report.workbooks import WAN, YEARS, row_of

REPLICATIONS = RANGED
WIDE, LUCK = "含假定的范围", "随机波动范围"


@pytest.fixture(scope="module")
def book(before: Costed, after: Costed) -> Workbook:
    return opened(workbook_bytes(after, before=before))


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def texts(made: Workbook) -> Iterator[str]:
    """What the workbook says, but for what packs say of their parameters and careers."""
    for sheet in (one for one in made if one.sheet_state == "visible"):
        if sheet.title not in ("参数", "说明", "典型人员", "Parameters", "Notes", "Typical careers"):
            yield from (str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def middle(values: np.ndarray) -> list[float]:
    """What the middle nine in ten of 39 lie between, in 万元."""
    ordered = np.sort(values / WAN)
    assert len(ordered) == REPLICATIONS
    return [float(ordered[1]), float(ordered[-2])]


def ends(name: str, plain: np.ndarray, wide: np.ndarray) -> list[float]:
    """One of the two ranges; that with the assumptions reaches at least as far as that of luck."""
    luck, own = middle(plain), middle(wide)
    return luck if name == LUCK else [min(luck[0], own[0]), max(luck[1], own[1])]


def both(run: Costed, line: str = "") -> list[np.ndarray]:
    """The amounts of a line, or of all, by (replication, year): by luck alone, and with the assumptions."""
    assert run.wide
    budgets = run.budget, run.wide.budget
    return [one.yuan.sel(line=line).values if line else one.total.values for one in budgets]


def columns(sheet: Worksheet, row: int, name: str) -> tuple[int, int]:
    """Where the two ends of a range stand, below its name in a row of headings."""
    first = next(cell.column for cell in sheet[row] if cell.value == name)
    assert [sheet.cell(row + 1, first + place).value for place in (0, 1)] == ["5%", "95%"]
    return first, first + 1


def found(sheet: Worksheet, heads: int, row: int, name: str) -> list[float]:
    return [sheet.cell(row, column).value for column in columns(sheet, heads, name)]


@pytest.mark.parametrize("replications", [1, 5, 29])
def test_nothing_is_a_range_under_thirty_replications(reserve: Policy, replications: int):
    made = opened(
        workbook_bytes(run(reserve, replications), before=run(reserve.with_values({"pay.meals": 210}), replications))
    )
    assert "范围" not in made.sheetnames
    said = list(texts(made))
    assert not {WIDE, LUCK} & set(said)
    heads = {cell.value for name in ("摘要", "预算科目") for row in made[name].iter_rows() for cell in row}
    assert not {"5%", "95%", "2.5%", "97.5%"} & heads
    assert [text for text in said if "±" in text or "区间" in text or "分位" in text] == []
    assert made["摘要"]["A3"].value.count("不足30次，不给范围") == 1


def test_without_futures_there_is_the_range_of_luck_alone(reserve: Policy, before: Costed):
    made = opened(workbook_bytes(Costed(before.projection, before.budget)))
    assert not any(WIDE in text for text in texts(made))
    total = before.budget.total.values
    assert found(made["摘要"], 8, 10, LUCK) == pytest.approx(middle(total[:, 0]))
    assert found(made["摘要"], 8, 10 + YEARS, LUCK) == pytest.approx(middle(total.sum(axis=1)))
    assert f"{LUCK}：5%（各年）" in texts(made)


@pytest.mark.parametrize("name", [WIDE, LUCK])
def test_both_ranges_are_those_of_their_replications(name: str, book: Workbook, before: Costed, after: Costed):
    total, sheet = both(after), book["摘要"]
    more = [now - was for was, now in zip(both(before), total, strict=True)]
    for year in range(YEARS):
        assert found(sheet, 8, 10 + year, name) == pytest.approx(ends(name, *(one[:, year] for one in total)))
        difference = pytest.approx(ends(name, *(one[:, year] for one in more)))
        assert found(sheet, 8, 10 + year, f"差额：{name}") == difference
    whole, difference_of_all = ([one.sum(axis=1) for one in of] for of in (total, more))
    assert found(sheet, 8, 10 + YEARS, name) == pytest.approx(ends(name, *whole))
    assert found(sheet, 8, 10 + YEARS, f"差额：{name}") == pytest.approx(ends(name, *difference_of_all))
    mean = pytest.approx(ends(name, *(one[:, -3:].mean(axis=1) for one in total)))
    assert found(sheet, 8, 11 + YEARS, name) == mean
    outcomes = row_of(sheet, "A", "指标")
    assert found(sheet, outcomes, outcomes + 2, name) == pytest.approx(ends(name, *whole))


@pytest.mark.parametrize("name", [WIDE, LUCK])
def test_every_line_has_its_ranges(name: str, book: Workbook, after: Costed):
    sheet = book["范围"]
    heads = row_of(sheet, "A", "科目")
    for label, line in (("基本报酬", "basic_pay"), ("合计", "")):
        whole = (one.sum(axis=1) for one in both(after, line))
        assert found(sheet, heads, row_of(sheet, "B", label), name) == pytest.approx(ends(name, *whole))


def test_the_ends_of_the_widest_range_stand_by_year(book: Workbook, after: Costed):
    sheet, yuan = book["范围"], both(after, "basic_pay")
    for nth, (percent, end) in enumerate((("5%", 0), ("95%", 1)), 1):
        assert row_of(sheet, "A", f"{WIDE}：{percent}（各年）") < row_of(sheet, "B", "基本报酬", nth)
        row = [cell.value for cell in sheet[row_of(sheet, "B", "基本报酬", nth)]]
        years = [[one[:, year] for one in yuan] for year in range(YEARS)]
        due = [ends(WIDE, *of)[end] for of in (*years, [one.sum(axis=1) for one in yuan])]
        assert row[2 : 3 + YEARS] == pytest.approx(due)


def test_what_is_expected_is_that_of_the_run_without_futures(book: Workbook, before: Costed, after: Costed):
    plain = opened(workbook_bytes(after.projection, before=before.projection))
    for made in (book, plain):
        means = after.budget.total.values.mean(axis=0) / WAN
        assert [made["摘要"].cell(10 + year, 2).value for year in range(YEARS)] == pytest.approx(list(means))
    live = openpyxl.load_workbook(io.BytesIO(workbook_bytes(after, before=before)))
    assert str(live["摘要"]["B10"].value).startswith("='预算科目'")
    assert re.fullmatch(r"=IF\('参数'!\$C\$3=\"\",\d+\.\d+,\"\"\)", live["摘要"]["C10"].value)  # a number, or blank


def test_widths_are_called_by_their_names_alone(book: Workbook, before: Costed, after: Costed):
    said = list(texts(book))
    assert [text for text in said if "运气" in text or "区间" in text or "分位" in text or "重复" in text] == []
    assert all("模拟误差 ±" in text and f"95%，模拟{REPLICATIONS}次" in text for text in said if "±" in text)
    assert f"（{WIDE} " in book["摘要"]["A3"].value and f"，{LUCK} " in book["摘要"]["A3"].value
    english = opened(workbook_bytes(after, before=before, code="en"))
    assert [text for text in texts(english) if "interval" in text.lower() or "low and high" in text.lower()] == []
    assert {"Range with the assumptions", "Range of chance"} <= set(texts(english))


def test_the_areas_of_the_chart_add_up_to_the_ranges(book: Workbook):
    """Nothing up to the wider range, its lower part, the range of chance, its upper part; in hidden columns."""
    sheet, wide, luck = book["摘要"], columns(book["摘要"], 8, WIDE), columns(book["摘要"], 8, LUCK)
    hidden = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    first = openpyxl.utils.column_index_from_string(hidden[0])
    for row in range(10, 10 + YEARS):
        areas = np.cumsum([sheet.cell(row, first + place).value for place in range(4)])
        ends = [sheet.cell(row, column).value for column in (wide[0], luck[0], luck[1], wide[1])]
        assert list(areas) == pytest.approx([ends[0], max(ends[:2]), min(ends[2:]), ends[3]])


def test_assumptions_that_stand_out_are_listed(book: Workbook, after: Costed):
    assert after.wide and isinstance(after.wide.projection, FuturesProjection)
    clear = [one for one in influences(after.wide.projection, after.wide.budget.total.values.sum(axis=1)) if one.clear]
    assert [one.spread.term.name for one in clear] == ["pay.post_sum"]  # training moves nothing here
    sheet = book["范围"]
    top = row_of(sheet, "A", "假定")
    assert sheet.cell(top + 1, 1).value == clear[0].spread.label.zh
    assert sheet.cell(top + 1, 3).value == pytest.approx(clear[0].correlation) and clear[0].correlation > 0.9
    assert "training.hours" not in set(texts(book)) and sheet.cell(top + 2, 1).value is None
