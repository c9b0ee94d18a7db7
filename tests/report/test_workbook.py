"""The workbook without an office suite: what it holds, how it looks on paper, and what it refuses."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib import cost, load_policy, load_staff, project
from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import compare
from simlib.analysis.explain import explain
from simlib.analysis.outcomes import OUTCOMES, costed
from simlib.analysis.typical import load_careers, side_by_side
from simlib.cli import main
from simlib.futures import Futures, project_futures, usual_futures
from simlib.months import year_of
from simlib.policy import Policy, PolicyError
from simlib.policy.items import ITEMS
from simlib.projection import Projection
from simlib.report.folder import FolderRefused
from simlib.report.width_words import luck_words
from simlib.report.words import money
from simlib.report.workbook import workbook_bytes, write_workbook
from simlib.text import Text
from tests.report.workbooks import WAN, expected, formulas, payers, row_of

CITY = Path(__file__).resolve().parents[2] / "scenarios/cities/ningguo"
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
YEARS, REPLICATIONS = 4, 30


@pytest.fixture(scope="module")
def reserve() -> Policy:
    return load_policy(CITY)


@pytest.fixture(scope="module")
def projection(reserve: Policy) -> Projection:
    return project(reserve, load_staff(reserve), years=YEARS, replications=REPLICATIONS, seed=5)


@pytest.fixture(scope="module")
def content(projection: Projection) -> bytes:
    return workbook_bytes(projection, command="simlib workbook somewhere --seed 5")


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return opened(content)


@pytest.fixture(scope="module")
def values(content: bytes) -> Workbook:
    """The values that stand beside the formulas in the file: what is shown before anything is calculated."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_sheets_come_in_reading_order(book: Workbook):
    assert book.sheetnames == SHEETS


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
    law = pack.with_proposal(CITY.parents[1] / "proposals/growth_chain_steeper_scale.yaml")
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


def test_every_sheet_is_ready_to_print(book: Workbook, projection: Projection):
    for sheet in book:
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows and sheet.freeze_panes
        assert projection.policy.digest[:16] in sheet.oddHeader.right.text
        assert "宁国" in sheet.oddHeader.left.text
        assert "种子5" in sheet.oddFooter.left.text and "simlib" in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.center.text or "&[Page]" in sheet.oddFooter.center.text


def test_fonts_are_those_of_readers_machines(content: bytes):
    styles = zipfile.ZipFile(io.BytesIO(content)).read("xl/styles.xml").decode()
    used = set(re.findall(r'<font>.*?<name val="([^"]+)"', styles))
    assert {"微软雅黑", "宋体"} <= used <= {"微软雅黑", "宋体", "Calibri"}  # Calibri: the format's own default


def test_no_macro_and_nothing_outside_the_file(content: bytes):
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert [name for name in names if "vba" in name.lower() or "externalLink" in name] == []
    relations = b"".join(zipfile.ZipFile(io.BytesIO(content)).read(name) for name in names if name.endswith(".rels"))
    assert b'TargetMode="External"' not in relations


def test_the_same_inputs_make_the_same_bytes(content: bytes, projection: Projection):
    assert workbook_bytes(projection, command="simlib workbook somewhere --seed 5") == content


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_stays_a_text(reserve: Policy, text: str):
    posts = tuple(replace(post, label=Text(text, text)) for post in reserve.posts)
    sly = replace(reserve, label=Text(text, text), posts=posts)
    made = opened(workbook_bytes(project(sly, load_staff(reserve), years=1, replications=1, seed=1), sets=[text]))
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
    assert len(made.sheetnames) == len(SHEETS) and all(name.isascii() for name in made.sheetnames)
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for sheet in made:
        if sheet.title not in ("Parameters", "Notes", "Shares"):  # which quote the document
            written = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert [text for text in written if chinese.search(text)] == []
    heads = [cell.value for cell in made["Parameters"][5]]
    assert heads == ["Term", "Of", "From", "Value", "Unit", "As projected", "Grown to", "Range", "Evidence",
                     "Source and clause", "Words, reason and note"]  # fmt: skip


def test_a_proposal_is_set_beside_the_policy_in_force(reserve: Policy, projection: Projection):
    reform = reserve.with_values({"recruitment.fill_share": 0.5, "pay.meals": 300})
    after = project(reform, load_staff(reserve), years=YEARS, replications=REPLICATIONS, seed=5)
    made = openpyxl.load_workbook(io.BytesIO(workbook_bytes(after, before=projection)), data_only=True)["摘要"]
    compared = compare(projection, after)
    for place, (year, found) in enumerate(compared.by_year("cost").items()):
        row = [cell.value for cell in made[10 + place]]
        assert row[0] == year
        assert row[5:9] == pytest.approx([number / WAN for number in (found.before, found.mean, *found.luck)])
    found = compared.headline["cost"]
    words = f"较现行政策减少 {money(-found.mean, 'zh')}（{luck_words(OUTCOMES['cost'], found, 'zh')}）"
    assert words in made["A3"].value


