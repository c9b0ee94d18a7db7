"""Every notebook runs from top to bottom without a warning, and shows what it promises."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
SHOWS = {
    "01_start_here": (
        "每三年调整1级",
        "两年一级使十年人员经费增加",
        "'opening + joined − left = closing': True",
        "'lines add to the total': True",
        "'no change, no difference': True",
    ),
}


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def shown(output) -> str:
    data = output.get("data", {})
    return data.get("text/markdown") or data.get("text/plain") or output.get("text", "")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_promises(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(FOLDER)}}).execute()
    assert [o["text"] for o in outputs(notebook) if o.get("name") == "stderr"] == []
    text = "\n".join(map(shown, outputs(notebook)))
    for promise in SHOWS[path.stem]:
        assert promise in text
