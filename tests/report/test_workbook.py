"""The workbook without an office suite: what it holds, sheet by sheet."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib import cost, load_policy, load_staff, project
from simlib.careers.typical import load_careers, side_by_side
from simlib.months import year_of
from simlib.policy import Policy
from simlib.policy.items import ITEMS
from simlib.projection import Projection
from simlib.text import Text
from simlib.workbook.as_written import SHEET as AS_WRITTEN
from simlib.workbook.writing import workbook_bytes
from tests.report.workbooks import CITY, REPLICATIONS, YEARS, expected, formulas, opened, payers, row_of

SHEETS = [
    "摘要",
    "预算科目",
    "范围",
    "分级负担",
    "增减原因",
    "人员与等级",
    "典型人员",
    "参数",
    "分担比例",
    "各期数值",
    "报酬标准",
    "人月",
    "缴费基数",
    "分期支出",
    "核对",
    "说明",
]


def test_the_sheets_come_in_reading_order(book: Workbook):
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == SHEETS
    assert book.sheetnames[len(SHEETS) :] == [AS_WRITTEN]


def test_totals_are_formulas_and_show_the_librarys_figures(book: Workbook, values: Workbook, projection: Projection):
    budget = cost(projection)
    shown = expected(values)
    for place, line in enumerate(ITEMS):
        assert shown[line] == pytest.approx(budget.yuan.values[:, :, place].mean(axis=0), abs=0.005)
    assert shown["total"] == pytest.approx(budget.total.values.mean(axis=0), abs=0.005)
    borne = {funder: budget.by_funder.sel(funder=funder).mean("replication").values for funder in payers(values)}
    for funder, amounts in payers(values).items():
        assert amounts == pytest.approx(borne[funder], abs=0.6)  # below: fen of 19 lines in 3 periods of a year
    total = book["预算科目"].cell(6 + len(ITEMS), 4).value
    assert total.startswith("=SUM(")


def test_protected_pay_stands_as_projected():
    """It rests on what everybody had before the conversion, which no sheet holds; income and its guarantee count it."""
    pack = load_policy(CITY.parent / "growth_chain")
    law = pack.with_proposal(CITY.parent / "growth_chain/proposals/growth_chain_steeper_scale.yaml")
    run = project(law, load_staff(pack), years=3, replications=5, seed=5)
    shown = expected(openpyxl.load_workbook(io.BytesIO(workbook_bytes(run)), data_only=True))
    means = cost(run).yuan.mean("replication")
    assert all(shown[line] == pytest.approx(means.sel(line=line).values, abs=0.005) for line in ITEMS)
    assert shown["protected_pay"][0] == 0 and min(shown["protected_pay"][1:]) > 0


def test_the_parameters_carry_clause_and_evidence_and_are_the_only_cells_left_open(book: Workbook, reserve: Policy):
    sheet = book["参数"]
    meals = row_of(sheet, "A", "误餐（伙食）补贴")
    dated = reserve.provisions["pay.meals"].at(reserve.opening or 0)
    assert sheet[f"D{meals}"].value == dated.value / 100
    assert dated.words in sheet[f"K{meals}"].value and dated.clause in sheet[f"J{meals}"].value
    assert reserve.sources[dated.source].title in sheet[f"J{meals}"].value
    assert (
        sheet[f"I{meals}"].value == {"published": "文件公布", "assumed": "假定", "reported": "媒体报道"}[dated.evidence]
    )
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    inputs = {f"D{row}" for row in range(6, sheet.max_row + 1) if sheet[f"F{row}"].value is not None}
    assert open_cells == inputs
    checked = {str(one) for rule in sheet.data_validations.dataValidation for one in rule.sqref.ranges}
    assert checked == inputs
    assert all(
        book[name].protection.sheet for name in ("参数", "分担比例", "各期数值", "报酬标准", "人月", "分期支出", "核对")
    )


def test_what_grows_by_itself_stands_beside_what_was_decided(book: Workbook, values: Workbook):
    """2 % on each July from 2027 to 2030, to the fen: 5,340.00, 5,446.80, 5,555.74, 5,666.85, 5,780.19."""
    row = row_of(values["参数"], "A", "岗位工资（补贴）")
    beside = [values["参数"][f"{column}{row}"].value for column in "BCDFG"]
    assert beside == ["正职", "2026-07", 5340, 5340, 5780.19]
    assert str(book["参数"][f"G{row}"].value).startswith("='各期数值'!")
    assert values["参数"][f"G{row_of(values['参数'], 'A', '误餐（伙食）补贴')}"].value == "–"


def test_a_range_of_the_pack_is_the_range_of_its_input(book: Workbook, reserve: Policy):
    sheet = book["参数"]
    row = row_of(sheet, "A", "薪酬基数年增长率")
    rule = next(one for one in sheet.data_validations.dataValidation if f"D{row}" in one.sqref)
    lowest, highest = reserve.provisions["pay.base_growth"].range or (None, None)
    assert (float(rule.formula1), float(rule.formula2)) == (lowest, highest)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_stays_a_text(reserve: Policy, text: str):
    posts = tuple(replace(post, label=Text(text, text)) for post in reserve.posts)
    sly = replace(reserve, label=Text(text, text), posts=posts)
    made = opened(workbook_bytes(project(sly, load_staff(reserve), years=1, replications=1, seed=1)))
    assert (made["摘要"]["A1"].value, made["摘要"]["A1"].data_type) == (text, "s")
    named = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(named) > 10 and {cell.data_type for cell in named} == {"s"}


def test_typical_careers_stand_on_their_sheet_with_what_arrives(values: Workbook, book: Workbook, reserve: Policy):
    sheet, found = values["典型人员"], side_by_side([(reserve, load_careers(reserve))], years=YEARS)
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int | float)]
    due = [
        [year_of(slip.last), slip.grade, slip.received, *slip.deducted.values(), slip.take_home, slip.total]
        for one in found
        for slip in one.careers[0].years
    ]
    assert [[row[0], row[2], *(round(100 * cell) for cell in row[4:])] for row in rows] == due
    labels = [cell.value for cell in book["典型人员"]["A"]]
    assert all(one.typical.label.zh in labels for one in found)
    formulas = [cell for cell in book["典型人员"]["K"] if str(cell.value).startswith("=")]
    assert len(formulas) == len(due)


def test_the_ledger_of_people_stands_on_its_sheet(values: Workbook, projection: Projection):
    sheet, data = values["人员与等级"], projection.data
    total = row_of(sheet, "A", "合计")
    assert [sheet.cell(total, 2 + end).value for end in range(YEARS + 1)] == pytest.approx(
        data["in_post"].sum(["post", "grade"]).mean("replication").values
    )
    left, joined = row_of(sheet, "A", "退出合计"), row_of(sheet, "A", "新进")
    for year in range(YEARS):
        opening, closing = (sheet.cell(total, 2 + end).value for end in (year, year + 1))
        flow = sheet.cell(joined, 3 + year).value - sheet.cell(left, 3 + year).value
        assert closing - opening == pytest.approx(flow)


def test_english_says_everything_in_english(projection: Projection):
    made = opened(workbook_bytes(projection, code="en"))
    assert len(made.sheetnames) == len(SHEETS) + 1 and all(name.isascii() for name in made.sheetnames)
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for sheet in made:
        if sheet.title not in ("Parameters", "Notes", "Shares"):  # which quote the document
            written = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert [text for text in written if chinese.search(text)] == []
    heads = [cell.value for cell in made["Parameters"][5]]
    assert heads == ["Term", "Of", "From", "Value", "Unit", "As projected", "Grown to", "Range", "Evidence",
                     "Source and clause", "Words, reason and note"]  # fmt: skip


def test_what_is_to_be_known_of_values_set_by_hand_stands_on_the_summary(reserve: Policy):
    """The pack holds 0 to 400 yuan a month for meals plausible."""
    typed = reserve.with_values({"pay.meals": 480})
    assert len(typed.notices) == 1 and "480" in typed.notices[0].zh
    run = project(typed, load_staff(reserve), years=1, replications=1, seed=1)
    made = opened(workbook_bytes(run))["摘要"]
    told = [str(cell.value) for cell in made["A"]]
    assert any(typed.notices[0].zh in text for text in told)


def test_the_notes_say_how_to_make_it_again(values: Workbook, projection: Projection):
    said = {row[0].value: row[1].value for row in values["说明"].iter_rows(max_col=2) if row[0].value}
    assert said["政策校验码"] == projection.policy.digest
    assert said["期初人员校验码"] == projection.provenance["staff_digest"]
    assert (said["随机种子"], said["模拟次数"]) == ("5", str(REPLICATIONS))
    assert said["重新生成的命令"] == "simlib workbook somewhere --seed 5"
    assumed = [
        one for one in projection.policy.provisions.values() if one.at(projection.policy.opening).evidence == "assumed"
    ]
    listed = {row[0].value for row in values["说明"].iter_rows(max_col=1)}
    assert {one.term.label.zh for one in assumed} <= listed


def test_every_formula_has_a_value_beside_it(book: Workbook, values: Workbook):
    empty = [cell for cell in formulas(book) if values[cell.parent.title][cell.coordinate].value is None]
    assert {str(cell.value)[:4] for cell in empty} <= {"=IF("}  # the notes that appear after a change
