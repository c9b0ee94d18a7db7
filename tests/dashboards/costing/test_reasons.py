"""Why cost rises: the sentence of the costing page and its causes."""

from __future__ import annotations

import re

import numpy as np
import pytest

from dashboards.costing import Costing
from dashboards.costing.causes_tab import AT_ONCE, risen
from dashboards.costing.headline import sentence
from simlib import cost
from simlib.analysis.causes import CAUSES
from simlib.analysis.explain import explain
from simlib.analysis.standards import EFFECTS
from simlib.futures import project_futures, usual_futures
from simlib.policy.items import ITEMS
from simlib.report.words.amounts import money
from tests.dashboards.costing.opened import (
    FUND,
    LAW,
    REASONS_TAB,
    STAFF,
    projected,
    put,
    rows,
)
from tests.dashboards.forged import send_typed


def test_the_sentence_names_the_rise_and_the_lines_that_move_most(page: Costing) -> None:
    paid = cost(projected()).fen.mean(axis=0) / 100
    rise = paid[-1] - paid[0]
    largest = list(ITEMS.values())[int(rise.argmax())].label.zh
    assert page.answer is not None
    assert f"2028年较2027年增加 {money(float(rise.sum()), 'zh')}" in page.sentence.value
    named = f"变动最大的支出项目是{largest} {money(float(rise.max()), 'zh')}"
    assert named in sentence(page.answer, "nominal", "zh") and named not in page.sentence.value


def test_the_sentence_names_the_causes_once_they_are_worked_out(page: Costing) -> None:
    parts = explain(projected()).parts()
    awards = sum(parts[cause].mean for cause in ("carry_over", "pay_award"))  # one series of awards
    assert awards > max(part.mean for part in parts.values())
    assert f"其中调资（含上年翘尾） +{money(awards, 'zh')}" in page.sentence.value
    least = min(parts, key=lambda cause: parts[cause].mean)
    assert parts[least].mean < 0 and f"，{CAUSES[least][0]} {money(parts[least].mean, 'zh')}" in page.sentence.value
    page.prices.value = "constant"
    assert "其中" not in page.sentence.value  # the causes are of nominal amounts


def test_of_a_cost_that_falls_an_award_is_still_more(page: Costing) -> None:
    send_typed(page.levers["recruitment.fill_share"].cells[0].field, "0")
    assert re.search(r"2028年较2027年减少 [\d,.]+ 万元（−[\d.]+%），其中在岗人数增减 −", page.sentence.value)
    assert "，调资（含上年翘尾） +" in page.sentence.value


def test_the_causes_add_up_and_a_few_replications_at_a_time_are_all_of_them(page: Costing) -> None:
    longer = projected(replications=AT_ONCE + 10)
    whole, parts = explain(longer), risen(longer)
    assert np.array_equal(whole.fen, parts.fen) and np.array_equal(whole.after, parts.after)
    page.tabs.widget.selected_index = REASONS_TAB
    table = rows(page)
    changes = [[float(cell) for cell in table[label][1:3]] for label, _ in CAUSES.values() if label in table]
    total = cost(projected()).total.values.mean(axis=0)
    assert np.sum(changes, axis=0) == pytest.approx([total[1] - total[0]] * 2)  # 2028, and the whole of two years
    assert "2028年人员经费比2027年" in page.tabs.parts[REASONS_TAB].picture.widget.tooltip  # type: ignore[attr-defined]


def test_the_causes_have_their_range_with_the_assumptions(page: Costing) -> None:
    page.tabs.widget.selected_index = REASONS_TAB
    under = project_futures(LAW, STAFF, usual_futures(LAW), years=2, replications=40, seed=2027)
    due, words = explain(projected(), under), page.tabs.parts[REASONS_TAB].words.value  # type: ignore[attr-defined]
    assert "2027至2028（含假定的范围）" in words and "各项原因含假定的范围只按前40次模拟计算" in words
    award = [float(cell) for cell in rows(page)[CAUSES["pay_award"].zh][2:7]]  # all years, and the ends of both ranges
    part = due.parts()["pay_award"]
    assert award == pytest.approx([part.mean, *part.wide, *part.luck])
    assert part.wide.high - part.wide.low > part.luck.high - part.luck.low
    assert "竖线为各原因含假定的范围" in page.tabs.parts[REASONS_TAB].chart.source.get_text()  # type: ignore[attr-defined]


def test_level_mass_and_carry_over_stand_below_the_causes(page: Costing) -> None:
    page.tabs.widget.selected_index = REASONS_TAB
    found, table = explain(projected()).effects(2028), rows(page)
    for name, (zh, _) in EFFECTS.items():
        assert float(table[zh][1]) == pytest.approx(found[name].mean, abs=0.01)
    assert "现行政策经费逐年增减的原因（元，当年价）" in table
    put(page, FUND, 12)
    assert "方案经费逐年增减的原因（元，当年价）" in rows(page)
    page.why.base.value = "law"
    assert EFFECTS["level"].zh not in rows(page) and "经费与现行政策相差的原因（元，当年价）" in rows(page)


def test_what_a_lever_adds_is_explained_against_the_policy_in_force(page: Costing) -> None:
    page.tabs.widget.selected_index = REASONS_TAB
    page.why.base.value = "law"
    assert "没有差别" in page.tabs.parts[REASONS_TAB].words.value  # type: ignore[attr-defined]
    put(page, FUND, 12)
    base = projected()
    more = (cost(base, LAW.with_values({FUND: 0.12})).total - cost(base).total).values.mean(axis=0)
    table = rows(page)
    assert [float(cell) for cell in table["缴费费率与基数"][1:4]] == pytest.approx([*more, more.sum()])
    assert [float(cell) for cell in table["较现行增加"][1:4]] == pytest.approx([*more, more.sum()])
