"""A pack's own items in the workbook: live formulas that LibreOffice calculates as the library does, changed or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest

from simlib import cost, load_policy, load_staff, project
from simlib.workbook.writing import write_workbook
from tests.packs.own_items import build
from tests.report.workbooks import calculated, change, expected, formulas, payers, wrong

pytestmark = pytest.mark.office
YUAN = 0.5
TYPED = {("取暖费", ""): 345.6, ("交通补贴", "副主管"): 410, ("考核奖", "优秀"): 13_000}
FIRST, LATER = 2026 * 12, 2028 * 12 + 6  # what is typed over: the first value of all, of heating the last
SAID = {
    "items.transport": {"head": 500, "deputy": 410, "others": 0},
    "items.appraisal_award": {"excellent": 13_000, "satisfactory": 9_000, "others": 0},
}


def test_it_is_calculated_as_the_library_does_before_and_after_a_change(tmp_path: Path) -> None:
    law = load_policy(build(tmp_path / "pack"))
    run = project(law, load_staff(law), years=2, replications=2, seed=3)
    file, changed = tmp_path / "cost.xlsx", tmp_path / "changed.xlsx"
    write_workbook(file, run)
    book = openpyxl.load_workbook(file)
    assert any(str(cell.value).startswith("=取暖费") for cell in formulas(book))  # sums are read, not written
    change(book, TYPED)
    book.save(changed)
    typed = law.with_values({"items.heating": 345.6}, LATER).with_values(SAID, FIRST)
    written = openpyxl.load_workbook(file, data_only=True)  # with the values that the library wrote
    cases = ((written, law), (calculated(changed, tmp_path), typed))
    for values, policy in cases:
        budget = cost(run, policy)
        found, means = expected(values, law.lines), budget.yuan.mean("replication")
        for line in ("heating", "transport", "appraisal_award", "pension", "union_fund"):
            assert found[line] == pytest.approx(means.sel(line=line).values, abs=YUAN), line
        assert found["total"] == pytest.approx(budget.total.mean("replication").values, abs=YUAN)
        borne = budget.by_funder.mean("replication")
        assert all(np.allclose(payers(values)[one], borne.sel(funder=one), atol=YUAN) for one in ("county", "street"))
        assert wrong(values) == 0
