"""Names by which formulas call parameters: said by hand, legal everywhere, and of the cell that they say."""

from __future__ import annotations

import re

import pytest
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook

from simlib.text import Code
from simlib.workbook.cell_names import dated_name, distinct
from tests.report.workbooks import VALUE, formulas

JULY = 2026 * 12 + 6
LIKE_AN_ADDRESS = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]?\d*|[Cc]\d*")


@pytest.mark.parametrize(("words", "code", "name"), [
    (("薪酬基数",), "zh", "薪酬基数_2026年7月"),
    (("单位医疗（含生育）保险费率",), "zh", "单位医疗_含生育_保险费率_2026年7月"),
    (("岗位工资（补贴）", "正职"), "zh", "岗位工资_补贴_正职_2026年7月"),
    (("Employer's share, in 100 %",), "en", "Employers_share_in_100_2026_07"),
    (("7th post",), "en", "_7th_post_2026_07"),
])  # fmt: skip
def test_a_name_says_what_of_whom_and_since_when(words: tuple[str, ...], code: Code, name: str) -> None:
    assert dated_name(*words, month=JULY, code=code) == name


def test_names_that_differ_in_capitals_alone_are_told_apart() -> None:
    assert list(distinct(["pay_2026_07", "Pay_2026_07", "Fund_2026_07"])) == [
        "pay_2026_07", "Pay_2026_07_no2", "Fund_2026_07"]  # fmt: skip


def test_every_yellow_number_has_a_legal_name_by_which_formulas_call_it(book: Workbook) -> None:
    named = {name: one.attr_text for name, one in book.defined_names.items()}
    assert len({name.casefold() for name in named}) == len(named)
    assert all(re.fullmatch(r"[^\W\d]\w{0,254}", name) and not LIKE_AN_ADDRESS.fullmatch(name) for name in named)
    sheet, label = book["参数"], ""
    for place, cells in named.items():
        column, row, *_ = range_boundaries(cells.partition("!")[2])
        if cells.startswith("'参数'"):
            label = next(sheet.cell(up, 1).value for up in range(row, 5, -1) if sheet.cell(up, 1).value)
            assert column == "ABCD".index(VALUE) + 1 and place.startswith(re.sub(r"\W+", "_", label).strip("_"))
    called = {word for cell in formulas(book) for word in re.findall(r"\w+_\d{4}年\d+月", str(cell.value))}
    assert len(called) > 50 and called <= named.keys()
    elsewhere = [cell.value for cell in formulas(book) if cell.parent.title not in ("参数", "分担比例")]
    assert not any("'参数'!$D$" in str(formula) for formula in elsewhere)
