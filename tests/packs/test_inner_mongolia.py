"""Inner Mongolia by its own arithmetic, straight from the file, beside what the project makes of it.

The text: 社区工作者按照每万城镇常住人口18人的标准配备; 由盟市、旗县(市、区)两级财政分担,自治区通过转移支付方式予以支持.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib import project
from simlib.budget import Budget, cost
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS
from simlib.population.person import ELECTED, LEAVING_FLOWS, MALE
from simlib.population.world import World
from simlib.projection import Projection
from simlib.rules.establishment import authorised, places_of
from simlib.staff.opening import Staff
from tests.packs.written import first
from tests.rules.schedule import SCHEDULE
from tests.simulation.lives import NAMES, after, serving

FOLDER = Path(__file__).resolve().parents[2] / "scenarios/cities/inner_mongolia"
PUBLISHED_RESIDENTS = 16_890_000  # urban, end of 2024
COMMUNITIES = 2793  # residents' committees in the statistical codes of June 2023
LEAGUES = 12
NORM = 18  # per 10,000
FIRST, YEARS = 2027, 10
REFERENCE_WAGE = 101_160  # full-calibre average of 2025, yuan a year
BANNER_ALONE = {"pension", "medical", "unemployment", "injury", "housing_fund"}  # Art. 17
LEAVING = [NAMES.index(name) for name in LEAVING_FLOWS]


@pytest.fixture(scope="module")
def run(law: Policy, staff: Staff) -> Projection:
    return project(law, staff, years=YEARS, replications=6, seed=2027)


@pytest.fixture(scope="module")
def budget(run: Projection) -> Budget:
    return cost(run)


@pytest.fixture(scope="module")
def nobody_stays_on(law: Policy, staff: Staff) -> World:
    """Everybody at the end of the ten years, where nobody chooses to retire late."""
    return after(law.with_values({"retirement.late_share": 0}), staff, YEAR * YEARS)


def posts(pack: dict[str, Any], year: int) -> dict[str, int]:
    """Posts of each league in a January: 18 per 10,000 of the residents that it has come to, to the nearest post."""
    since = year - int(next(iter(pack["provisions"]["establishment.residents"]["values"]))[:4])
    growth = Fraction(str(first(pack, "establishment.residents_growth")))
    residents = first(pack, "establishment.residents")
    return {
        league: floor(Fraction(number * NORM, 10_000) * (1 + growth) ** since + Fraction(1, 2))
        for league, number in residents.items()
    }


# ---- what the text says ------------------------------------------------------------------------------------------


def test_the_leagues_residents_add_up_to_the_published_number(pack: dict[str, Any]) -> None:
    residents = first(pack, "establishment.residents")
    assert list(residents) == list(pack["units"])
    assert len(residents) == LEAGUES
    assert sum(residents.values()) == PUBLISHED_RESIDENTS


def test_the_communities_are_those_of_the_statistical_codes(pack: dict[str, Any]) -> None:
    communities = first(pack, "establishment.communities")
    assert list(communities) == list(pack["units"])
    assert sum(of["community"] for of in communities.values()) == COMMUNITIES


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("establishment.norm", 18),  # 每万城镇常住人口18人
        ("recruitment.highest_age", 40),  # 年龄一般在40周岁以下
        ("dismissal.failed_years", 2),  # 连续两年考核不合格
        ("institution.minimum_service", 10),  # 连续工作10年以上
        ("institution.minimum_years_in_post", 5),  # 满一届: 每届任期五年
        ("institution.posts", {"head": "yes", "deputy": "no", "worker": "no"}),  # 社区党组织书记
        ("training.hours", {"head": 56, "deputy": 40, "worker": 40}),  # 不少于56学时, 不少于40学时
        ("training.entry_hours", 24),  # 不少于24学时
        ("anchor.series", "full_calibre"),  # 全口径城镇单位就业人员平均工资
        ("entry.service_elsewhere", "yes"),  # 工作年限累计计算
        ("election.posts", {"head": "yes", "deputy": "yes", "worker": "no"}),  # 社区“两委”专职成员和社区专职工作人员
    ],
)
def test_what_the_text_publishes_stands_in_the_pack(pack: dict[str, Any], term: str, value: Any) -> None:
    assert first(pack, term) == value
    assert next(iter(pack["provisions"][term]["values"].values()))["evidence"] == "published"


def test_three_posts_of_twelve_grades_three_apart(pack: dict[str, Any]) -> None:
    """三岗十八级 as elsewhere: 7–18, 4–15, 1–12."""
    bands = [(band["lowest"], band["highest"]) for band in first(pack, "grades.band").values()]
    assert bands == [(7, 18), (4, 15), (1, 12)]


def test_hohhots_published_pay_lies_on_the_line(pack: dict[str, Any]) -> None:
    """3,738 yuan at grade 3 and 5,267 at grade 12: one base, and steps of 0.05, give both to the yuan."""
    lowest, step = (Fraction(str(first(pack, f"pay.{name}"))) for name in ("lowest_coefficient", "coefficient_step"))
    base = pack["provisions"]["pay.base"]["range"][0]
    assert [round(base * (lowest + step * (grade - 1))) for grade in (3, 12)] == [3738, 5267]


def test_the_shares_range_from_hohhots_pay_to_the_reference_wage(pack: dict[str, Any], staff: Staff) -> None:
    """Grade 1 as a share of 101,160 a year: Hohhot's of 2023, and what pays the opening staff that on average."""
    people = staff.records
    mean_coefficient = 1 + first(pack, "pay.coefficient_step") * (people["grade"].mean() - 1)
    allowance = np.array(list(first(pack, "pay.certificate_allowance").values()))[people["certificate"]].mean()
    equal = (REFERENCE_WAGE - YEAR * allowance) / mean_coefficient / REFERENCE_WAGE
    hohhot = pack["provisions"]["pay.base"]["range"][0] * YEAR / REFERENCE_WAGE
    assert pack["provisions"]["anchor.share"]["range"] == [round(hohhot, 2), round(equal, 2)]


