"""The workbook as a file: on paper, its bytes, its fonts, and where it may be written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from simlib import load_policy, load_staff, project
from simlib.analysis.outcomes import costed
from simlib.cli import main
from simlib.futures import project_futures, usual_futures
from simlib.projection import Projection
from simlib.report.whole_folder import FolderRefused
from simlib.workbook.writing import workbook_bytes, write_workbook
from tests.report.workbooks import CITY


def test_every_sheet_is_ready_to_print(book: Workbook, projection: Projection):
    for sheet in book:
        if sheet.sheet_state != "visible":
            continue
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows and sheet.freeze_panes
        assert sheet.print_area or f"政策校验码 {projection.policy.digest[:16]}" in literals(sheet[1])
        assert "宁国" in sheet.oddHeader.left.text
        assert "种子5" in sheet.oddFooter.left.text and "simlib" in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.center.text or "&[Page]" in sheet.oddFooter.center.text


def literals(row: Iterable[Cell]) -> str:
    """What the formulas of a row have between quotation marks."""
    return "".join(part for cell in row for part in re.findall('"([^"]*)"', str(cell.value)))


def test_what_is_calculated_on_is_not_printed(book: Workbook):
    """Prices, person-months and their like print a cell that is empty, which makes no page."""
    off = {sheet.title for sheet in book if sheet.print_area}
    assert off == {"各期数值", "报酬标准", "人月", "缴费基数", "分期支出", "核对"}
    for sheet in (book[name] for name in off):
        last, cell = sheet.max_column, sheet.print_area.rpartition("!")[2].replace("$", "").partition(":")[0]
        assert sheet[cell].value is None and sheet[cell].column > last


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


@pytest.mark.parametrize("out", ["x.xls", "x", "nowhere/x.xlsx", "folder.xlsx"])
def test_what_cannot_be_written_is_refused_before_anything_runs(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "folder.xlsx").mkdir()
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr("simlib.commands.projections.project", lambda *_, **__: pytest.fail("it ran"))
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
    made = workbook_bytes(after, before=before, command=" ".join(again))
    assert out.read_bytes() == made
