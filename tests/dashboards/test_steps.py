"""Answers with their range: step by step, both pages by the same code."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import numpy as np
import pytest

from dashboards.runs import Depth, Runs
from dashboards.runs import cancellable as projecting
from dashboards.runs.answer_steps import depths, futures_of
from dashboards.shell.request import Request
from simlib import compare, project
from simlib.futures import project_futures, usual_futures
from tests.dashboards.costing import opened as costing
from tests.dashboards.policy_lab import opened as lab

LAW, STAFF, GRADE, BASE = lab.LAW, lab.STAFF, lab.GRADE, lab.BASE
WISH = Request(lab.PACK, {}, LAW.opening or 0, 2027, 200)
SHORT = replace(WISH, years=2, quick=30, exact=32)
LAST = "上一次结果的范围"


@pytest.mark.parametrize(
    ("changes", "at_hand", "steps"),
    [
        ({}, False, [(30, 0), (30, 30), (200, 30), (200, 200)]),
        ({}, True, [(200, 0), (200, 30), (200, 200)]),
        ({"exact": 30}, False, [(30, 0), (30, 30)]),
        ({"quick": 4}, False, [(4, 0), (200, 0), (200, 200)]),  # no range from fewer than 30
        ({"exact": 29}, False, [(29, 0)]),
        ({"futures": "none"}, False, [(30, 0), (200, 0)]),
    ],
)
def test_figures_come_first_and_their_range_after_them(changes: Any, at_hand: bool, steps: Any) -> None:
    assert list(depths(replace(WISH, **changes), at_hand=at_hand)) == [Depth(*one) for one in steps]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is run under futures, by the names of what was set by hand."""
    made: list[str] = []

    def watched(policy: Any, *args: Any, **named: Any) -> Any:
        made.append(" ".join(policy.set_by_hand))
        return project_futures(policy, *args, **named)

    monkeypatch.setattr(projecting, "project_futures", watched)
    return made


def test_what_is_in_force_is_run_under_futures_once_and_pay_alone_never(runs: list[str]) -> None:
    page, depth = Runs(), Depth(30, 30)
    grades, paid = LAW.with_values({GRADE: 2}), LAW.with_values({BASE: 5000})
    first = page.compared(LAW, grades, STAFF, SHORT, depth)
    assert len(runs) == 2 and page.compared(LAW, grades, STAFF, SHORT, depth).after.wide is first.after.wide
    again = page.compared(LAW, paid, STAFF, SHORT, depth)
    assert len(runs) == 2 and again.before.wide is first.before.wide
    numbers = {"years": 2, "replications": 30, "seed": 2027}
    futures = usual_futures(LAW)
    was, now = (project_futures(policy, STAFF, futures, **numbers) for policy in (LAW, paid))
    expected = compare(*(project(policy, STAFF, **numbers) for policy in (LAW, paid)), (was, now))
    assert again.table.equals(expected.table) and expected.headline["cost"].wide.known


def test_exact_figures_keep_the_range_of_the_quick_ones_until_they_have_their_own(runs: list[str]) -> None:
    page, grades = Runs(), LAW.with_values({GRADE: 2})
    found = [page.compared(LAW, grades, STAFF, SHORT, depth) for depth in depths(SHORT, at_hand=False)]
    wide = [one.headline["cost"].wide for one in found]
    assert not wide[0].known and wide[1].known and wide[1] != wide[3]
    assert found[1].after.wide is found[2].after.wide is not found[3].after.wide
    assert [one.headline["cost"].replications for one in found] == [30, 30, 32, 32]
    whole = project_futures(grades, STAFF, usual_futures(LAW), years=2, replications=32, seed=2027)
    assert found[-1].after.wide is not None
    assert np.array_equal(found[-1].after.wide.projection.books.in_post, whole.books.in_post)
    assert len(runs) == 2  # the rest goes on from the first


def test_what_was_typed_as_a_spread_is_lived_as_one() -> None:
    typed = futures_of(WISH, LAW, LAW.with_values({BASE: "4500<4800<5200"}))
    assert [(one.low, one.high) for one in typed.spreads if one.term.name == BASE] == [(4500 / 4800, 5200 / 4800)]
    assert futures_of(WISH, LAW, LAW).digest == usual_futures(LAW).digest
    assert futures_of(replace(WISH, futures="assumed"), LAW, LAW).name == "assumed"


@pytest.mark.parametrize("page", [lab, costing], ids=["policy lab", "costing"])
def test_until_there_is_a_range_that_of_the_last_answer_is_shown_dimmed(page: Any) -> None:
    opened = page.opened()
    opened.levers[BASE].cells[0].control.value = 5150
    name = 'data-outcome="cost"' if page is lab else 'data-figure="cost"'
    last, seen = card(opened.cards.value, name), []
    opened.cards.observe(lambda change: seen.append(card(change.new, name)), "value")
    opened.levers[BASE].cells[0].control.value = 5200
    first, *_, final = seen
    assert wide(first) == wide(last) != wide(final)
    assert "lab-dimmed" in first and f'aria-label="{LAST} {wide(last)}"' in first
    assert "lab-dimmed" not in last + final and LAST not in last + final


@pytest.mark.parametrize("page", [lab, costing], ids=["policy lab", "costing"])
def test_no_range_of_another_kind_of_figure_is_shown(page: Any) -> None:
    """The last answer changed nothing: its range is no range of a difference; and another pack's is of nothing here."""
    opened, seen = page.opened(), []
    opened.cards.observe(lambda change: seen.append(change.new), "value")
    opened.levers[BASE].cells[0].control.value = 5150
    assert LAST not in seen[0] and "正在计算含假定的范围" in seen[0]


@pytest.mark.parametrize("page", [lab, costing], ids=["policy lab", "costing"])
def test_a_visitor_may_ask_for_luck_alone(page: Any) -> None:
    opened = page.opened()
    menu = opened.choices.futures
    assert "含假定的范围" in opened.cards.value
    menu.value = "none"
    assert "含假定的范围" not in opened.cards.value and "随机波动范围" in opened.cards.value
    assert "只计随机因素" in opened.meta.value
    menu.value = "assumed"
    assert "含假定的范围" in opened.cards.value and opened.answer.depth == Depth(40, 40)


@pytest.mark.parametrize("page", [lab, costing], ids=["policy lab", "costing"])
def test_what_is_to_be_known_of_the_values_set_is_in_plain_sight(page: Any) -> None:
    opened = page.opened()
    assert "lab-notices" not in opened.meta.value
    opened.levers[BASE].put(48)
    opened.submit()
    noticed = LAW.with_values({BASE: 48}).notices
    assert noticed
    for code in ("zh", "en"):
        opened.language.code = code
        assert '<div role="status"><ul class="lab-notices">' in opened.meta.value
        assert escape(LAW.terms[BASE].label[code]) in opened.meta.value.partition("lab-notices")[2]
        said = opened.levers[BASE].said.value  # in full, once
        assert all(escape(one[code]) in said and escape(one[code]) not in opened.meta.value for one in noticed)


def card(cards: str, name: str) -> str:
    return cards.partition(name)[2].partition("<div")[0]


def wide(one: str) -> str:
    return one.partition("含假定的范围</span> <span>")[2].partition("<")[0]
