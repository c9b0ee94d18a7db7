"""The reference page of rules is that of the code."""

from __future__ import annotations

from pathlib import Path

from scripts.rules_page import DECISIONS, RULES, page

PAGE = Path(__file__).parents[2] / "docs/reference/rules.md"


def test_the_page_is_current():
    """If not, run `python scripts/rules_page.py > docs/reference/rules.md`."""
    assert PAGE.read_text("utf-8") == page()


def test_no_decision_is_left_out():
    folders = {path.name for path in RULES.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(DECISIONS)
