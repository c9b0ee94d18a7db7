"""What a lever or a proposal of the costing page changes, and what it leaves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboards.costing import Costing
from dashboards.costing.headline import meta_html
from simlib import cost
from simlib.months import month_number
from simlib.report.words.amounts import money
from simlib.text import Text
from tests.dashboards.costing.opened import (
    BASE,
    CITIES,
    FUND,
    GROWTH,
    LAW,
    SOURCES_TAB,
    TWO_YEARS,
    figure,
    opened,
    projected,
    put,
    rows,
)
from tests.dashboards.forged import send_typed


@pytest.mark.parametrize(("name", "shown", "written"), [(BASE, 5150, 5150), (GROWTH, 4, 0.04), (FUND, 12, 0.12)])
def test_a_pay_lever_prices_the_people_at_hand_again(page: Costing, name: str, shown: float, written: float) -> None:
    put(page, name, shown)
    answer, base = page.answer, projected()
    expected = cost(base, LAW.with_values({name: written}))
    assert answer is not None and not answer.simulated and answer.replications == 40
    assert np.array_equal(answer.after.budget.fen, expected.fen)
    more = (expected.total - cost(base).total).values.sum(axis=1)
    assert f"较现行增加 {money(more.mean(), 'zh')}" in page.sentence.value


def test_a_lever_over_a_proposal_needs_no_second_simulation(page: Costing) -> None:
    page.choices.proposal.value = TWO_YEARS
    assert page.answer is not None and page.answer.simulated
    put(page, BASE, 5150)
    reform = LAW.with_proposal(TWO_YEARS)
    assert not page.answer.simulated
    expected = cost(projected(reform), reform.with_values({BASE: 5150}))
    assert np.array_equal(page.answer.after.budget.fen, expected.fen)
    assert "每两年晋升一级；薪酬基数由 4,800 元/月改为 5,150 元/月" in page.sentence.value


def test_a_pack_that_changed_since_its_proposal_was_written_is_told_on_the_page(page: Costing) -> None:
    page.choices.proposal.value = TWO_YEARS
    assert page.answer is not None and "lab-notices" not in page.meta.value
    changed = replace(page.answer.policy, notes=(Text("政策包改过", "the pack has changed"),))
    answer = replace(page.answer, policy=changed)
    assert "<li>政策包改过。</li>" in meta_html(answer, "zh")
    assert "<li>the pack has changed.</li>" in meta_html(answer, "en")


def test_what_the_visitor_set_stays_under_another_proposal(page: Costing) -> None:
    put(page, BASE, 5150)
    page.choices.proposal.value = TWO_YEARS
    assert page.levers.values() == {BASE: 5150} and page.answer is not None
    assert page.answer.policy.digest == LAW.with_proposal(TWO_YEARS).with_values({BASE: 5150}).digest
    page.choices.proposal.value = None
    assert page.answer.policy.digest == LAW.with_values({BASE: 5150}).digest


def test_pay_may_be_set_from_a_later_month(page: Costing) -> None:
    start = month_number(2028, 1)
    put(page, FUND, 12)
    page.choices.start.value = start
    assert page.answer is not None
    expected = cost(projected(), LAW.with_values({FUND: 0.12}, start))
    assert np.array_equal(page.answer.after.budget.fen, expected.fen)


@pytest.mark.parametrize(("name", "text", "written"), [
    ("recruitment.fill_share", "0", 0),  # a freeze
    ("recruitment.lead_months", "12", 12),  # a delay
    ("establishment.coefficient_level", "1.1", 1.1),
    ("progression.years_per_grade", "2", 2),  # the pace of grades
])  # fmt: skip
def test_a_lever_that_moves_people_runs_them_anew(page: Costing, name: str, text: str, written: float) -> None:
    send_typed(page.levers[name].cells[0].field, text)
    reform, answer = LAW.with_values({name: written}), page.answer
    assert answer is not None and answer.simulated and answer.replications == 40
    run = projected(reform)
    assert np.array_equal(answer.after.budget.fen, cost(run).fen)
    in_post = run.books.in_post[:, -1].sum(axis=(1, 2)).mean()
    assert figure(page, "staff") == pytest.approx(in_post)


def test_other_years_than_ten_are_projected_and_no_lever_starts_after_them(page: Costing) -> None:
    put(page, FUND, 12)
    page.choices.start.value = month_number(2028, 7)
    page.choices.years.value = 3
    expected = cost(projected(years=3), LAW.with_values({FUND: 0.12}, month_number(2028, 7)))
    assert page.answer is not None and np.array_equal(page.answer.after.budget.fen, expected.fen)
    page.choices.years.value = 1
    assert page.choices.start.value == month_number(2027, 1) == page.levers.start
    assert page.answer.years == (2027,) and "2027年人员经费" in page.sentence.value
    assert len(page.choices.start.options) == 12


def test_a_value_outside_the_law_is_refused_and_the_answer_stays(page: Costing) -> None:
    slider, before = page.levers[FUND].cells[0].control, page.sentence.value
    slider.max = 99  # a browser may set anything
    slider.value = 99
    assert "contributions.housing_fund is 0.99" in page.runner.error.value
    assert page.sentence.value == before and "lab-stale" in page.results._dom_classes


def test_levers_are_those_that_a_rule_chosen_reads() -> None:
    page = opened()
    page.choices.pack.value = CITIES / "inner_mongolia"  # the pay base follows the anchor wage there
    assert not {BASE, GROWTH} & set(page.levers.names) and "anchor.share" in page.levers.names
    assert not {BASE, GROWTH} & {value for _, value in page.ask.term.options}
    page.levers["rules.anchor"].cells[0].control.value = "none"
    assert {BASE, GROWTH} <= set(page.levers.names) and "anchor.share" not in page.levers.names
    before = figure(page, "cost")
    put(page, BASE, page.levers[BASE].cells[0].control.max)
    assert figure(page, "cost") > before and set(page.levers.values()) == {"rules.anchor", BASE}
    page.levers["rules.anchor"].reset()
    assert page.levers.values() == {} and page.answer is not None and not page.answer.changed


def test_from_a_later_month_a_lever_is_set_beside_what_has_grown_by_then(page: Costing) -> None:
    """Of 4,800 the award of July 2027 has made 4,896 by January 2028; 4,850 is then less, and saves."""
    page.choices.start.value = month_number(2028, 1)
    put(page, BASE, 4850)
    assert "薪酬基数由 4,896 元/月改为 4,850 元/月" in page.sentence.value and "较现行减少 " in page.sentence.value
    page.tabs.widget.selected_index = SOURCES_TAB
    floor = rows(page)["社保缴费基数下限（医疗另列）"][1]
    assert floor == "4,441.08 元/月（2026年7月 4,354，其后1次调整2%）"
