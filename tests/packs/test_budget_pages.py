"""Every pack's page shows its ten-year budget and why it changes, as the packs and the rules now give them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from scripts.pack_budgets import CHECKED, MARKED, PACKS, fingerprint, found, page_of
from simlib.report.words.width_names import WIDE


def section(pack: str) -> str:
    match = MARKED.search(page_of(pack).read_text("utf-8"))
    assert match, f"docs/reference/packs/{pack}.md has no budget"
    return match.group()


def tables(pack: str) -> Iterator[dict[str, list[float]]]:
    """The two tables of a page: the numbers of each row by its label, intervals and empty cells left out."""
    for part in section(pack).split("\n\n"):
        rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")][2:]
        if rows:
            yield {label: [_number(cell) for cell in cells if _plain(cell)] for label, *cells in rows}


def _plain(cell: str) -> bool:
    return bool(cell.strip(" |")) and "–" not in cell


def _number(cell: str) -> float:
    """A number as it is written; "<1" is what rounds to nothing."""
    return 0.0 if set("<>") & set(cell) else float(cell.replace(",", "").replace("−", "-").strip(" |"))


@pytest.mark.parametrize("pack", PACKS)
def test_the_page_is_as_the_pack_and_the_rules_now_are(pack: str):
    """The first replications to the fen: run `python scripts/pack_budgets.py` when this fails."""
    assert f"<!-- first {CHECKED} replications: {fingerprint(*found(pack, CHECKED))} -->" in section(pack)


@pytest.mark.parametrize("pack", PACKS)
def test_what_the_page_shows_adds_up(pack: str):
    """Lines to the total, causes to the change, and the change to the difference of the years: but for rounding."""
    budget, causes = tables(pack)
    step = 1.0 if all(cell == int(cell) for row in budget.values() for cell in row) else 0.1
    total, change = budget.pop("**合计 Total**"), causes.pop("**合计 Total**")
    low, high = (
        budget.pop(f"合计，{WIDE.zh}{zh} Total, {WIDE.en}: {en}") for zh, en in (("低", "low"), ("高", "high"))
    )
    for year, whole in enumerate(total):
        assert sum(row[year] for row in budget.values()) == pytest.approx(whole, abs=step / 2 * (len(budget) + 1))
    assert all(one < whole < other for one, whole, other in zip(low, total, high, strict=False))
    for year, whole in enumerate(change[:-1]):
        assert sum(row[year] for row in causes.values()) == pytest.approx(whole, abs=step / 2 * (len(causes) + 1))
    between = [*(later - earlier for earlier, later in pairwise(total[:10])), total[9] - total[0]]
    assert change[:-1] == pytest.approx(between, abs=1.5 * step)
