"""The levers of the policy lab: what they say, write, offer and put back."""

from __future__ import annotations

import pytest

from dashboards.levers.offered_terms import choices_of
from dashboards.policy_lab import PolicyLab
from simlib.policy import TERMS
from tests.dashboards.browser import ROOT
from tests.dashboards.policy_lab.opened import (
    BASE,
    GRADE,
    LAW,
    OFFERED,
    TRUST,
    control,
    ends,
    opened,
)


@pytest.fixture(scope="module")
def small() -> PolicyLab:
    """A page that answers in milliseconds, on its tab of text."""
    page = opened(years=1, quick=2, exact=(2,))
    page.tabs.widget.selected_index = TRUST
    return page


@pytest.mark.parametrize("name", OFFERED)
def test_every_lever_runs_at_both_ends(small: PolicyLab, name: str) -> None:
    for cell in small.levers[name].cells:
        try:
            for end in ends(cell):
                cell.control.value = end
                assert small.runner.error.value == "", f"{name} at {end}"
        finally:
            small.levers[name].reset()
    assert small.answer is not None and not small.answer.changed


def test_the_brief_levers_say_clause_evidence_and_reason(lab: PolicyLab) -> None:
    published, assumed = lab.levers[GRADE].note.value, lab.levers["appraisal.excellent_share"].note.value
    assert "文件公布" in published and "二·考评体系" in published and "每三年调整1级" in published
    assert "假定" in assumed and "包河文件没有写优秀比例" in assumed and "10% – 30%" in assumed


def test_a_changed_lever_is_marked_and_put_back(lab: PolicyLab) -> None:
    lever = lab.levers[GRADE]
    control(lab, GRADE).value = 2
    control(lab, BASE).value = 5000
    assert "lab-changed" in lever.widget._dom_classes and lever.undo.description == "恢复现行：3 年"
    assert "晋级考核 ·1" in lab.levers.group._options_labels
    lever.undo.click()
    assert control(lab, GRADE).value == 3 and "lab-changed" not in lever.widget._dom_classes
    assert lab.levers.values() == {BASE: 5000}
    lab.undo_all.click()
    assert lab.levers.values() == {} and "尚未改动" in lab.sentence.value


def test_one_post_of_a_lever_can_be_moved_alone(lab: PolicyLab) -> None:
    cells = {cell.member: cell.control for cell in lab.levers["retirement.women_55_share"].cells}
    cells["assistant"].value = 100
    expected = {"head": 1, "deputy": 1, "member": 0.5, "assistant": 1}
    assert lab.levers.values() == {"retirement.women_55_share": expected}


def test_an_age_of_retirement_may_be_set_and_the_page_says_that_the_law_is_left(lab: PolicyLab) -> None:
    assert "retirement.set_age" not in lab.levers.names and "偏离上位法" not in lab.meta.value
    control(lab, "rules.retirement").value = "set_age"
    cells = {cell.member: cell.control for cell in lab.levers["retirement.set_age"].cells}
    cells["women_50"].value = cells["women_55"].value = 660
    ages = {"men_60": 720, "women_55": 660, "women_50": 660}
    assert lab.levers.values() == {"rules.retirement": "set_age", "retirement.set_age": ages}
    assert (
        "偏离上位法：退休年龄规则，自2027年1月起。" in lab.levers["rules.retirement"].said.value
    )  # once, and beside it
    assert "左侧所设的值有提示：退休年龄规则。" in lab.meta.value and "偏离上位法" not in lab.meta.value
    control(lab, "rules.retirement").value = "by_law"
    unread = "另定的退休年龄：现在没有规则用到这一项，因为“退休年龄规则”是“按国家规定”。所设的值未计入。"
    assert unread in lab.levers.unread.value and lab.levers.values() == {}
    control(lab, "rules.retirement").value = "set_age"
    assert lab.levers.unread.value == "" and lab.levers.values()["retirement.set_age"] == ages
    assert lab.answer is not None and lab.answer.comparison.headline["retired"].mean != 0
    lab.undo_all.click()
    assert "有提示" not in lab.meta.value and lab.levers["rules.retirement"].said.value == ""


def test_a_rule_that_lacks_its_provisions_is_not_offered() -> None:
    offers = {
        term.name: [name for _, name in choices_of(LAW, term)] for term in TERMS.values() if term.group == "rules"
    }
    assert offers["rules.progression"] == list(TERMS["rules.progression"].choices)
    assert offers["rules.establishment"] == [
        "base_times_coefficient"
    ]  # others need grids, which this pack does not give
    assert "rules.establishment" not in OFFERED


def test_shares_are_moved_in_per_cent_and_written_as_shares(lab: PolicyLab) -> None:
    control(lab, "appraisal.excellent_share").value = 25
    assert lab.levers.values() == {"appraisal.excellent_share": 0.25}
    assert lab.answer is not None
    quarter = LAW.with_proposal(ROOT / "scenarios/cities/baohe/proposals/excellent_25_percent.yaml")
    assert lab.answer.policy.digest == quarter.digest


def test_looking_at_a_group_changes_nothing(lab: PolicyLab) -> None:
    before = lab.answer
    for key in ("exits", "staff", "pay", "all"):
        lab.levers.group.value = key
    for decision in lab.levers.decision._options_values:
        lab.levers.decision.value = decision
    assert lab.levers.values() == {} and lab.answer is before


def test_a_value_outside_the_law_is_refused_and_the_answer_stays(lab: PolicyLab) -> None:
    slider, before = control(lab, GRADE), lab.sentence.value
    slider.max = 99  # a browser may set anything
    slider.value = 99
    assert "progression.years_per_grade is 99, outside 1 to 40" in lab.runner.error.value
    assert lab.sentence.value == before and "lab-stale" in lab.results._dom_classes


def test_other_years_than_ten_are_projected_and_no_lever_starts_after_them() -> None:
    page = opened(years=2, quick=2, exact=(2,))
    control(page, GRADE).value = 2
    page.choices.start.value = page.choices.start.options[-1][1]
    page.choices.years.value = 1
    assert page.answer is not None and len(page.answer.comparison.before.projection.years) == 1
    assert page.choices.start.value == page.levers.start == LAW.opening and len(page.choices.start.options) == 12
    assert page.answer.request.values == {GRADE: 2} and page.answer.request.start == LAW.opening
