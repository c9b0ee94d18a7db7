"""`simlib compare PACK --against PACK`: two packs for one staff, in pairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simlib.cli import main
from tests.cli.toy import rows

SMALL = ["--years", "2", "--replications", "30"]
BEFORE, AFTER = "growth_chain_before", "growth_chain"


def test_two_packs_with_other_posts_and_grades_compare_in_total(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.chdir(tmp_path)
    assert main(["compare", BEFORE, "--against", AFTER, *SMALL, "--out", "out", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert "Before: Growth-chain district before the reform" in said.out
    assert "the mean grade does not compare" in said.err
    table = {(row["outcome"], row["year"]): row for row in rows(Path("out/comparison.csv"))}
    assert ("mean_grade", "all") not in table
    for side in ("before", "after"):
        yuan = sum(float(row["yuan"]) for row in rows(Path(f"out/{side}/budget.csv")))
        assert float(table["cost", "all"][side]) == pytest.approx(yuan / 30)
    manifest = json.loads(Path("out/manifest.json").read_text("utf-8"))
    assert manifest["command"].startswith(f"simlib compare {BEFORE} --against {AFTER} --years 2")
    assert manifest["before"]["people_digest"] == manifest["after"]["people_digest"]


def test_what_is_set_by_hand_is_laid_over_the_second_pack(capsys: pytest.CaptureFixture):
    words = ["compare", BEFORE, "--against", AFTER, "--years", "1", "--replications", "1", "--lang", "en"]
    assert main(words) == 0
    plain = capsys.readouterr().out
    assert main([*words, "--set", "pay.base=8000"]) == 0
    dearer = capsys.readouterr().out
    (one,), (other,) = (
        [line.split() for line in text.splitlines() if line.startswith("Cost  ")] for text in (plain, dearer)
    )
    assert one[:4] == other[:4] and len(one) == 8  # up to the cost before
    assert one[4:6] != other[4:6]


def test_packs_with_other_people_are_refused_before_anything_is_run(capsys: pytest.CaptureFixture):
    assert main(["compare", BEFORE, "--against", "baohe"]) == 2
    said = capsys.readouterr().err
    assert "baohe has other people at the opening" in said and "carried_from" in said
