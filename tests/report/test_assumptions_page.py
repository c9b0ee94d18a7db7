"""The page of assumptions was made from the packs as they are; what it says of evidence is counted anew."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.assumptions_page import TOP, counts, packs

PAGE = (Path(__file__).parents[2] / "docs/reference/assumptions.md").read_text("utf-8")


def test_the_page_is_of_the_packs_as_they_are():
    """If not, run `python scripts/assumptions_page.py > docs/reference/assumptions.md`."""
    assert counts(packs()) in PAGE


def test_every_pack_has_its_farthest_reaching_assumptions():
    for section in PAGE.split("\n## ")[1:]:
        assert len(re.findall(r"^\| [^|\s-]", section, re.MULTILINE)) == TOP + 1  # and the heads
    assert [policy.name for policy in packs()] == re.findall(r"^## .*`(\w+)`$", PAGE, re.MULTILINE)
