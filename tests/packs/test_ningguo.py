"""Ningguo by its own arithmetic, straight from the text and the pack's file, beside what the project makes of it.

The text: 第1年按照一般两委委员的80%, 第2年、第3年85%90%, 第4年开始按照一般两委成员; 按每人200/月标准核定误餐补贴经费,
由街道(镇)自行担; 优秀的另给一次性奖励,最多不超过1500元; 每2年至少参加1次体检. People: test_ningguo_people.py.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from simlib import load_policy, project
from simlib.budget import cost
from simlib.budget.monthly_prices import monthly_prices
from simlib.months import YEAR, month_of_year
from simlib.policy import Policy, PolicyError, dead_ends
from simlib.policy.items import ITEMS
from simlib.population.person import LEAVING_FLOWS
from simlib.population.world import MONTHS
from simlib.projection import Projection
from simlib.staff.load import load_staff
from tests.packs.written import first, half_up
from tests.simulation.lives import NAMES

FOLDER = Path(__file__).resolve().parents[2] / "scenarios/cities/ningguo"
POSTS, COMMUNITIES, MOST = 193, 18, 15  # reported in 2019: the total, and the most in a community
COMMITTEE = range(5, 10)  # the law on residents' committees
RAMP = [Fraction(share, 100) for share in (80, 85, 90, 100)]
RESERVE = 3  # the entry post


@pytest.fixture(scope="module")
def run(law: Policy) -> Projection:
    return project(law, load_staff(law), years=10, replications=8, seed=2027)


def table(pack: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Posts of a community of each size; all streets have the same."""
    return first(pack, "establishment.table")["others"]


FIGURES = {  # of the text
    "appraisal.excellent_share": 0.2,
    "appraisal.top_communities": 0.3,
    "appraisal.top_excellent_share": 0.3,
    "contract.years": 5,
    "dismissal.failed_years": 2,
    "election.minimum_service": 3,
    "extension.term_years": 5,
    "extension.window_years": 5,
    "extension.community_top_years": 2,
    "extension.excellent_years": 2,
    "extension.age": 53 * 12,
    "extension.best_age": 55 * 12,
    "recruitment.highest_age": 35,
    "welfare.check_up_years": 2,
}


@pytest.mark.parametrize("term", FIGURES)
def test_a_figure_of_the_text_stands_in_the_pack_as_published(pack: dict[str, Any], term: str) -> None:
    assert first(pack, term) == FIGURES[term]
    assert next(iter(pack["provisions"][term]["values"].values()))["evidence"] == "published"


def test_no_woman_is_on_the_55_track(pack: dict[str, Any]) -> None:
    """女性社区工作者退休年龄一般为50周岁"""
    assert set(first(pack, "retirement.women_55_share").values()) == {0}


# ---- the establishment -------------------------------------------------------------------------------------------


def test_the_posts_are_the_193_of_the_18_communities_reported(pack: dict[str, Any]) -> None:
    communities = first(pack, "establishment.communities")
    assert list(communities) == list(pack["units"])
    assert sum(sum(of.values()) for of in communities.values()) == COMMUNITIES
    posts = {size: sum(of.values()) for size, of in table(pack).items()}
    assert sum(number * posts[size] for of in communities.values() for size, number in of.items()) == POSTS


def test_no_community_is_over_fifteen_and_every_committee_has_five_to_nine_and_one_head(pack: dict[str, Any]) -> None:
    for of in table(pack).values():
        assert sum(of.values()) <= MOST
        assert sum(of.values()) - of["reserve"] in COMMITTEE
        assert of["head"] == 1


