"""Every number of a staff file is read strictly: what is out of range is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.luck import MOST_SEED
from simlib.policy import PolicyError
from simlib.staff.margins import load_margins
from tests.cli.toy import STAFF
from tests.policy.made_up import load

SEED, MONTH = "seed: 7", "roster_month: 2026-12"
BAD = [
    (SEED, f"seed: {MOST_SEED + 1}", 2, f"seed is {MOST_SEED + 1}, outside 0 to {MOST_SEED}"),
    (SEED, f"seed: {'9' * 5000}", 2, f"seed is {'9' * 80}…, outside 0 to {MOST_SEED}"),
    (SEED, "seed: -1", 2, "seed is missing or not readable"),
    (SEED, "seed: 7.5", 2, "seed is missing or not readable"),
    (SEED, "seed: \u0667", 2, "seed is missing or not readable"),  # a digit, in Arabic
    (SEED, "seed: [7]", 2, "seed is missing or not readable"),
    (MONTH, "roster_month: 9999-12", 3, "roster_month is 9999-12, outside 1990-01 to 2100-12"),
    (MONTH, "roster_month: 0026-12", 3, "roster_month is 0026-12, outside 1990-01 to 2100-12"),
    (MONTH, "roster_month: [2026-12]", 3, "roster_month is missing or not readable"),
    ("format: 1", "format: 2", 1, "format is 2; this program reads 1"),
    ("{value: 0.9,", "{value: .inf,", 5, "in_post_share is a number, not .inf"),
    ("{value: 0.9,", "{value: 1e300,", 5, "in_post_share is 1e300, outside 0 to 1"),
]


@pytest.mark.parametrize(("old", "new", "line", "said"), BAD, ids=[f"{new[:30]}" for _, new, _, _ in BAD])
def test_a_number_that_nothing_can_be_drawn_from(tmp_path: Path, old: str, new: str, line: int, said: str):
    law = load(tmp_path)
    file = tmp_path / "staff.yaml"
    assert STAFF.count(old) == 1
    file.write_text(STAFF.replace(old, new), "utf-8")
    with pytest.raises(PolicyError) as error:
        load_margins(law, file)
    (problem,) = error.value.problems
    assert (problem.what["en"], problem.line) == (said, line)


def test_the_largest_seed_is_one(tmp_path: Path):
    file = tmp_path / "staff.yaml"
    file.write_text(STAFF.replace(SEED, f"seed: {MOST_SEED}"), "utf-8")
    assert load_margins(load(tmp_path), file).seed == MOST_SEED
