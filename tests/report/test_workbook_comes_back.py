"""A workbook that somebody changed says what: yellow cells by term, date and member, and the rows of all else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from simlib.policy import Policy, PolicyError
from simlib.questionnaire.changed_cells import changed_values
from tests.report.office import recalculated
from tests.report.workbooks import TERM, VALUE, opened, row_of


@pytest.fixture
def changed(content: bytes, tmp_path: Path) -> Callable[[Callable[[Workbook], object]], Path]:
    """Make the file that somebody hands back."""

    def change(edit: Callable[[Workbook], object]) -> Path:
        book = opened(content)
        edit(book)
        book.save(tmp_path / "back.xlsx")
        return tmp_path / "back.xlsx"

    return change


def dates(law: Policy, name: str) -> list[int]:
    return [dated.month for dated in law.provisions[name].values]


def test_nothing_was_changed(changed, reserve: Policy):
    assert changed_values(changed(lambda book: None), reserve) == ({}, ())


def test_a_yellow_cell_is_a_value_from_its_date_on(changed, reserve: Policy):
    def edit(book: Workbook) -> None:
        sheet = book["参数"]
        sheet[f"{VALUE}{row_of(sheet, TERM, '绩效报酬占比')}"].value = 0.3
        share = book["分担比例"]
        share["C6"].value, share["D6"].value = 0.25, 0.75

    values, touched = changed_values(changed(edit), reserve)
    assert touched == ()
    found = {name: month for month, one in values.items() for name in one}
    in_force = {
        name: reserve.provisions[name].at(reserve.opening or 0) for name in ("pay.performance_share", "funding.share")
    }
    assert found == {name: dated.month for name, dated in in_force.items()}  # earlier values are not on the sheets
    reform = reserve
    for month, one in sorted(values.items()):
        reform = reform.with_values(one, month)
    opening = reserve.opening or 0
    assert reform.value("pay.performance_share", opening) == 0.3
    before, after = reserve.value("funding.share", opening), reform.value("funding.share", opening)
    assert after[0].tolist() == [0, 0.25, 0.75, 0] and (after[1:] == before[1:]).all()
    assert reform.provisions.keys() == reserve.provisions.keys()


def test_the_other_members_of_a_value_stay(changed, reserve: Policy):
    name, label = "pay.post_sum", "岗位工资（补贴）"

    def edit(book: Workbook) -> None:
        sheet = book["参数"]
        sheet[f"{VALUE}{row_of(sheet, TERM, label) + 1}"].value = 777

    values, _ = changed_values(changed(edit), reserve)
    ((month, one),) = values.items()
    reform = reserve.with_values(one, month)
    was, now = (policy.value(name, month).tolist() for policy in (reserve, reform))
    assert now == [was[0], 77700, *was[2:]] and was[1] != 77700


def test_what_else_was_touched_is_named_and_left_out(changed, reserve: Policy):
    def edit(book: Workbook) -> None:
        book["预算科目"]["D8"].value = 99
        book["说明"]["A1"].value = "改过"
        book.create_sheet("草稿")

    values, touched = changed_values(changed(edit), reserve)
    assert values == {} and touched == ("草稿", "预算科目!8", "说明!1")


def test_a_yellow_cell_without_a_value_and_another_policy_are_refused(changed, reserve: Policy):
    def empty(book: Workbook) -> None:
        sheet = book["参数"]
        sheet[f"{VALUE}{row_of(sheet, TERM, '绩效报酬占比')}"].value = None

    with pytest.raises(PolicyError, match=r"参数!D\d+ 没有数值"):
        changed_values(changed(empty), reserve)
    other = reserve.with_values({"pay.performance_share": 0.4})
    with pytest.raises(PolicyError, match="是按校验码为"):
        changed_values(changed(lambda book: None), other)


@pytest.mark.office
def test_a_workbook_that_libreoffice_saved_was_not_touched(content: bytes, reserve: Policy, tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(content)
    saved = recalculated(tmp_path / "x.xlsx", tmp_path)
    assert openpyxl.load_workbook(saved).sheetnames
    assert changed_values(saved, reserve) == ({}, ())