def test_eighteen_per_ten_thousand_of_270_000_are_the_486_of_the_proposal(pack: dict[str, Any]) -> None:
    file = FOLDER / "proposals/ningguo_18_per_10000.yaml"
    larger = table(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
    communities = first(pack, "establishment.communities").values()
    posts = sum(number * sum(larger[size].values()) for of in communities for size, number in of.items())
    assert posts == 270_000 * 18 / 10_000
    assert all(sum(of.values()) - of["reserve"] in COMMITTEE for of in larger.values())


def test_nothing_is_moved_between_communities_and_one_post_may_be(pack: dict[str, Any]) -> None:
    assert first(pack, "establishment.adjustment") == 0
    assert first(pack, "establishment.tolerance") == 1  # 相差均不得超过1名


@pytest.mark.parametrize(
    ("community", "other", "allowed"),
    [
        ({"member": 1}, {"member": -1}, True),
        ({"deputy": 1, "member": -1}, {}, True),  # the committee has as many as before
        (
            {"deputy": 1, "member": 1},
            {"deputy": -1, "member": -1},
            False,
        ),  # two more in all
        ({"member": 1, "reserve": 1}, {"member": -1, "reserve": -1}, True),  # one of each kind
        ({"reserve": 2}, {"reserve": -2}, False),
        ({"reserve": 1}, {}, False),  # 总数不突破
    ],
)
def test_committee_and_reserve_may_each_differ_by_one(
    community: dict[str, int], other: dict[str, int], allowed: bool
) -> None:
    """第4条: street 03 has one large, two ordinary and one small community; the ordinary ones stay as they are."""
    nothing = dict.fromkeys(("head", "deputy", "member", "reserve"), 0)
    moved = {"large_community": nothing | community, "small_community": nothing | other, "others": 0}
    values = {"establishment.adjustment": {"street_03": moved, "others": 0}}
    if allowed:
        load_policy(FOLDER).with_values(values)
    else:
        with pytest.raises(PolicyError):
            load_policy(FOLDER).with_values(values)


def test_the_run_has_those_posts_and_never_more_people_in_them(run: Projection) -> None:
    posts, in_post = run.data.establishment, run.data.in_post.sum("grade")
    assert posts.sum("post").values.tolist() == [POSTS] * 10
    assert (in_post.values <= posts.values[0]).all()
    assert (in_post.sum("post").values > 0.85 * POSTS).all()  # the opening has 92 %, an election leaves about 91


def test_opening_and_joined_less_left_is_closing_by_post_and_year(run: Projection) -> None:
    books = run.books
    left = [NAMES.index(name) for name in LEAVING_FLOWS]
    stock = books.in_post.sum(axis=3)
    came = books.flows[:, :, NAMES.index("joined")] + books.moves.sum(axis=2)
    went = books.flows[:, :, left].sum(axis=2) + books.moves.sum(axis=3)
    assert books.moves.sum() > 0
    assert np.array_equal(stock[:, :-1] + came - went, stock[:, 1:])


# ---- pay ---------------------------------------------------------------------------------------------------------


def test_reserve_staff_have_80_85_90_and_all_of_a_members_pay_to_the_fen(
    law: Policy, run: Projection, pack: dict[str, Any]
) -> None:
    layout = run.plan.pay
    prices = monthly_prices(law, layout)
    due = Fraction(first(pack, "pay.post_sum")["member"]) * 100
    assert first(pack, "pay.post_sum")["reserve"] * 100 == due
    for period, month in enumerate(layout.starts):
        if month_of_year(month) == 7:
            due = Fraction(half_up(due * Fraction(102, 100)))
        for step, share in enumerate(RAMP):
            cell = np.ravel_multi_index((RESERVE, 0, 3, 0, 0, step), layout.lengths)  # satisfactory
            paid = [int(prices[item][period, cell]) for item in ("basic_pay", "performance_pay", "full_pay")]
            assert paid == [half_up(due * share * 4 / 5), half_up(due * share / 5), half_up(due * share)]
            for post in range(RESERVE):
                member = np.ravel_multi_index((post, 0, 3, 0, 0, step), layout.lengths)
                assert prices["full_pay"][period, member] == prices["full_pay"][period, member - step]


def test_performance_pay_is_full_half_or_none_and_excellent_brings_1500(pack: dict[str, Any]) -> None:
    assert first(pack, "pay.performance_by_rating") == {
        "unrated": 1,
        "failed": 0,
        "basic": 0.5,
        "satisfactory": 1,
        "excellent": 1,
    }
    assert first(pack, "pay.year_end_sum")["excellent"] == 1500
    assert sum(first(pack, "pay.year_end_sum").values()) == 1500


def test_meals_are_200_a_month_and_with_check_ups_every_second_year_borne_by_the_street(
    run: Projection, pack: dict[str, Any]
) -> None:
    budget = cost(run)
    years = np.array([start // YEAR for start in run.plan.pay.starts])
    served = run.books.pay[MONTHS].by_period @ (years[:, None] == np.array(run.years))
    meals, check_ups = (budget.fen[:, :, list(ITEMS).index(line)] for line in ("meals", "check_up"))
    assert np.array_equal(meals, served * 200_00)
    closing = run.books.in_post.sum(axis=(2, 3))[:, 1:]
    due = np.array([(year - 2021) % 2 == 0 for year in run.years])
    assert np.array_equal(check_ups, closing * due * first(pack, "welfare.check_up") * 100)
    borne = budget.by_funder
    assert np.array_equal(np.rint(borne.sel(funder="street").values * 100), meals + check_ups)
    assert np.array_equal(
        np.rint(borne.sel(funder="county").values * 100), (budget.fen.sum(axis=2) - meals - check_ups)
    )


def test_no_road_is_closed(law: Policy) -> None:
    assert dead_ends(law) == ()
