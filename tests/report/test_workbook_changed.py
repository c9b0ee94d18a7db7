"""After a yellow cell is changed nothing states the old result: it follows by formula, or is blank and marked.

Every yellow number is changed at once, so that no priced figure stays as it was; what does stay is of people, of the
policy in force, or of the calendar.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from simlib.analysis.outcomes import Costed
from simlib.workbook.as_written import SHEET
from simlib.workbook.writing import write_workbook
from tests.report.workbooks import ORIGINAL, VALUE, YEARS, calculated, row_of

pytestmark = pytest.mark.office
MARK = "参数已改动"
OF_THE_INPUTS = ("参数", "分担比例", "各期数值", "说明", SHEET)  # what was projected stands there, and is called that
OF_PEOPLE = ("人员与等级", "人月", "缴费基数")  # whom yellow cells do not move
AMOUNT = re.compile(r"\d[\d,.]*\s*(?:亿|万)?元|±")
LABELS = {"摘要": "A", "报酬标准": "ABCDEFG", "典型人员": "ABCD"}  # columns that say whom and when a row is of


@dataclass(frozen=True)
class Pair:
    """A workbook as delivered, and with every yellow number a tenth higher, calculated anew."""

    file: Path
    delivered: Workbook
    changed: Workbook


@pytest.fixture(scope="module")
def pair(before: Costed, after: Costed, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("changed")
    file = folder / "x.xlsx"
    write_workbook(file, after, before=before, command="simlib workbook ningguo --set recruitment.fill_share=0.5")
    book = openpyxl.load_workbook(file)
    for row in range(6, book["参数"].max_row + 1):
        cell = book["参数"][f"{VALUE}{row}"]
        if isinstance(cell.value, int | float) and book["参数"][f"{ORIGINAL}{row}"].value is not None:
            cell.value *= 1.1
    book.save(folder / "y.xlsx")
    return Pair(file, openpyxl.load_workbook(file, data_only=True), calculated(folder / "y.xlsx", folder))


def results(pair: Pair) -> Iterator[tuple[Cell, Cell]]:
    """The cells that state a result, as delivered and as they are after the change."""
    for sheet in pair.delivered:
        if sheet.title in (*OF_THE_INPUTS, *OF_PEOPLE):
            continue
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
            labels = LABELS.get(sheet.title, "")
            if not (isinstance(cell.value, int | float) and cell.column_letter in labels) and not of_people(cell):
                yield cell, pair.changed[sheet.title][cell.coordinate]


def of_people(cell: Cell) -> bool:
    """Whether a cell is of people or of the policy in force, on the sheets that have them beside amounts."""
    if cell.parent.title == "分期支出":
        return cell.row == 5 or cell.row > row_of(cell.parent, "B", "合计")
    if cell.parent.title != "摘要":
        return False
    stays = {one.column_letter for one in cell.parent[8] if one.value in ("年度", "现行政策", "年末在岗（人）")}
    return cell.column_letter in stays - {"A"} or cell.parent[f"B{cell.row}"].value in ("人", "人次", "个", "级", "%")


def test_no_figure_stays_as_it_was(pair: Pair):
    figures = [(was, now) for was, now in results(pair) if isinstance(was.value, int | float)]
    stayed = [f"{was.parent.title}!{was.coordinate}" for was, now in figures if now.value == was.value != 1]  # 100 %
    assert len(figures) > 1000 and stayed == []


def test_no_text_states_an_amount_as_it_was(pair: Pair):
    stated = [(was, now) for was, now in results(pair) if isinstance(was.value, str) and AMOUNT.search(was.value)]
    assert len(stated) == 2  # the first sentence and the simulation errors
    assert [was.value for was, now in stated if now.value == was.value] == []


def test_what_does_not_follow_is_blank_and_the_sheet_is_marked(pair: Pair):
    for name in ("摘要", "范围", "增减原因", "典型人员", "说明"):
        marks = [cell.value for row in pair.changed[name].iter_rows() for cell in row if MARK in str(cell.value)]
        assert marks, name
        assert not [1 for row in pair.delivered[name].iter_rows() for cell in row if MARK in str(cell.value)]
    assert {row[3].value for row in pair.changed["核对"].iter_rows(min_row=6)} == {"通过", MARK}


def test_the_first_sentence_is_of_the_amounts_beside_it(pair: Pair):
    sheet = pair.changed["摘要"]
    total = row_of(sheet, "A", "合计")
    cost, in_force, more = (sheet.cell(total, column).value for column in (2, 8, 9))
    assert more == pytest.approx(cost - in_force)
    sentence = sheet["A3"].value
    way = "增加" if more > 0 else "减少"
    assert sentence.startswith(f"{MARK}：四年支出平均 {cost:,.0f}万元，较现行政策{way} {abs(more):,.0f}万元")
    assert [sheet.cell(total - YEARS + year, 9).value for year in range(YEARS)] == pytest.approx(
        [sheet.cell(total - YEARS + year, 2).value - sheet.cell(total - YEARS + year, 8).value for year in range(YEARS)]
    )


def test_charts_draw_cells_alone_and_paper_bears_no_result(pair: Pair):
    """Each series and its name are cells, which follow or are blank; headers say whose it is and from which seed."""
    with zipfile.ZipFile(pair.file) as content:
        charts = [content.read(name).decode() for name in content.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    for chart in charts:
        assert "<c:numLit>" not in chart and "<c:strLit>" not in chart
        assert not AMOUNT.search(re.sub(r"<c:strCache>.*?</c:strCache>|<c:numCache>.*?</c:numCache>", "", chart))
    for sheet in (one for one in pair.delivered if one.title != SHEET):  # which is hidden
        lines = (sheet.oddHeader, sheet.oddFooter)
        printed = [part.text or "" for line in lines for part in (line.left, line.center, line.right)]
        assert "宁国" in printed[0] and not any("政策校验码" in text or AMOUNT.search(text) for text in printed)
