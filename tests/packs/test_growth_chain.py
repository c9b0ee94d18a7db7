"""The growth-chain district by its own arithmetic, straight from the file, beside what the project makes of it.

The text: 将全区划分为817个xx格, 每300-500户居民小区; 优秀等次占比不超过25%; 基本报酬占本岗位等级应发报酬的80%.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib.budget.guaranteed_income import guaranteed_income
from simlib.budget.lines import cost
from simlib.budget.monthly_prices import monthly_prices
from simlib.budget.scale import coefficients
from simlib.budget.terms_by_month import TermsByMonth
from simlib.months import parse_month
from simlib.policy import Policy, dead_ends
from simlib.population.world import MONTHS
from simlib.projection import Projection, project
from simlib.rules import establishment
from simlib.rules.establishment import places_of
from simlib.staff.load import load_staff
from tests.packs.written import first, half_up, written

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
FOLDER = SCENARIOS / "cities/growth_chain"
GRIDS = 817
HOUSEHOLDS = (300, 500)  # of a grid
BANDS = {"head": (7, 18), "deputy": (5, 16), "member": (3, 14), "assistant": (1, 12)}
INSURED_FROM = 458_796  # fen a month: the floor of contributions, below everybody's pay


@pytest.fixture(scope="module")
def pack() -> dict[str, Any]:
    """The file as it is written, with that of the district which it extends."""
    district, own = (written(folder) for folder in (SCENARIOS / "districts/growth_district", FOLDER))
    assert not set(district["provisions"]) & set(own["provisions"])
    return {**district, **own, "provisions": {**district["provisions"], **own["provisions"]}}


@pytest.fixture(scope="module")
def run(law: Policy) -> Projection:
    return project(law, load_staff(law), years=10, replications=8, seed=2027)


def authorised(law: Policy, reviews: tuple[int, ...] = (), **values: Any) -> np.ndarray:
    """Posts of each place in the opening month, (places, posts), with some terms of the establishment changed."""
    month = law.opening or 0
    policy = law.with_values({f"establishment.{name}": value for name, value in values.items()})
    places = places_of(policy, range(month, month + 1))
    return establishment.authorised(policy, places, month, reviews)


# ---- what the text says ------------------------------------------------------------------------------------------


def test_the_grids_are_the_published_817(pack: dict[str, Any]) -> None:
    grids = first(pack, "establishment.grids")
    assert list(grids) == list(pack["units"])
    assert sum(grids.values()) == GRIDS


def test_bands_are_the_published_ones_two_apart_and_ten_in_common(pack: dict[str, Any]) -> None:
    """The text adds 每岗12级、交叉3级: the twelve agree with its own bands, the three do not."""
    bands = {post: (band["lowest"], band["highest"]) for post, band in first(pack, "grades.band").items()}
    assert bands == BANDS
    for (_, above), (_, below) in zip(list(bands.items()), list(bands.items())[1:], strict=False):
        assert above[0] - below[0] == 2
        assert len(set(range(above[0], above[1] + 1)) & set(range(below[0], below[1] + 1))) == 10
    assert {high - low + 1 for low, high in bands.values()} == {12}


def test_shares_months_and_allowances_are_the_published_ones(pack: dict[str, Any]) -> None:
    assert first(pack, "appraisal.excellent_share") == 0.25
    assert first(pack, "pay.performance_share") == 0.2
    months = first(pack, "pay.year_end_months")
    assert (months["excellent"], months["satisfactory"]) == (1.5, 1)
    assert list(first(pack, "pay.education_allowance").values()) == [0, 0, 100, 200, 400]
    assert list(first(pack, "pay.certificate_allowance").values()) == [0, 100, 200, 300]


# ---- what is assumed fits together -------------------------------------------------------------------------------


def test_there_is_a_committee_member_to_head_every_grid(pack: dict[str, Any]) -> None:
    """由社区X委委员担任X支部书记或X小组组长,并兼任xx格长"""
    communities = sum(of["community"] for of in first(pack, "establishment.communities").values())
    committee = sum(first(pack, "establishment.upper_posts")["community"].values())
    assert 5 <= committee <= 9  # the law on residents' committees
    assert communities * (committee - 1) < GRIDS <= communities * committee


def test_communities_are_of_the_size_the_law_has_in_mind(pack: dict[str, Any]) -> None:
    """1,000 to 3,000 households, at the middle of 300 to 500 households a grid."""
    communities = sum(of["community"] for of in first(pack, "establishment.communities").values())
    assert 1000 <= GRIDS * sum(HOUSEHOLDS) / 2 / communities <= 3000


def test_the_coefficients_run_from_0_8_to_1_21(pack: dict[str, Any], law: Policy) -> None:
    lowest, step = (Fraction(str(first(pack, f"pay.{name}"))) for name in ("lowest_coefficient", "coefficient_step"))
    by_hand = [lowest + step * grade for grade in range(18)]
    assert by_hand[0] == Fraction("0.8")
    assert abs(by_hand[-1] - Fraction("1.21")) < Fraction("0.001")
    assert coefficients(TermsByMonth(law, (law.opening or 0,)))[0] == pytest.approx([float(one) for one in by_hand])


# ---- the establishment -------------------------------------------------------------------------------------------


def test_the_establishment_is_a_post_for_each_grid_and_seven_for_each_community(law: Policy) -> None:
    posts = authorised(law)
    assert len(posts) == 120
    assert posts.sum(axis=0).tolist() == [120, 240, 480, GRIDS]
    assert set(posts[:, 3].tolist()) == {6, 7}  # 68 or 69 grids among ten communities


@pytest.mark.parametrize(
    ("staff", "rounding", "of_first", "of_others"),
    [
        (0.5, "down", 34, 34),
        (0.5, "up", 35, 34),
        (0.5, "nearest", 35, 34),
        (1.25, "down", 86, 85),
        (2, "down", 138, 136),
    ],
)
def test_several_grids_a_worker_or_several_workers_a_grid(
    law: Policy, staff: float, rounding: str, of_first: int, of_others: int
) -> None:
    """69 and 68 grids × staff per grid, rounded for the street."""
    by_street = authorised(law, staff_per_grid=staff, rounding=rounding)[:, 3].reshape(12, 10).sum(axis=1)
    assert by_street.tolist() == [of_first] + [of_others] * 11


def test_a_streets_posts_are_shared_evenly_the_first_places_having_one_more(law: Policy) -> None:
    streets = authorised(law, staff_per_grid=1.25, rounding="down")[:, 3].reshape(12, 10)
    assert streets[0].tolist() == [9] * 6 + [8] * 4  # 86
    assert streets[1].tolist() == [9] * 5 + [8] * 5  # 85


def test_a_review_changes_the_staff_of_grids_and_not_the_committees(law: Policy) -> None:
    month = law.opening or 0
    posts = authorised(law, reviews=(month, month + 1), review_change=-0.1)
    streets = posts[:, 3].reshape(12, 10).sum(axis=1)
    assert streets.tolist() == [62] + [61] * 11  # 69 and 68 × 0.9, once: the second review is still to come
    assert posts[:, :3].sum(axis=0).tolist() == [120, 240, 480]


def test_a_community_fewer_leaves_the_streets_grids_to_the_others(law: Policy) -> None:
    communities = {f"street_{n:02}": {"community": 9 if n == 1 else 10} for n in range(1, 13)}
    posts = authorised(law, communities=communities)
    assert len(posts) == 119
    assert posts.sum(axis=0).tolist() == [119, 238, 476, GRIDS]


def test_a_community_founded_next_year_has_no_posts_before(law: Policy) -> None:
    month = law.opening or 0
    eleven = {f"street_{n:02}": {"community": 11 if n == 1 else 10} for n in range(1, 13)}
    policy = law.with_values({"establishment.communities": eleven}, start=month + 12)
    places = places_of(policy, range(month, month + 24))
    before, after = (establishment.authorised(policy, places, at) for at in (month, month + 12))
    assert len(places.unit) == 121
    assert before[10].tolist() == [0, 0, 0, 0]
    assert before.sum(axis=0).tolist() == [120, 240, 480, GRIDS]
    assert after[10].tolist() == [1, 2, 4, 6]  # 69 grids among eleven
    assert after.sum(axis=0).tolist() == [121, 242, 484, GRIDS]


# ---- pay ---------------------------------------------------------------------------------------------------------


def test_a_months_pay_is_the_arithmetic_of_the_text(law: Policy, run: Projection, pack: dict[str, Any]) -> None:
    """Base × coefficient, 80/20, the allowance of degree and certificate; contributions on the sum of it."""
    layout, law = run.plan.pay, law.with_values({"rules.contributions": "this_month"}, 0)
    prices = {item: price[0] for item, price in monthly_prices(law, layout).items()}
    grade, rating, education, certificate = 9, 4, 2, 2  # grade 10, excellent, bachelor, social worker
    cell = np.ravel_multi_index((3, grade, rating, education, certificate, 0), layout.lengths)
    base = Fraction(str(first(pack, "pay.base"))) * 100
    due = base * (Fraction("0.8") + grade * Fraction("0.0241"))
    performance = due / 5 * Fraction(str(first(pack, "pay.performance_by_rating")["excellent"]))
    bachelor = half_up(100_00 * (1 - Fraction(str(first(pack, "pay.one_certificate_share"))) / 2))
    paid = [half_up(due * 4 / 5), half_up(performance), bachelor, 200_00]
    items = ("basic_pay", "performance_pay", "education_allowance", "certificate_allowance")
    assert [prices[item][cell] for item in items] == paid
    assert sum(paid) > INSURED_FROM
    assert prices["pension"][cell] == half_up(Fraction(16 * sum(paid), 100))
    assert prices["full_pay"][cell] == half_up(due) + bachelor + 200_00
    assert prices["reward_month"][cell] == half_up(due)  # of which 1.5 at year end


# ---- ten years ---------------------------------------------------------------------------------------------------


def test_the_staff_stays_near_its_establishment_for_ten_years(run: Projection) -> None:
    data = run.data
    in_post = data.in_post.sum(("post", "grade")).values
    posts = data.establishment.sum("post").values
    assert posts.tolist() == [1657] * 10
    assert (in_post[:, 1:] <= posts).all()
    assert (in_post > 0.88 * 1657).all()  # about 7 % vacant, some 9 % after an election


def test_mean_income_is_no_less_than_the_average_wage(run: Projection) -> None:
    """年人均收入不低于上年度全市城镇单位职工平均工资: 7,496 yuan a month in 2024, 2 % more each year.

    The base alone falls short of it by a few percent, as the pack says; the guarantee makes it good, and pays no more.
    """
    wages = ["basic_pay", "performance_pay", "year_end_reward", "education_allowance", "certificate_allowance"]
    lines = cost(run).yuan.sum("replication")
    served = run.books.pay[MONTHS].by_period.sum(axis=0)  # person-months by pay period
    in_year = np.array([start // 12 for start in run.plan.pay.starts])[:, None] == np.array(run.years)
    people = served @ in_year / 12
    since_2024 = accumulate(range(11), lambda before, _: round(before * 1.02, 2), initial=7496 * 12.0)
    wage = np.array(list(since_2024)[2:12])  # that of 2026 for 2027
    paid = lines.sel(line=wages).sum("line").values / people
    guarantee = lines.sel(line="guarantee").values / people
    assert ((paid + guarantee) * (1 + 1e-9) >= wage).all()
    assert (paid >= wage * 0.97).all()
    assert guarantee[0] == pytest.approx(wage[0] - paid[0])  # every replication falls short in the first year


def test_the_wage_that_a_notice_of_2025_publishes_is_that_of_2024(law: Policy) -> None:
    """89,952 in 2024; × 1.02 is 91,751.04 in 2025 and 93,586.06 (93,586.0608) in 2026, guaranteed for 2027."""
    assert guaranteed_income(law, 2025) == 89_952_00
    assert guaranteed_income(law, 2026) == 91_751_04
    assert guaranteed_income(law, 2027) == 93_586_06
    by_series = law.provisions["anchor.wage"].at(parse_month("2024-12")).value
    assert by_series.tolist() == [69_476_00, 124_110_00, 89_952_00]  # private, non-private, full calibre, all of 2024


def test_no_road_is_closed(law: Policy) -> None:
    assert dead_ends(law) == ()
