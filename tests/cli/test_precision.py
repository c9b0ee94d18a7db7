"""`--precision`: the number of replications is found, said, and makes the same results when written out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from simlib.cli import main
from tests.cli.toy import contents

SMALL = ["--years", "3", "--seed", "11", "--lang", "en"]
ALONE = ["--futures", "none"]
TOLD = re.compile(
    r"Precision: ([\d,]+) replications, simulation error of (cost|people in post) ±([\d,.]+) (yuan|people) "
    r"\(95 %; wanted ±([\d,.]+) (?:yuan|people)\)"
)
FUTURES = """\
format: 1
futures: hard
label: {zh: 艰难, en: Hard times}
terms:
  pay.base: {works: factor, range: [0.8, 1.2], reason: {zh: 假设, en: made up}}
"""
HARD = ["--futures", "futures.yaml"]
Said = pytest.CaptureFixture[str]


def told(capsys: Said, *words: str) -> tuple[int, str, float, float]:
    """Return what a command says of precision: replications, outcome, half-width reached and wanted."""
    assert main([*words, *SMALL, *([] if "--futures" in words else ALONE)]) == 0
    found = TOLD.search(capsys.readouterr().out)
    assert found is not None
    many, half, wanted = (float(found[group].replace(",", "")) for group in (1, 3, 5))
    return int(many), found[2], half, wanted


@pytest.mark.parametrize("command", [["run", "town"], ["compare", "town", "--set", "recruitment.fill_share=0.5"]])
@pytest.mark.parametrize(("width", "outcome"), [("0.5%", "cost"), ("1.5万元", "cost"), ("0.3人", "people in post"),
                                                ("0.3 people", "people in post")])  # fmt: skip
def test_the_interval_is_as_narrow_as_asked_for(
    world: Path, capsys: Said, command: list[str], width: str, outcome: str
):
    many, about, half, wanted = told(capsys, *command, "--precision", width)
    assert about == outcome and half <= wanted and 30 <= many < 2000
    if "%" not in width:
        assert wanted == {"1.5万元": 15_000, "0.3人": 0.3, "0.3 people": 0.3}[width]


def test_half_the_width_takes_more_replications(world: Path, capsys: Said):
    wide, narrow = (told(capsys, "run", "town", "--precision", width) for width in ("8万元", "1.5万元"))
    assert narrow[0] > wide[0] >= 30


def test_the_number_found_written_out_makes_the_same_results(world: Path, capsys: Said):
    compared = ["compare", "town", "--set", "recruitment.fill_share=0.5"]
    many, *_ = told(capsys, *compared, "--precision", "1.5万元", "--out", "found")
    assert main([*compared, *SMALL, *ALONE, "--replications", str(many), "--out", "written"]) == 0
    assert contents(Path("found")) == contents(Path("written"))
    command = json.loads(Path("found/manifest.json").read_text("utf-8"))["command"]
    assert f"--replications {many}" in command and "--precision" not in command


def test_what_the_most_replications_do_not_reach_is_said_with_how_many_it_takes(world: Path, capsys: Said):
    assert main(["run", "town", *SMALL, "--precision", "100元", "--replications", "40"]) == 0
    text = capsys.readouterr()
    assert "Precision: 40 replications" in text.out and "wanted ±100 yuan" in text.out
    needed = re.search(r"not reached; it takes about ([\d,]+) replications. Raise --replications", text.err)
    assert needed and int(needed[1].replace(",", "")) > 40


def test_without_it_nothing_is_said_of_it_and_there_are_two_hundred(world: Path, capsys: Said):
    assert main(["run", "town", *SMALL, *ALONE]) == 0
    text = capsys.readouterr().out
    assert "Precision" not in text and "Means of 200 replications" in text


def test_with_futures_the_precision_is_still_that_of_the_mean_without_them(world: Path, capsys: Said):
    (world / "futures.yaml").write_text(FUTURES, "utf-8")
    alone, both = (told(capsys, "run", "town", *words, "--precision", "1%") for words in ([], HARD))
    assert both == alone


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--precision", "0"], "--precision cannot be 0. Write more than 0."),
        (["--precision=-5人"], "--precision cannot be -5人"),
        (["--precision", "narrow"], "--precision: narrow cannot be read."),
        (["--precision", "人"], "--precision: (empty) cannot be read."),
        (["--precision", "1%", "--replications", "29"], "--precision needs 30 replications"),
    ],
)
def test_a_precision_that_cannot_be_kept_is_refused_before_anything_is_run(
    world: Path, capsys: Said, words: list[str], fault: str
):
    assert main(["run", "town", *SMALL, *words]) == 2
    assert fault in capsys.readouterr().err
