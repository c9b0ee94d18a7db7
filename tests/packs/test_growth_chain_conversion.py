"""What the page of the pack says of converting: the figures of 200 replications, seed 2027, stand in its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.conversion.inversions import inversions
from simlib.conversion.study import Study, study
from simlib.conversion.yearly_cost import conversion_cost
from simlib.months import month_number
from simlib.policy import Policy, load_policy
from simlib.projection import project
from simlib.staff.load import load_staff
from simlib.staff.opening import Staff

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/packs/growth_chain.md").read_text("utf-8")
TOLD = PAGE[PAGE.index("### 套改") : PAGE.index("政策中没有堵点")]
HOW = {"years": 10, "seed": 2027}


@pytest.fixture(scope="module")
def pack() -> Policy:
    return load_policy(ROOT / "scenarios/cities/growth_chain")


@pytest.fixture(scope="module")
def staff(pack: Policy) -> Staff:
    return load_staff(pack)


def proposed(pack: Policy, name: str) -> Policy:
    return pack.with_proposal(ROOT / f"scenarios/cities/growth_chain/proposals/growth_chain_{name}.yaml")


@pytest.fixture(scope="module")
def opening(pack: Policy, staff: Staff) -> Study:
    return study(proposed(pack, "protected_conversion"), staff, **HOW)


@pytest.fixture(scope="module")
def steeper(pack: Policy, staff: Staff) -> Study:
    return study(proposed(pack, "steeper_scale"), staff, **HOW)


def test_nobody_loses_at_the_opening_whatever_the_base(opening: Study, staff: Staff):
    more = opening.people["difference"] / 100
    assert len(opening.losers) == 0
    assert f"{len(opening.people):,}人平均每月多{more.mean():,.0f}元，最少的多{more.min():,.0f}元" in TOLD
    lower = study(opening.policy.with_values({"pay.base": 5800}), staff, **HOW)
    assert "基数取区间下端5,800元" in TOLD and len(lower.losers) == 0


def test_who_is_inverted_at_the_opening(opening: Study):
    found = inversions(opening.people, protected=True)
    posts = opening.people.set_index("number")["post"]
    assert found.before == 0 and len(found.new) == len(found.people)
    assert f"**倒挂{len(found.new)}人**" in TOLD
    assert {*posts[found.people["number"]]} == {"member"} and {*posts[found.people["other"]]} == {"deputy"}
    assert f"每月少至少{found.people['gap'].min() / 100:.0f}元" in TOLD
    assert len(inversions(opening.people, True, ("post_before", "post")).people) == 0


def test_who_would_lose_by_a_steeper_scale(steeper: Study):
    losers, assistants = steeper.losers, steeper.people[steeper.people["post_before"] == "assistant"]
    assert f"（每人每月{steeper.people['difference'].mean() / 100:.0f}元）".replace("-", "−") in TOLD
    assert f"{len(steeper.people):,}人中{len(losers)}人会减少" in TOLD
    assert f"每月合计{losers['lost'].sum() / 1e6:.1f}万元，最多的一人每月{losers['lost'].max() / 100:.2f}元" in TOLD
    assert f"干事{len(assistants)}人中{(assistants['lost'] > 0).sum()}人" in TOLD
    assert {*losers["grade_before"]} == {1, 2, 3, 4}
    assert (losers["absorbed"].max(), "到2031年1月全部追平" in TOLD) == (month_number(2031, 1), True)


def test_what_protecting_them_costs(steeper: Study, opening: Study, staff: Staff):
    size = {"years": 10, "replications": 200, "seed": 2027}
    run = project(steeper.policy, staff, **size)
    absorbed = conversion_cost(run).table["protected_pay"] / 1e4
    told = "、".join(f"{year}年{absorbed[year]:.0f}万元" for year in range(2028, 2032))
    assert told in TOLD and not absorbed[2032:].round(1).any()
    kept = steeper.policy.with_values({"conversion.protection": "kept"}, month_number(2028, 1))
    still = conversion_cost(run.under(kept)).table["protected_pay"] / 1e4
    assert f"2028年{still[2028]:.0f}万元、2036年仍有{still[2036]:.0f}万元" in TOLD
    gained = conversion_cost(project(opening.policy, staff, **size)).table.loc[2027]
    assert f"2027年为{gained['gained'] / 1e4:,.0f}万元" in TOLD and gained["lost"] == gained["protected_pay"] == 0
