"""`simlib roster privacy`, and the threshold on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simlib import load_policy
from simlib.cli import main
from simlib.commands.roster_privacy import _print_certain
from simlib.commands.screen import Screen
from simlib.disclosure.inference import Shown

YISHUI = Path(__file__).resolve().parents[2] / "scenarios/cities/yishui"


def test_a_review_says_how_alike_people_are_and_what_is_hidden(capsys: pytest.CaptureFixture[str]):
    """As `tests/disclosure/test_inference.py` counts them: 52 people alone in their post and street."""
    assert main(["roster", "privacy", str(YISHUI / "staff.yaml"), "--pack", "yishui", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^193 people; counts below 5", said)
    assert re.search(r"^post \+ street or unit +81 +1 +90 +52 +52 +70 +1$", said, re.M)
    assert re.search(r"^Post × Grade +36 +29$", said, re.M)
    assert "In no post is everybody of one group." in said


def test_a_post_of_one_group_is_named(capsys: pytest.CaptureFixture[str]):
    certain = (("head", "female"),)
    _print_certain([Shown(("post", "sex"), 6, 0, certain)], load_policy("yishui"), Screen("zh"))
    assert re.search("正职 +性别 +女", capsys.readouterr().out)


def test_a_threshold_below_three_is_refused(capsys: pytest.CaptureFixture[str]):
    words = ["run", "yishui", "--hide-below", "2", "--years", "1", "--replications", "2", "--futures", "none"]
    assert main(words) == 2
    assert "至少应为3人" in capsys.readouterr().err
