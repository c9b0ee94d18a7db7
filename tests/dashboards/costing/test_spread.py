"""Where, when and on whom the cost falls: what the tab shows is the page's own budget, and adds up."""

from __future__ import annotations

import pytest

from dashboards.costing import Costing
from simlib import cost, load_policy, load_staff
from simlib.conversion.study import study
from tests.dashboards.browser import ROOT
from tests.dashboards.costing.opened import FUND, SHARED, SPREAD_TAB, projected, put, rows

ALL = "合计"
STEEPER = ROOT / "scenarios/cities/growth_chain/proposals/growth_chain_steeper_scale.yaml"


@pytest.fixture
def looked_at(page: Costing) -> Costing:
    page.tabs.widget.selected_index = SPREAD_TAB
    return page


def take(page: Costing, kind: int) -> None:
    page.parts._kind.index = kind


def test_streets_and_communities_add_up_to_the_page_s_own_cost(looked_at: Costing):
    page, paid = looked_at, cost(projected()).total.values.mean(axis=0)
    table = rows(page)
    assert [float(cell) for cell in table[ALL][1:3]] == pytest.approx(list(paid), abs=0.5)
    last = page.tabs.parts[SPREAD_TAB].words.value.rpartition("<tr")[2]  # type: ignore[attr-defined]
    for amount in (*paid, paid.sum()):  # rounded as every other tab has it
        assert f">{amount / 1e4:,.0f}</td>" in last
    street = page.in_force.units[2]
    page.parts.street.value = 2
    assert [float(cell) for cell in rows(page)[ALL][1:4]] == [float(cell) for cell in table[street.label.zh][1:4]]
    shown = page.tabs.parts[SPREAD_TAB]
    drawn = shown.picture.figure.axes[0].texts  # type: ignore[attr-defined]
    bars = [float(bar.get_text().replace(",", "")) for bar in drawn]
    assert f">{bars[0]:,.1f}</td>" in shown.words.value  # type: ignore[attr-defined]
    assert "模拟40次的平均" in shown.words.value and "最多的是" in shown.picture.widget.tooltip  # type: ignore[attr-defined]


def test_the_cash_plan_of_a_year_adds_up_to_it(looked_at: Costing):
    take(looked_at, 1)
    paid = float(cost(projected()).total.values.mean(axis=0)[0])
    total = [float(cell) for cell in rows(looked_at)[ALL][1:]]
    assert total[-1] == pytest.approx(paid, abs=0.5) and sum(total[:-1]) == pytest.approx(total[-1])
    assert len(total) == 13 and max(total[:-1]) == total[11]  # December, with the reward
    assert "暂列12月" in looked_at.tabs.parts[SPREAD_TAB].words.value  # type: ignore[attr-defined]


def test_nobody_gains_without_a_change_and_the_employer_s_rate_is_nobody_s_pay(looked_at: Costing):
    take(looked_at, 2)
    words = looked_at.tabs.parts[SPREAD_TAB].words  # type: ignore[attr-defined]
    assert "尚无改动" in words.value
    put(looked_at, FUND, 12)
    everybody = rows(looked_at)["全体"]
    assert float(everybody[2]) == float(everybody[3]) == 0 and float(everybody[4]) == float(everybody[1])


def test_a_policy_without_a_conversion_says_so(looked_at: Costing):
    take(looked_at, 3)
    assert "没有套改" in looked_at.tabs.parts[SPREAD_TAB].words.value  # type: ignore[attr-defined]
    assert looked_at.tabs.parts[SPREAD_TAB].picture.widget.layout.display == "none"  # type: ignore[attr-defined]


def test_who_loses_by_a_conversion_and_until_when(looked_at: Costing):
    """Everybody converted is in one group of each kind, and so is everybody who loses."""
    looked_at.choices.pack.value = SHARED
    looked_at.choices.proposal.value = STEEPER
    take(looked_at, 3)
    law = load_policy(SHARED).with_proposal(STEEPER)
    found = study(law, load_staff(load_policy(SHARED)), years=2, seed=2027)
    table = rows(looked_at)
    posts = [table[post.label.zh] for post in found.conversion.law.posts]
    assert sum(float(post[1]) for post in posts) == len(found.people)
    assert sum(float(post[2]) for post in posts) == len(found.losers) > 0
    assert sum(float(post[3]) for post in posts) == pytest.approx(found.losers["lost"].sum() / 100)
    assert f"减少的 {len(found.losers):,} 人" in looked_at.tabs.parts[SPREAD_TAB].picture.widget.tooltip  # type: ignore[attr-defined]