def test_the_base_of_july_2027_is_a_share_of_the_wage_of_2026(pack: dict[str, Any], law: Policy) -> None:
    wage = REFERENCE_WAGE * (1 + Fraction(str(first(pack, "anchor.growth")["full_calibre"])))
    base = wage * Fraction(str(first(pack, "anchor.share"))) / YEAR
    assert law.value("pay.base", "2027-07") == floor(base * 100 + Fraction(1, 2))


# ---- the establishment -------------------------------------------------------------------------------------------


def test_every_year_has_18_per_10_000_of_its_residents(pack: dict[str, Any], run: Projection) -> None:
    by_year = [sum(posts(pack, year).values()) for year in range(FIRST, FIRST + YEARS)]
    assert run.data.establishment.sum("post").values.tolist() == by_year
    assert by_year == sorted(set(by_year))  # it grows every year


@pytest.mark.parametrize("year", [FIRST, FIRST + YEARS - 1])
def test_each_league_has_its_own_share_spread_evenly(
    pack: dict[str, Any], law: Policy, run: Projection, year: int
) -> None:
    month = (law.opening or 0) + YEAR * (year - FIRST)
    places = places_of(law, range(month, month + 1))
    in_place = authorised(law, places, month, run.plan.reviews)
    for unit, (league, number) in enumerate(posts(pack, year).items()):
        of_league = in_place[places.unit == unit]
        assert of_league.sum() == number, league
        assert np.ptp(of_league.sum(axis=1)) <= 1, league
        assert (of_league[:, :2] == [1, 4]).all(), league
        assert (of_league[:, 2] >= 1).all(), league


# ---- who pays ----------------------------------------------------------------------------------------------------


def test_region_league_and_banner_pay_the_whole_to_the_fen(budget: Budget) -> None:
    assert budget.fen.sum() > 0
    assert np.array_equal(budget.borne.sum(axis=3), budget.fen)


