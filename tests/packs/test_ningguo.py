"""Ningguo by its own arithmetic, straight from the text and the pack's file, beside what the project makes of it.

The text: 第1年按照一般两委委员的80%, 第2年、第3年85%90%, 第4年开始按照一般两委成员; 优秀比例一般不超过20%, 前30%的社区可提高到30%;
女性社区工作者退休年龄一般为50周岁, 留任至53, 55周岁; 按每人200/月标准核定误餐补贴经费, 由街道(镇)自行担.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from simlib import project
from simlib.budget import cost
from simlib.budget.prices import monthly_prices
from simlib.months import YEAR, month_of_year
from simlib.policy import Policy, dead_ends, load_policy
from simlib.policy.axes import LINES
from simlib.population.person import EXCELLENT, FEMALE, LEAVING_FLOWS, UNRATED
from simlib.population.staff import Staff
from simlib.population.world import MONTHS, World
from simlib.projection import Projection
from simlib.simulation.staffing import load_staff
from tests.rules.schedule import SCHEDULE
from tests.simulation.lives import NAMES, after, lives, serving

FOLDER = Path(__file__).resolve().parents[2] / "scenarios/cities/ningguo"
POSTS, COMMUNITIES, MOST = 193, 18, 15  # reported in 2019: the total, and the most in a community
COMMITTEE = range(5, 10)  # the law on residents' committees
RAMP = [Fraction(share, 100) for share in (80, 85, 90, 100)]
LATEST_CHOICE = 36  # months, 延迟时间最长不超过三年
RESERVE, REPLICATIONS, SEED = 3, 8, 2027


@pytest.fixture(scope="module")
def pack() -> dict[str, Any]:
    """The file as it is written."""
    return YAML(typ="safe").load((FOLDER / "policy.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def law() -> Policy:
    return load_policy(FOLDER)


@pytest.fixture(scope="module")
def staff(law: Policy) -> Staff:
    return load_staff(law)


@pytest.fixture(scope="module")
def run(law: Policy, staff: Staff) -> Projection:
    return project(law, staff, years=10, replications=REPLICATIONS, seed=SEED)


@pytest.fixture(scope="module")
def decembers(law: Policy, staff: Staff) -> list[World]:
    """The worlds as they stand at the end of each year."""
    return [after(law, staff, YEAR * years, REPLICATIONS, SEED) for years in range(1, 11)]


def half_up(amount: Fraction) -> int:
    """Whole fen."""
    return floor(amount + Fraction(1, 2))


def first(pack: dict[str, Any], term: str) -> Any:
    """The value a provision starts with."""
    return next(iter(pack["provisions"][term]["values"].values()))["value"]


def table(pack: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Posts of a community of each size; all streets have the same."""
    return first(pack, "establishment.table")["others"]


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


def test_nothing_is_moved_between_communities_and_one_post_may_be(pack: dict[str, Any]) -> None:
    assert first(pack, "establishment.adjustment") == 0
    assert first(pack, "establishment.tolerance") == 1  # 相差均不得超过1名


def test_the_run_has_those_posts_and_never_more_people_in_them(run: Projection) -> None:
    posts, in_post = run.data.establishment, run.data.in_post.sum("grade")
    assert posts.sum("post").values.tolist() == [POSTS] * 10
    assert (in_post.values <= posts.values[0]).all()
    assert (in_post.sum("post").values > 0.85 * POSTS).all()  # the opening has 92 %, an election leaves about 91


def test_no_community_has_more_in_a_post_than_it_is_given(decembers: list[World]) -> None:
    for world in decembers:
        assert (world.places.in_post <= world.places.authorised).all()


# ---- people ------------------------------------------------------------------------------------------------------


def test_opening_and_joined_less_left_is_closing_by_post_and_year(run: Projection) -> None:
    books = run.books
    left = [NAMES.index(name) for name in LEAVING_FLOWS]
    stock = books.in_post.sum(axis=3)
    came = books.flows[:, :, NAMES.index("joined")] + books.moves.sum(axis=2)
    went = books.flows[:, :, left].sum(axis=2) + books.moves.sum(axis=3)
    assert books.moves.sum() > 0
    assert np.array_equal(stock[:, :-1] + came - went, stock[:, 1:])


def test_nobody_is_past_the_age_that_the_law_and_the_text_give(decembers: list[World], staff: Staff) -> None:
    """Men 60 and women 50, later by the national schedule and by 36 months at most, chosen or granted to a secretary."""
    for month, person in everybody(decembers, staff):
        track = "women_50" if person.sex == FEMALE else "men_60"
        assert month < SCHEDULE[track][int(person.birth)] + LATEST_CHOICE


def test_whoever_stays_on_is_a_woman_and_secretary_and_goes_by_55(decembers: list[World], law: Policy) -> None:
    """Since 2025 the 55 of the text is a bound of its own only up to the statutory age, which ends at 55 too."""
    stayed = [person for world in decembers for r in range(REPLICATIONS) for person in serving(world, r) if person.extended]
    assert stayed
    for person in stayed:
        statutory = SCHEDULE["women_50"][int(person.birth)]
        assert person.sex == FEMALE and law.axis("post")[person.post] == "head"
        assert 0 < person.extended <= LATEST_CHOICE
        assert statutory + person.extended <= person.birth + 12 * 55


