"""Every notebook runs from top to bottom without a warning, and shows what it promises."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
SHOWS = {  # by notebook: how many charts, and what its output says (a chart says its title)
    "01_start_here": (3, ("每三年调整1级", "平均等级由 5.43 级变为", "晋级增资 +")),
    "02_cost_of_a_faster_pace": (3, ("十年人员经费", "方案较现行 +", "晋级增资 +", "人员更替 −")),
    "03_women_at_55": (3, ("较现行：退出 −", "退休 −", "在岗人数增减 +")),
    "04_our_scale_against_a_neighbour": (3, ("assumed", "考核与津贴 −", "调资 −", "增加 0 人")),
    "06_your_own_roster": (2, ("roster of 2026-12, 193 people", "十年人员经费")),
    "05_how_we_know_it_is_right": (1, ("True", "(True, ", "[0.0]", "超出允许范围的有0个")),
}


def test_every_notebook_promises_something():
    assert sorted(SHOWS) == sorted(path.stem for path in FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("name", SHOWS)
def test_a_notebook_runs_and_shows_what_it_promises(name: str):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []
    shown = [output.get("data", {}) for output in outputs]
    charts, promises = SHOWS[name]
    assert sum("image/png" in data for data in shown) == charts
    text = "\n".join(data.get("text/plain", "") for data in shown)
    assert [promise for promise in promises if promise not in text] == []
