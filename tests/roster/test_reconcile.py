"""A roster's pay against the model's: each reason planted on rows that are known, sums worked out from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from simlib import load_staff
from simlib.analysis.reconcile import AGREED, OF_GRADE, OF_ITEM, UNEXPLAINED, UNSAID, Reconciled, reconcile
from simlib.policy import Policy
from simlib.report.tables.reconciled import write_reconciled
from simlib.report.whole_folder import FolderRefused
from simlib.staff.opening import Staff
from simlib.staff.roster.executed import read_executed
from simlib.staff.roster.files import RosterRefused
from tests.cli.toy import build_world


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return build_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def found(town: Policy) -> Reconciled:
    """The first person is paid as a grade higher, six get 123 yuan more, one 77.77 less, of one nothing is said."""
    staff = load_staff(town)
    model = reconcile(town, staff, np.full(len(staff), -1)).model
    pay = model.copy()
    pay[1:7] += 12_300
    pay[7] -= 7_777
    pay[8] = -1
    lowest = int(np.asarray(town.value("grades.band", staff.month))[staff.records["post"][0]][0])
    pay[0] = reconcile(town, graded(staff, lowest + 1), pay).model[0]
    return reconcile(town, graded(staff, lowest), pay)


def graded(staff: Staff, grade: int) -> Staff:
    """The staff with the first person in a grade."""
    people = staff.records.copy()
    people["grade"][0] = grade
    return replace(staff, records=people)


def test_each_row_has_its_reason(found: Reconciled):
    assert found.reason[:9].tolist() == [OF_GRADE, *[OF_ITEM] * 6, UNEXPLAINED, UNSAID]
    assert (found.reason[9:] == AGREED).all() and len(found.reason) > 20
    assert found.grade[0] == found.grade.max() and (found.grade[1:] == 0).all()


def test_the_gap_is_their_sum_and_two_ways_close_it(found: Reconciled):
    own = int(found.present[0] - found.model[0])
    assert own > 0 and found.gap == own + 6 * 12_300 - 7_777
    assert found.item == round(found.gap / (len(found.reason) - 1))
    said = found.model[found.said].sum()
    assert said * found.scale == pytest.approx(said + found.gap)


def test_a_year_is_twelve_months_of_what_is_paid_monthly(found: Reconciled):
    assert found.by_line["basic_pay"] % 12 == 0 and found.by_line["pension"] > 0
    paid = sum(fen for line, fen in found.by_line.items() if line in ("basic_pay", "performance_pay"))
    assert 0 < paid <= 12 * found.model.sum()


def test_the_sheet_has_a_line_for_each_row_of_the_file(found: Reconciled, tmp_path: Path):
    rows = [(1, at + 3) for at in range(len(found.reason))]
    write_reconciled(found, rows, tmp_path / "x.xlsx", "en")
    lines = [*load_workbook(tmp_path / "x.xlsx").active.iter_rows(values_only=True)]
    assert len(lines) == len(rows) + 1 and lines[1][:2] == (1, 3)
    assert lines[1][5:] == ("Another grade", found.grade[0]) and lines[2][4] == 123
    with pytest.raises(FolderRefused):
        write_reconciled(found, rows, tmp_path / "no/x.xlsx", "en")


def test_what_was_spent_is_read_by_line(town: Policy, tmp_path: Path):
    """500.5 and 1 make 501.5 times 10,000 yuan: 501,500,000 fen."""
    label = town.lines["basic_pay"].label.zh
    file = tmp_path / "x.csv"
    file.write_text(f"项目,执行数（万元）\n{label},500.5\nbasic_pay,1\n别的,3\n合计,504.5\n", "utf-8")
    read = read_executed(town, file)
    assert read.fen == {"basic_pay": 501_500_000} and read.unknown == (4, 5)
    file.write_text("别的,3\n", "utf-8")
    with pytest.raises(RosterRefused, match="no budget line that is known"):
        read_executed(town, file)
