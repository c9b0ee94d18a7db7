"""What can be taken away from the policy lab gives exactly this again."""

from __future__ import annotations

import csv
import io
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from dashboards.policy_lab import PolicyLab
from simlib.months import month_number
from simlib.policy import load_proposal
from simlib.report.proposal_sharing import Rerun, proposal_yaml, python_snippet, safe_cell, shell_command
from tests.dashboards.browser import ROOT
from tests.dashboards.policy_lab.opened import (
    BASE,
    GRADE,
    LAW,
    TRUST,
    computed,
    control,
)


def test_the_proposal_file_is_the_same_policy_again(lab: PolicyLab, tmp_path: Path) -> None:
    control(lab, GRADE).value = 2
    control(lab, "promotion.scope").value = "district"
    control(lab, "retirement.women_55_share", 3).value = 65
    control(lab, BASE).value = 5150
    lab.choices.name.value = "=试: '一'"
    lab.choices.start.value = month_number(2027, 7)
    file = tmp_path / "proposal.yaml"
    file.write_bytes(lab.proposal_file())
    proposal = load_proposal(file)
    assert lab.answer is not None and len(lab.answer.request.values) == 4
    assert LAW.with_proposal(proposal).digest == lab.answer.policy.digest != LAW.digest
    assert proposal.label.zh == "=试: '一'"


def test_the_table_holds_the_headline(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    rows = list(csv.reader(io.StringIO(lab.table_file().decode("utf-8-sig"))))
    cost_row = next(row for row in rows if row[0] == "两年人员经费")
    found = computed({GRADE: 2}).headline["cost"]
    assert [float(cell) for cell in cost_row[2:5]] == pytest.approx([found.before, found.after, found.mean], abs=1e-3)
    assert lab.answer is not None
    assert cost_row[-1] == "40" and rows.index([]) == 1 + len(lab.answer.comparison.headline)
    foot = {row[0]: row[1:] for row in rows[rows.index([]) + 1 :]}
    assert foot["测算的政策"][-1] == lab.answer.policy.digest and foot["随机种子"] == ["2027"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", " =1", "\t=1"])
def test_no_text_in_a_table_is_a_formula(text: str) -> None:
    assert safe_cell(text) == "'" + text


def test_numbers_and_plain_text_stay_as_they_are() -> None:
    assert [safe_cell(cell) for cell in (-1.5, "十年", "", float("nan"))] == [-1.5, "十年", "", ""]


def test_the_python_lines_give_exactly_this(lab: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    control(lab, GRADE).value = 2
    lab.choices.start.value = month_number(2028, 1)
    lab.tabs.widget.selected_index = TRUST
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(lab.tabs.parts[TRUST].again.python.value, {})  # type: ignore[union-attr]
    assert printed.getvalue().strip() == lab.answer.comparison.table.to_string().strip()  # type: ignore[union-attr]


@pytest.mark.parametrize(("futures", "option"), [("usual", ""), ("assumed", "assumed"), ("none", "none")])
def test_what_is_taken_away_says_which_futures(lab: PolicyLab, futures: str, option: str) -> None:
    lab.choices.futures.value = futures
    assert lab.answer is not None
    python, shell = python_snippet(lab.answer.rerun, LAW), shell_command(lab.answer.rerun, LAW)
    assert ("project_futures" in python) == (futures != "none") == (f"{futures}_futures(law)" in python)
    assert shlex.split(shell)[-2:] == (["--futures", option] if option else ["--seed", "2027"])


def test_a_spread_is_taken_away_as_it_was_typed(lab: PolicyLab, tmp_path: Path) -> None:
    spread = "4500<4800<5200"
    values, start = {BASE: spread, "promotion.scope": "district"}, LAW.opening or 0
    rerun = Rerun("baohe", values, start, 2, 40, 2027)
    assert f"{BASE}={spread}" in shlex.split(shell_command(rerun, LAW)) and spread in python_snippet(rerun, LAW)
    file = tmp_path / "proposal.yaml"
    file.write_text(proposal_yaml(LAW, values, start, {"zh": "甲", "en": "A"}), "utf-8")
    assert f"--set {BASE}={spread}" in file.read_text("utf-8")
    assert LAW.with_proposal(load_proposal(file)).value(BASE, start) == 480_000  # its middle


def test_the_shell_command_runs_the_same_policy(
    lab: PolicyLab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from simlib.cli import main

    control(lab, "retirement.women_55_share", 3).value = 65
    lab.choices.start.value = month_number(2028, 1)
    lab.tabs.widget.selected_index = TRUST
    program, *words = shlex.split(lab.tabs.parts[TRUST].again.shell.value)  # type: ignore[union-attr]
    monkeypatch.chdir(ROOT)
    assert program == "simlib" and main([*words, "--out", str(tmp_path / "out")]) == 0
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "out").glob("*.json"))
    assert lab.answer is not None and lab.answer.policy.digest in written
