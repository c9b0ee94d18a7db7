"""The page of packs says what the check finds in the real policies, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simlib.policy import dead_ends, find_packs, load_policy
from simlib.policy.clauses import FILE, load_clauses
from simlib.rules.findings import findings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/packs/README.md").read_text("utf-8")
CITIES = {folder.name: folder for folder in find_packs(ROOT / "scenarios/cities")}


def told_of(pack: str) -> str:
    """What the page says of a pack, from its bullet to the next."""
    found = re.search(rf"^- \*\*{pack}\*\*：(.+?)(?=^- |^## )", PAGE, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.parametrize("pack", CITIES)
def test_the_page_tells_what_is_found_in_each_pack(pack: str):
    policy = load_policy(CITIES[pack])
    assert dead_ends(policy) == ()  # 没有一条路是完全堵死的
    said = [problem["zh"] for problem in findings(policy)]
    for text in said:
        heart = text.split("提示：")[1].split("。")[0].split("：")[0]  # without the place, the reason and the way out
        assert heart in told_of(pack), heart
    assert bool(told_of(pack)) == bool(said)


def test_every_pack_has_its_row_with_the_length_of_its_register():
    for pack, folder in CITIES.items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| [{pack}]("))
        assert (ROOT / f"docs/reference/packs/{pack}.md").is_file()
        if (folder / FILE).is_file() and (counted := re.search(r"(\d+)条 \|$", row)):
            assert int(counted.group(1)) == len(load_clauses(folder).clauses), pack