def test_each_line_is_split_as_the_pack_says(pack: dict[str, Any], budget: Budget) -> None:
    """30, 20 and 50 %, insurance and fund by the banner; two pay periods a year, each rounded by half a fen at most."""
    shares = first(pack, "funding.share")
    assert set(shares) - {"others"} == BANNER_ALONE
    for at, line in enumerate(ITEMS):
        split = shares.get(line, shares["others"])
        assert sum(Fraction(str(share)) for share in split.values()) == 1
        for funder, name in enumerate(FUNDERS):
            due = budget.fen[:, :, at] * split[name]
            rounded_twice = 1 if split[name] < 1 else 0  # the difference of two rounded sums
            assert np.abs(budget.borne[:, :, at, funder] - due).max() <= 2 * rounded_twice, (line, name)


def test_training_is_the_hours_of_those_in_post_and_of_the_recruits(
    pack: dict[str, Any], run: Projection, budget: Budget
) -> None:
    hours = np.array(list(first(pack, "training.hours").values()))
    in_post = run.books.in_post.sum(axis=3)[:, 1:]
    joined = run.books.flows[:, :, NAMES.index("joined")].sum(axis=2)
    due = (in_post @ hours + joined * first(pack, "training.entry_hours")) * first(pack, "training.yuan_per_hour")
    assert np.array_equal(budget.fen[:, :, list(ITEMS).index("training")], due * 100)


# ---- ten years ---------------------------------------------------------------------------------------------------


def test_opening_and_joined_less_left_is_closing_for_every_year_and_post(run: Projection, staff: Staff) -> None:
    books = run.books
    stock = books.in_post.sum(axis=3)
    came = books.flows[:, :, NAMES.index("joined")] + books.moves.sum(axis=2)
    went = books.flows[:, :, LEAVING].sum(axis=2) + books.moves.sum(axis=3)
    assert np.array_equal(stock[:, :-1] + came - went, stock[:, 1:])
    assert (stock[:, 0].sum(axis=1) == len(staff.records)).all()


def test_no_post_is_filled_beyond_its_establishment(pack: dict[str, Any], run: Projection) -> None:
    data = run.data
    assert (data.in_post.sum("grade").values[:, 1:] <= data.establishment.values).all()
    by_league = np.array([list(posts(pack, year).values()) for year in range(FIRST, FIRST + YEARS)])
    assert (data.by_unit.values[:, 1:] <= by_league).all()


def test_nobody_serves_past_the_statutory_age(law: Policy, nobody_stays_on: World) -> None:
    """By the schedule written out from the decision; a woman whose track her post decides is on the 55 one at most."""
    last = (law.opening or 0) + YEAR * YEARS - 1
    people = serving(nobody_stays_on, 0)
    assert len(people) > 20_000
    for person in people:
        track = "men_60" if person.sex == MALE else "women_55"
        assert SCHEDULE[track][int(person.birth)] > last


def test_recruits_are_40_at_most_and_grown_up(law: Policy, nobody_stays_on: World) -> None:
    """Those elected from outside are no recruits: they are 30 to 49, by a mix of their own."""
    people = serving(nobody_stays_on, 0)
    recruits = people[people.joined >= (law.opening or 0)]
    assert len(recruits) > 10_000
    ages, elected = recruits.joined - recruits.birth, recruits.contract == ELECTED
    assert ages[~elected].max() < 41 * YEAR and ages[elected].min() >= 30 * YEAR and ages[elected].max() < 50 * YEAR
    assert (ages - (recruits.joined - recruits.service_from)).min() >= 18 * YEAR  # service starts at 18


def test_four_recruits_in_ten_bring_service(pack: dict[str, Any], law: Policy, staff: Staff) -> None:
    """The first round, all of it in post in October: within four standard errors of the pack's share."""
    nobody_leaves = dict.fromkeys(("exits.resignation_level", "exits.death", "exits.misconduct"), 0)
    people = serving(after(law.with_values(nobody_leaves), staff, 10), 0)
    recruits = people[people.joined == (law.opening or 0) + 9]
    assert len(recruits) > 2_000
    share = 1 - first(pack, "recruitment.service_mix")["under_1"]
    bring = (recruits.joined - recruits.service_from >= YEAR).mean()
    assert abs(bring - share) <= 4 * (share * (1 - share) / len(recruits)) ** 0.5
