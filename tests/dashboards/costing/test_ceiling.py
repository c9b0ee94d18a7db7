"""The ceiling of the costing page, and the value that is sought under it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dashboards.costing import Costing
from dashboards.costing.ceiling_tab import passed
from dashboards.costing.request import Ceiling
from simlib import cost
from simlib.analysis.ceilings import percent
from simlib.analysis.goal_seek.goal import goal
from simlib.analysis.goal_seek.search import seek
from simlib.analysis.outcomes import costed
from simlib.futures import project_futures, usual_futures
from simlib.months import Years, month_number, months_of_run
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.report.words.ceilings_and_seeks import found_words
from tests.dashboards.costing.opened import (
    BASE,
    CEILING_TAB,
    FUND,
    GROWTH,
    LAW,
    SEEK_TAB,
    STAFF,
    TWO_YEARS,
    projected,
    put,
    rows,
)


def test_the_chance_is_the_share_of_replications_above(page: Costing) -> None:
    total = cost(projected()).total.values
    half = float(np.median(total[:, 0]))
    found = passed(total, projected().years, Ceiling(half, 0.1, 0.0))
    assert found.by_year[2027][1].times == 20  # a median of 40 different amounts has 20 above it
    assert found.by_year[2028] == (half * 1.1, found.by_year[2028][1]) and found.whole is not None
    assert found.by_year[2028][1].times == int((total[:, 1] > half * 1.1).sum()) and found.whole[1].times == 40


def test_a_part_year_has_no_ceiling() -> None:
    """From September: the first ceiling is that of the first whole year."""
    years = Years(months_of_run(month_number(2026, 9), 2))
    assert Ceiling(100, 0.1, 300).of_years(years) == pytest.approx([np.nan, 100, 110], nan_ok=True)
    found = passed(np.array([[50.0, 101, 109]]), years, Ceiling(100, 0.1, 300))
    assert [chance.times for _, chance in found.by_year.values()] == [0, 1, 0]


def test_a_ceiling_typed_in_is_answered_with_the_assumptions_first_and_by_luck_alone(page: Costing) -> None:
    page.tabs.widget.selected_index = CEILING_TAB
    total = cost(projected()).total.values
    page.limits.first.value = round(float(np.median(total[:, 0])) / 1e4, 2)
    above = (total > page.limits.first.value * 1e4).sum(axis=0)
    chances = rows(page)["突破上限的概率（只计随机因素）"][1:7:5]
    assert chances == [percent(times / 40) for times in above] and above[0] == 20
    futures = usual_futures(LAW)
    wide = costed(project_futures(LAW, STAFF, futures, years=2, replications=40, seed=2027)).budget.total.values
    times = (wide > page.limits.first.value * 1e4).sum(axis=0)
    assert rows(page)["突破上限的概率（含假定）"][1:7:5] == [percent(one / 40) for one in times]
    means = [float(cell) for cell in rows(page)["计入假定的平均数"][1:7:5]]
    assert means == pytest.approx(wide.mean(axis=0), abs=0.0051)
    whole = int((wide.sum(axis=1) > page.limits.whole.value * 1e4).sum())
    part: Any = page.tabs.parts[CEILING_TAB]
    assert f"含假定：40次模拟中有{whole}次" in part.words.value
    assert part.words.value.index("含假定：") < part.words.value.index("只计随机因素：")
    ever = int((wide > page.limits.first.value * 1e4).any(axis=1).sum())
    assert f"40次模拟中有{ever}次至少一年超过上限" in part.picture.widget.tooltip


def test_goal_seek_is_the_library_s_over_what_is_chosen(page: Costing) -> None:
    page.choices.proposal.value = TWO_YEARS
    page.tabs.widget.selected_index = SEEK_TAB
    page.ask.term.value, page.ask.limit.value = FUND, 54_500
    page.ask.button.click()
    reform = LAW.with_proposal(TWO_YEARS)
    request = goal("cost", "under", 5.45e8)

    def wide(policy: Policy) -> Projection:
        return project_futures(policy, STAFF, usual_futures(LAW), years=2, replications=40, seed=2027)

    found = seek(reform, request, FUND, projected, wide=wide)
    assert found.edge is not None and found.priced and found.margin is not None and found.margin.value is not None
    part: Any = page.tabs.parts[SEEK_TAB]
    assert found_words(found, (2027, 2028)).zh in part.words.value
    assert len(rows(page)) >= len(found.trials)
    put(page, BASE, 5150)
    assert "得出不突破限额的取值" in part.words.value  # the answer was of another policy


def test_only_single_amounts_of_pay_are_sought(page: Costing) -> None:
    offered = [value for _, value in page.ask.term.options]
    assert {BASE, GROWTH, FUND} <= set(offered)
    assert not {"pay.certificate_allowance", "prices.inflation", "pay.award_month"} & set(offered)
    page.ask.year.value = 2028
    assert page.ask.limit.value == pytest.approx(page.limits.first.value)
