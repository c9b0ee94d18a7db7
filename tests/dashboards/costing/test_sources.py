"""Proposals side by side, where every figure comes from, and what is taken away."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboards.costing import Costing
from dashboards.costing.answers import Costings
from dashboards.costing.sources_tab import pay_terms
from simlib import compare
from simlib.futures import project_futures, usual_futures
from simlib.policy import load_proposal
from tests.dashboards.browser import ROOT
from tests.dashboards.costing.opened import (
    ANSWERS,
    BASE,
    BESIDE_TAB,
    FUND,
    LAW,
    SOURCES_TAB,
    STAFF,
    TWO_YEARS,
    opened,
    projected,
    put,
    rows,
)


def test_all_proposals_of_the_pack_stand_beside_each_other(page: Costing) -> None:
    put(page, BASE, 5150)
    page.tabs.widget.selected_index = BESIDE_TAB
    table = rows(page)
    proposals = ANSWERS.proposals(LAW)
    assert len(proposals) > 1
    for file, proposal in proposals.items():
        found = compare(projected(), projected(LAW.with_proposal(file))).headline["cost"]
        assert [float(cell) for cell in table[proposal.label.zh][1:3]] == pytest.approx([found.after, found.mean])
        assert [float(cell) for cell in table[proposal.label.zh][5:7]] == pytest.approx(list(found.luck))
    numbers = {"years": 2, "replications": 40, "seed": 2027}
    two_years, futures = LAW.with_proposal(TWO_YEARS), usual_futures(LAW)
    runs = [project_futures(one, STAFF, futures, **numbers) for one in (LAW, two_years)]
    wide = compare(projected(), projected(two_years), (runs[0], runs[1])).headline["cost"].wide
    assert [float(cell) for cell in table[load_proposal(TWO_YEARS).label.zh][3:5]] == pytest.approx(list(wide))
    shown = page.tabs.parts[BESIDE_TAB].words.value  # type: ignore[attr-defined]
    assert "±" not in re.sub("<[^>]*>", "", shown) and "含假定的范围" in shown
    assert "<td>不变</td>" in shown and "0.0 至" not in shown  # staff, of a change of pay
    assert page.answer is not None and not page.answer.simulated  # the lever's answer was not disturbed
    assert float(table["当前设定"][2]) == pytest.approx(page.answer.comparison.headline["cost"].mean)


def test_a_proposal_for_other_values_is_named_not_costed(tmp_path: Path) -> None:
    text = TWO_YEARS.read_text("utf-8").replace(LAW.digest[:16], "0" * 16)
    (tmp_path / "old.yaml").write_text(text.replace("{2020-08: 3}", "{2020-08: 4}"), "utf-8")
    page = opened()
    page.answers = Costings(folder=tmp_path, _packs=ANSWERS._packs, rest=0)
    page.tabs.widget.selected_index = BESIDE_TAB
    assert page.runner.error.value == ""
    told = "progression.years_per_grade 在方案 two_year_grades 写成时是 4 (2020-08)"
    assert told in page.tabs.parts[BESIDE_TAB].words.value  # type: ignore[attr-defined]


def test_every_pay_provision_has_its_evidence(page: Costing) -> None:
    page.tabs.widget.selected_index = SOURCES_TAB
    assert page.answer is not None
    names = [term.name for term in pay_terms(page.answer)]
    assert BASE in names and FUND in names and "funding.share" in names
    assert "pay.post_sum" not in names  # read by the other rule of pay only
    table = rows(page)
    assert table["单位住房公积金比例"][1:3] == ["8%", "假定"] and table["工会经费比例"][1:3] == ["2%", "文件公布"]
    assert table["测算校验码"][1] == LAW.digest[:16] and table["随机种子"][1] == "2027"


def test_the_workbook_holds_the_answer_in_view(page: Costing) -> None:
    page.choices.proposal.value = TWO_YEARS
    put(page, BASE, 5150)
    book = load_workbook(io.BytesIO(page.workbook_file()), data_only=True)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert page.answer is not None
    words = shlex.split(next(text for text in cells if text.startswith("simlib workbook")))
    assert words[2:5] == ["baohe", "--proposal", "two_year_grades"] and "pay.base=5150" in words
    assert words[-2:] == ["--out", "baohe.xlsx"]
    assert any(page.answer.policy.digest[:16] in text for text in cells)
    total = float(page.answer.after.budget.total.values[:, 0].mean())
    assert any(is_close(text, total) or is_close(text, total / 1e4) for text in cells)


def is_close(text: str, number: float) -> bool:
    """Whether a cell is a number."""
    try:
        return abs(float(text) - number) <= 1e-4 * abs(number)
    except ValueError:
        return False


def test_the_commands_run_the_same_policy(page: Costing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from simlib.cli import main

    page.choices.proposal.value = TWO_YEARS
    put(page, BASE, 5150)
    page.tabs.widget.selected_index = SOURCES_TAB
    part: Any = page.tabs.parts[SOURCES_TAB]
    program, *words = shlex.split(part.again.shell.value)
    monkeypatch.chdir(ROOT)
    assert program == "simlib" and main([*words, "--out", str(tmp_path / "out")]) == 0
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "out").glob("*.json"))
    assert page.answer is not None and page.answer.policy.digest in written
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(part.again.python.value, {})
    assert printed.getvalue().strip() == page.answer.comparison.table.to_string().strip()
