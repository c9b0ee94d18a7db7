"""The policy lab itself: pictures, tabs, languages, and its notebook."""

from __future__ import annotations

import pytest

from dashboards.policy_lab import PolicyLab
from simlib.policy.proposal import proposed
from simlib.policy.value_words import digits
from simlib.report.words.first_sentence import answer as answer_words
from tests.dashboards.at_once import execute
from tests.dashboards.policy_lab.opened import (
    BASE,
    GRADE,
    LAW,
    computed,
    control,
)


def test_the_picture_follows_and_is_told_in_words(lab: PolicyLab) -> None:
    picture = lab.tabs.parts[0].picture.widget  # type: ignore[union-attr]
    before = picture.value
    control(lab, "recruitment.fill_share").value = 50
    assert picture.value != before
    now = lab.answer.comparison.headline["in_post"].after  # type: ignore[union-attr]
    assert f"2028年末在岗 {digits(now)} 人" in picture.tooltip


def test_a_tab_is_drawn_when_it_is_opened(lab: PolicyLab) -> None:
    grades = lab.tabs.parts[1].picture.widget  # type: ignore[union-attr]
    assert bytes(grades.value) == b""
    lab.tabs.widget.selected_index = 1
    assert bytes(grades.value).startswith(b"\x89PNG") and "平均等级由期初" in grades.tooltip


def test_every_tab_draws_in_both_languages_without_a_missing_glyph(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2  # a missing glyph warns, and warnings of glyphs are errors here
    for code in ("zh", "en"):
        lab.language.code = code
        for place in range(len(lab.tabs.parts)):
            lab.tabs.widget.selected_index = place
            assert lab.runner.error.value == ""
    assert "Mean grade" in lab.tabs.parts[1].words.value


def test_the_language_is_switched_in_place(lab: PolicyLab) -> None:
    control(lab, GRADE).value = 2
    slider = control(lab, GRADE)
    lab.language.code = "en"
    assert slider.description == "Years per grade (years)" and slider.value == 2
    assert "Years per grade from 3 years to 2 years" in lab.sentence.value and "million yuan" in lab.sentence.value
    assert answer_words(computed({GRADE: 2}), "en") in lab.sentence.value
    assert lab.levers.values() == {GRADE: 2}


MOVE = """
import asyncio
before = lab.tabs.parts[0].picture.widget.value
lab.levers["recruitment.fill_share"].cells[0].control.value = 60
for _ in range(600):
    await asyncio.sleep(0.1)
    if lab.answer.changed and lab.answer.replications == 200:
        break
assert bytes(before)[1:4] == b"PNG" and bytes(lab.tabs.parts[0].picture.widget.value) != bytes(before)
assert "空岗招聘补充比例由 95%改为 60%" in lab.sentence.value, lab.sentence.value
assert lab.runner.error.value == "", lab.runner.error.value
"""


def test_the_notebook_runs_and_its_picture_follows_a_lever() -> None:
    execute("policy_lab", MOVE)


def test_another_pack_dims_the_page_before_it_is_made(lab: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bool, bool]] = []

    def made(_values: object) -> None:
        seen.append(("lab-elsewhere" in lab.results._dom_classes, "计算中" in lab.runner.status.value))
        raise ValueError  # the rest is of other tests

    monkeypatch.setattr(lab, "_levers", made)
    lab.choices.pack.index = 1
    assert seen == [(True, True)]


def test_values_over_a_proposal_are_shown_and_kept_with_it(lab: PolicyLab) -> None:
    """Two years a grade from 2027-01 by the proposal, a pay base of 5,000 by hand on top of it."""
    lab.choices.proposal.value = next(file for file in lab.choices.proposal._options_values if file)
    control(lab, BASE).value = 5000
    assert lab.runner.error.value == "" and lab.answer is not None and lab.answer.proposal is not None
    label = lab.answer.proposal.label.zh
    assert label in lab.sentence.value and "薪酬基数由 4,800 元/月改为 5,000 元/月" in lab.sentence.value
    lab.tabs.widget.selected_index = 4
    (changed,) = set(proposed(lab.answer.proposal, LAW))
    assert all(f"2027年1月起　{name}" in lab.tabs.in_view.words.value for name in (changed, BASE))  # type: ignore[attr-defined]
    kept = lab.proposal_file().decode()
    assert changed in kept and "value: 5000" in kept
