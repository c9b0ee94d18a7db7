"""The reference page of terms is that of the code."""

from __future__ import annotations

from pathlib import Path

from simlib.policy import TERMS
from simlib.policy.reference import reference

PAGE = Path(__file__).parents[2] / "docs/reference/terms.md"


def test_the_page_is_current():
    """If not, run `simlib terms > docs/reference/terms.md`."""
    assert PAGE.read_text("utf-8") == reference()


def test_every_term_has_one_row():
    rows = [line.split("`")[1] for line in reference().splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(TERMS)
