"""The page of trust is made from its source, and what it points at is there."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from simlib.commands.table import SIMLIB
from simlib.report.trust import Question, page, trust

COMMANDS = dict(SIMLIB.all())
ROOT = Path(__file__).parents[2]
QUESTIONS = pytest.mark.parametrize("question", trust().questions, ids=lambda one: one.ask.en)


def test_the_page_is_current():
    """If not, run `simlib trust > docs/verification/README.md`."""
    assert (ROOT / "docs/verification/README.md").read_text("utf-8") == page()


@QUESTIONS
def test_every_answer_is_held_by_tests_that_there_are(question: Question):
    assert question.held_by
    for test in question.held_by:
        path = ROOT / test
        assert path.is_file() or any(path.glob("test_*.py")), test


@QUESTIONS
def test_its_command_and_its_page_are_there(question: Question):
    if question.see:
        program, command, *words = shlex.split(question.see)
        assert program == "simlib" and command in COMMANDS
        known = {argument.name for argument in COMMANDS[command].arguments}
        assert {word for word in words if word.startswith("--")} <= known
    assert not question.page or (ROOT / "docs" / question.page).is_file()


def test_the_checklist_has_every_item_once():
    """Monks et al. 2019: objectives, logic (with five components), data, experiments, the program, access to it."""
    logic = ["2.1", "2.2", "2.3", "2.4", *(f"2.5.{part}" for part in range(1, 6))]
    others = [
        f"{part}.{item}" for part, items in ((1, 3), (3, 4), (4, 3), (5, 4), (6, 1)) for item in range(1, items + 1)
    ]
    assert [one.item for one in trust().checklist] == sorted([*logic, *others])