def test_recruits_are_at_most_35_and_have_a_college_diploma(decembers: list[World], staff: Staff) -> None:
    roster = set(staff.records["key"].tolist())
    recruits = [
        p for world in decembers for r in range(REPLICATIONS) for p in serving(world, r) if int(p.key) not in roster
    ]
    assert len(recruits) > 100
    assert max(int(p.joined - p.birth) for p in recruits) < 12 * 36
    assert min(int(p.education) for p in recruits) >= 1


def test_new_committee_members_have_three_years_of_service(decembers: list[World], run: Projection) -> None:
    """新任的社区两委成员一般应具有3年及以上社区或村工作经验: elected or appointed, from the staff or from outside."""
    opening = run.plan.months[0]
    newly = Counter[bool]()
    for world in decembers:
        for replication in range(REPLICATIONS):
            for person in serving(world, replication):
                if person.post < RESERVE and person.post_from >= opening:
                    newly[bool(person.post_from - person.service_from >= 3 * YEAR)] += 1
    assert newly[True] > 100 and not newly[False]


def everybody(decembers: list[World], staff: Staff) -> Iterator[tuple[int, Any]]:
    """Month and record of everybody in post at the end of each year, and on the roster."""
    yield from ((staff.month, person) for person in staff.records.view(np.recarray))
    for world in decembers:
        for replication in range(REPLICATIONS):
            yield from ((int(world.state.month[0, 0]), person) for person in serving(world, replication))


# ---- the appraisal -----------------------------------------------------------------------------------------------


def test_a_fifth_of_a_community_is_excellent_or_in_the_first_of_a_street_three_tenths(
    decembers: list[World], pack: dict[str, Any]
) -> None:
    """Counted by community and rounded down; of six, five and four communities one is first, of one none."""
    places = [sum(of.values()) for of in first(pack, "establishment.communities").values()]
    best = [floor(Fraction(3, 10) * number) for number in places]
    assert (places, best) == ([6, 5, 4, 1, 1, 1], [1, 1, 1, 0, 0, 0])
    for world in decembers:
        for replication in range(REPLICATIONS):
            rated, excellent = Counter[int](), Counter[int]()
            for person in serving(world, replication):
                rated[int(person.place)] += person.rating != UNRATED
                excellent[int(person.place)] += person.rating == EXCELLENT
            more = Counter[int]()
            for place, number in rated.items():
                assert excellent[place] <= floor(Fraction(3, 10) * number)
                more[int(world.places.unit[replication, place])] += excellent[place] > floor(Fraction(1, 5) * number)
            assert all(more[unit] <= best[unit] for unit in range(6))


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


def test_a_reserve_workers_step_is_the_years_since_joining_less_the_poor_ones(decembers: list[World]) -> None:
    """At most one step a year, and never one that was not earned by a year of service."""
    steps = Counter[int]()
    for world in decembers:
        for replication in range(REPLICATIONS):
            month = int(world.state.month[replication, 0])
            for person in serving(world, replication):
                years = (month - int(person.joined)) // YEAR
                assert person.ramp_step <= min(years, 3)
                assert person.ramp_step >= min(years, 3) - 2  # two poor years in three are the most anyone has here
                steps[int(person.ramp_step)] += person.post == RESERVE
    assert all(steps[step] > 0 for step in range(4))


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
    served = run.books.pay[:, MONTHS].sum(axis=2) @ (years[:, None] == np.array(run.years))
    meals, check_ups = (budget.fen[:, :, list(LINES).index(line)] for line in ("meals", "check_up"))
    assert np.array_equal(meals, served * 200_00)
    closing = run.books.in_post.sum(axis=(2, 3))[:, 1:]
    due = np.array([(year - 2021) % 2 == 0 for year in run.years])
    assert np.array_equal(check_ups, closing * due * first(pack, "welfare.check_up") * 100)
    borne = budget.by_funder
    assert np.array_equal(np.rint(borne.sel(funder="street").values * 100), meals + check_ups)
    assert np.array_equal(np.rint(borne.sel(funder="county").values * 100), (budget.fen.sum(axis=2) - meals - check_ups))


def test_whoever_is_dismissed_failed_twice_running(law: Policy, staff: Staff) -> None:
    """With every tenth failed each year some are, and nobody in the first December without a failed year behind them."""
    often = law.with_values({"appraisal.failed_rate": 0.3})
    world = after(often, staff, 3 * YEAR, REPLICATIONS, SEED)
    before = {int(p.key) for p in staff.records.view(np.recarray) if p.failed_run > 0}
    dismissed = [
        (event.month, key)
        for replication in range(REPLICATIONS)
        for key, life in lives(world, replication).items()
        for event in life
        if event.flow == "dismissed"
    ]
    opening = law.opening or 0
    assert {key for month, key in dismissed if month < opening + YEAR} <= before
    assert sum(month >= opening + YEAR for month, _ in dismissed) > REPLICATIONS


def test_no_road_is_closed(law: Policy) -> None:
    assert dead_ends(law) == ()