def test_what_is_to_be_known_of_values_set_by_hand_stands_on_the_summary(reserve: Policy):
    """The pack holds 0 to 400 yuan a month for meals plausible."""
    typed = reserve.with_values({"pay.meals": 480})
    assert len(typed.notices) == 1 and "480" in typed.notices[0].zh
    run = project(typed, load_staff(reserve), years=1, replications=1, seed=1)
    made = opened(workbook_bytes(run))["摘要"]
    told = [str(cell.value) for cell in made["A"]]
    assert any(typed.notices[0].zh in text for text in told)


def test_without_a_proposal_nothing_is_compared(values: Workbook):
    assert "差额" not in {cell.value for row in values["摘要"].iter_rows() for cell in row}


def test_the_causes_of_each_years_change_are_those_of_explain(values: Workbook, book: Workbook, projection: Projection):
    sheet, found = values["增减原因"], explain(projection)
    for place, (cause, (zh, _)) in enumerate(CAUSES.items()):
        row = [cell.value for cell in sheet[6 + place]]
        means = found.yuan.sel(cause=cause).values.mean(axis=0)
        assert row[0] == zh and row[2 : 1 + YEARS] == pytest.approx(means / WAN)
    totals = cost(projection).total.values.mean(axis=0)
    change = [cell.value * WAN for cell in sheet[6 + len(CAUSES)][2 : 1 + YEARS]]
    assert change == pytest.approx(np.diff(totals), abs=0.005)
    assert book["增减原因"].cell(6 + len(CAUSES), 3).value.startswith("=SUM(")


def test_what_a_proposal_adds_is_explained_too(reserve: Policy, projection: Projection):
    after = project(
        reserve.with_values({"pay.meals": 300}), load_staff(reserve), years=YEARS, replications=REPLICATIONS, seed=5
    )
    content = workbook_bytes(after, before=projection)
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["增减原因"]
    top = row_of(sheet, "A", "增减合计", 1)
    differences = compare(projection, after).by_year("cost")
    change = [cell.value * WAN for cell in sheet[top][2 : 2 + YEARS]]
    assert change == pytest.approx([found.mean for found in differences.values()], abs=0.005)
    charts = [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "charts/chart" in name]
    assert len(charts) == 3  # the summary's, the years' and the proposal's


def test_one_year_has_no_causes(reserve: Policy):
    made = opened(workbook_bytes(project(reserve, load_staff(reserve), years=1, replications=1, seed=1)))
    assert "增减原因" not in made.sheetnames


def test_futures_are_refused(reserve: Policy):
    spread = Futures("f", Text("f", "f"), {})
    living = project_futures(reserve, load_staff(reserve), spread, years=1, replications=2, seed=1)
    with pytest.raises(PolicyError, match="futures of their own"):
        workbook_bytes(living)


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


@pytest.mark.parametrize("out", ["x.xls", "x", "nowhere/x.xlsx", "folder.xlsx"])
def test_what_cannot_be_written_is_refused_before_anything_runs(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "folder.xlsx").mkdir()
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr("simlib.commands.project.project", lambda *_, **__: pytest.fail("it ran"))
    assert main(["workbook", str(CITY), "--out", str(tmp_path / out)]) == 2
    told = capsys.readouterr().err
    assert "错误：" in told and "Error: " in told and "--out" in told
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_cannot_be_replaced_stays_and_no_draft_is_left(
    projection: Projection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    there = tmp_path / "x.xlsx"
    write_workbook(there, projection)
    before = there.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FolderRefused, match="cannot be written"):
        write_workbook(there, projection)
    assert [file.name for file in tmp_path.iterdir()] == ["x.xlsx"] and there.read_bytes() == before


@pytest.mark.parametrize(("meals", "futures"), [("150", []), ("150", ["--futures", "none"]), ("100..200", [])])
def test_the_command_line_writes_the_same_workbook(
    meals: str, futures: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Under the usual futures too, with what was typed as a range, unless it is told not to."""
    small, out = ["--years", "1", "--replications", "30", "--seed", "3"], tmp_path / "x.xlsx"
    words = ["workbook", str(CITY), "--set", f"pay.meals={meals}", *futures, *small, "--out"]
    assert main([*words, str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    law = load_policy(CITY)
    staff, numbers = load_staff(law), {"years": 1, "replications": 30, "seed": 3}
    reform = law.with_values({"pay.meals": meals})
    spread = usual_futures(law).with_typed(reform.spreads, reform.terms)
    before, after = (
        costed(
            project(policy, staff, **numbers),
            None if futures else project_futures(policy, staff, spread, **numbers),
        )
        for policy in (law, reform)
    )
    again = ["simlib", *words, "x.xlsx"]
    made = workbook_bytes(after, before=before, command=" ".join(again), sets=[f"pay.meals={meals}"])
    assert out.read_bytes() == made


def test_every_formula_has_a_value_beside_it(book: Workbook, values: Workbook):
    empty = [cell for cell in formulas(book) if values[cell.parent.title][cell.coordinate].value is None]
    assert {str(cell.value)[:4] for cell in empty} <= {"=IF("}  # the notes that appear after a change
    assert len(empty) <= 2
