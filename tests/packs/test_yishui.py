"""Yishui by its own arithmetic, straight from the file, beside what the project makes of it.

The text: 现有城市社区29个,其中新建城市社区6个; 将211名社区工作者定岗到117个社区网格;
拨付网格服务经费689万元; 常住人口40万.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib.analysis.outcomes import Costed, costed, outcomes_of
from simlib.analysis.service import grids_with_own_worker, workers_per_grid
from simlib.budget.lines import cost
from simlib.months import YEAR, month_number
from simlib.policy import Policy, dead_ends
from simlib.population.person import EXCELLENT, LEAVING_FLOWS, MALE
from simlib.population.world import MONTHS
from simlib.projection import Projection, project
from simlib.rules.findings import findings
from simlib.staff.opening import Staff
from tests.packs.written import first, half_up
from tests.simulation.lives import after, serving

FOLDER = Path(__file__).resolve().parents[2] / "scenarios/cities/yishui"
COMMUNITIES, NEW, GRIDS, WORKERS = 29, 6, 117, 211
RESIDENTS, NORM = 400_000, 18
GRID_MONEY = 6_890_000  # yuan
BANDS = {"head": (7, 18), "deputy": (4, 15), "assistant": (1, 12)}  # Jinan, article 18
DAYS = 163  # 1 January to 13 June 2022, 今年来
REPLICATIONS = 8


@pytest.fixture(scope="module")
def run(law: Policy, staff: Staff) -> Projection:
    return project(law, staff, years=10, replications=REPLICATIONS, seed=2027)


def posts_of(pack: dict[str, Any]) -> dict[str, int]:
    """Posts of each community: its grids × staff per grid to the nearest, and a head and a deputy."""
    per_grid = Fraction(str(first(pack, "establishment.staff_per_grid")))
    upper = first(pack, "establishment.upper_posts")
    kinds = {u: next(k for k, n in of.items() if n) for u, of in first(pack, "establishment.communities").items()}
    grids = first(pack, "establishment.grids")
    return {u: half_up(grids[u] * per_grid) + sum(upper[kind].values()) for u, kind in kinds.items()}


# ---- what the text says ------------------------------------------------------------------------------------------


def test_there_are_29_communities_of_which_6_are_new(pack: dict[str, Any]) -> None:
    places = first(pack, "establishment.communities")
    assert list(places) == list(pack["units"])
    assert len(places) == COMMUNITIES == sum(sum(of.values()) for of in places.values())
    assert sum(of["new_community"] for of in places.values()) == NEW


def test_there_are_117_grids_three_to_five_in_a_community(pack: dict[str, Any]) -> None:
    grids = first(pack, "establishment.grids")
    assert list(grids) == list(pack["units"])
    assert sum(grids.values()) == GRIDS
    assert set(grids.values()) <= {floor(GRIDS / COMMUNITIES) - 1, 4, ceil(GRIDS / COMMUNITIES)}


def test_rounded_by_community_there_are_211_posts(pack: dict[str, Any], law: Policy, run: Projection) -> None:
    posts = posts_of(pack)
    assert sum(posts.values()) == WORKERS
    assert all(one > grids for one, grids in zip(posts.values(), first(pack, "establishment.grids").values()))
    engine = run.plan.establishment(law.opening or 0)
    assert engine.sum(axis=1).tolist() == list(posts.values())
    assert run.data.establishment.sum("post").values.tolist() == [WORKERS] * 10


def test_no_community_falls_on_half_a_post(pack: dict[str, Any]) -> None:
    per_grid = Fraction(str(first(pack, "establishment.staff_per_grid")))
    assert {grids * per_grid % 1 for grids in (3, 4, 5)}.isdisjoint({Fraction(1, 2)})
    assert abs(per_grid * GRIDS - (WORKERS - 2 * COMMUNITIES)) < Fraction(1, 2) * Fraction(GRIDS, 10_000)


def test_grid_money_is_6_89_million_every_year(pack: dict[str, Any], run: Projection) -> None:
    """A grid's part is written to the fen, so 117 of them may be half a fen each away."""
    off_by = GRIDS * 0.005
    assert abs(GRIDS * first(pack, "establishment.grid_service") - GRID_MONEY) <= off_by
    paid = cost(run).yuan.sel(line="grid_service").values
    assert paid.shape == (REPLICATIONS, 10)
    assert np.abs(paid - GRID_MONEY).max() <= off_by


def test_one_person_costs_pay_and_contributions_and_no_grid_money(law: Policy, run: Projection) -> None:
    """Grid money stands apart: twice of it changes nobody's pay, and the year's cost by it alone."""
    shown = outcomes_of(law)
    found = costed(run)
    people = run.data["in_post"].sum(["post", "grade"]).values
    mean_staff = (people[:, 1:] + people[:, :-1]) / 2
    lines = cost(run).yuan
    for_people = lines.sum("line").values - lines.sel(line="grid_service").values
    assert shown["cost_per_head"].values(found) == pytest.approx(for_people / mean_staff)
    assert shown["cost_of_places"].values(found) == pytest.approx(lines.sel(line="grid_service").values)
    twice = Costed(run, cost(run, law.with_values({"establishment.grid_service": 117_777.78})))
    assert shown["cost_per_head"].values(twice) == pytest.approx(for_people / mean_staff)
    assert (shown["cost"].values(twice) - shown["cost"].values(found)).min() == pytest.approx(GRID_MONEY, rel=1e-6)


def test_bands_are_those_of_three_posts_three_apart(pack: dict[str, Any]) -> None:
    assert {post: (band["lowest"], band["highest"]) for post, band in first(pack, "grades.band").items()} == BANDS
    assert {high - low + 1 for low, high in BANDS.values()} == {12}
    assert [low for low, _ in BANDS.values()] == [7, 4, 1]


def test_eighteen_per_10000_would_be_720(pack: dict[str, Any], law: Policy, staff: Staff) -> None:
    residents = first(pack, "establishment.residents")
    assert sum(residents.values()) == RESIDENTS
    by_hand = [half_up(Fraction(of * NORM, 10_000)) for of in residents.values()]
    assert sum(by_hand) == RESIDENTS * NORM // 10_000 == 720
    reform = law.with_values({"rules.establishment": "norm_per_population"})
    plan = project(reform, staff, years=1, replications=1, seed=1).plan
    assert plan.establishment(law.opening or 0).sum(axis=1).tolist() == by_hand


# ---- what is calibrated on it ------------------------------------------------------------------------------------


def test_two_are_dismissed_for_incompetence_in_the_time_the_text_covers(pack: dict[str, Any]) -> None:
    assert first(pack, "dismissal.failed_years") == 1
    assert round(WORKERS * first(pack, "appraisal.failed_rate") * DAYS / 365) == 2


def test_two_to_four_and_a_half_a_year_pass_the_examination(pack: dict[str, Any], law: Policy, staff: Staff) -> None:
    """2 in the year if the examination is yearly, 2 × 365 ÷ 163 = 4.5 by the calendar."""
    age, service = ((law.opening or 0) - staff.records[name] for name in ("birth", "service_from"))
    young = age < YEAR * (first(pack, "channel.highest_age") + 1)
    eligible = (young & (service >= YEAR * first(pack, "channel.minimum_service"))).sum()
    assert 2 <= eligible * first(pack, "channel.share") <= 2 * 365 / DAYS


def test_an_election_is_won_by_some_ten_recruited_workers(law: Policy, staff: Staff) -> None:
    """Each community by itself: who is replaced from inside, less the deputies who were to be, but have become head."""
    many, expected, variance = 400, 0.0, 0.0
    inside = 0.25 * (1 - 0.2)
    for unit in range(COMMUNITIES):
        heads, deputies, assistants = (
            int(((staff.records["unit"] == unit) & (staff.records["post"] == post)).sum()) for post in range(3)
        )
        assert heads <= 1 and deputies <= 1 and assistants >= 1
        up = inside * heads * deputies  # the nearest post first: the deputy becomes head
        expected += inside * heads + inside * (deputies - up)
        variance += (heads + deputies) * inside  # a yes or no for each has no more
    soon = law.with_values({"election.first_month": "2027-01", "rules.promotion": "none"})
    moves = project(soon, staff, years=1, replications=many, seed=3).data.moves
    elected = moves.sel(from_post="assistant", post=["head", "deputy"]).sum(("year", "post"))
    elected = elected + moves.sel(from_post="deputy", post="head").sum("year")
    assert abs(float(elected.mean()) - expected) < 4 * sqrt(variance / many)
    assert 9 <= expected <= 11


def test_mean_pay_lies_between_the_two_counties_reported(run: Projection) -> None:
    """Lijin some 4,500 yuan a month, Jining Rencheng 76,000 a year."""
    lines = ["basic_pay", "performance_pay", "education_allowance", "certificate_allowance"]
    paid = cost(run).yuan.sel(line=lines, year=2027).sum("line").mean()
    served = run.books.pay[MONTHS].by_period.mean(axis=0)
    in_2027 = np.array([start // YEAR == 2027 for start in run.plan.pay.starts])
    assert 12 * 4500 < float(paid) / (served[in_2027].sum() / YEAR) < 76_000


# ---- the quota in small units ------------------------------------------------------------------------------------


def excellent_heads(law: Policy, staff: Staff) -> list[int]:
    world = after(law, staff, YEAR, REPLICATIONS, 5)
    return [sum(p.post == 0 and p.rating == EXCELLENT for p in serving(world, r)) for r in range(REPLICATIONS)]


def test_a_quota_by_community_rounds_to_nothing_for_heads_and_the_countys_does_not(law: Policy, staff: Staff) -> None:
    """0.2 × 1 = 0.2, down to none; 0.2 × 29 = 5.8, down to five, four with fewer than 25 heads rated."""
    share = law.value("appraisal.excellent_share", law.opening or 0)
    assert (floor(share * 1), floor(share * COMMUNITIES)) == (0, 5)
    assert excellent_heads(law.with_values({"appraisal.scope": "unit"}), staff) == [0] * REPLICATIONS
    assert set(excellent_heads(law, staff)) <= {3, 4, 5}


def test_the_check_finds_that_dead_end_and_none_in_the_pack(law: Policy) -> None:
    """By community heads are 29 groups of one; the 29 groups of others have 5 posts at least, and 0.2 × 5 = 1."""
    by_community = [problem.what.en for problem in findings(law.with_values({"appraisal.scope": "unit"}))]
    assert any("in 29 of the 58 groups that share a quota nobody can be excellent" in what for what in by_community)
    assert not any("quota" in problem.what.en for problem in findings(law))


# ---- ten years ---------------------------------------------------------------------------------------------------


def test_opening_joined_and_left_make_the_closing_by_post_and_year(run: Projection) -> None:
    data = run.data
    stock = data.in_post.sum("grade")
    joined, left = data.flows.sel(flow="joined"), data.flows.sel(flow=list(LEAVING_FLOWS)).sum("flow")
    came, went = data.moves.sum("from_post"), data.moves.sum("post").rename(from_post="post")
    by_hand = stock.values[:, :-1] + (joined - left + came - went).transpose("replication", "year", "post").values
    assert np.array_equal(by_hand, stock.values[:, 1:])
    assert left.sum() > 0 and came.sum() > 0


def test_no_post_is_filled_beyond_its_establishment_anywhere(run: Projection, pack: dict[str, Any]) -> None:
    data = run.data
    assert (data.in_post.sum("grade").values[:, 1:] <= data.establishment.values).all()
    assert (data.by_unit.values <= np.array(list(posts_of(pack).values()))).all()


def test_nobody_serves_beyond_the_statutory_age_who_has_not_chosen_to(law: Policy, staff: Staff) -> None:
    """每四个月延迟一个月: men from 60 to 63, women on the highest track from 55 to 58; chosen delay switched off."""
    law = law.with_values({"retirement.late_share": 0})
    end = month_number(2036, 12)
    world = after(law, staff, 10 * YEAR, REPLICATIONS, 9)
    oldest = 0
    for replication in range(REPLICATIONS):
        for person in serving(world, replication):
            age, since = (60, 1965) if person.sex == MALE else (55, 1970)
            place = int(person.birth) - month_number(since, 1) + 1  # the how-manieth birth month affected
            delay = min(36, max(0, ceil(place / 4)))
            assert end < int(person.birth) + YEAR * age + delay
            oldest = max(oldest, end - int(person.birth))
    assert oldest > 50 * YEAR


def test_some_nine_posts_in_ten_are_filled_and_nearly_every_grid_has_a_worker_of_its_own(
    run: Projection, pack: dict[str, Any]
) -> None:
    """A community of 4 grids and 7 posts is short when 4 are vacant: a tenth vacant, 35 × 0.1⁴ = 0.0035 of the time.

    16 of those make 0.06 grids to share at a year's end; more than three at once (a Poisson chance of 10⁻⁶ each) are a
    fault. Posts filled: 211 × 0.1 × 0.9 = 4.4², and four of that are 0.08 below 0.9; an election empties 7 more.
    """
    grids = np.array(list(first(pack, "establishment.grids").values()))
    people = run.data.by_unit.values
    filled = people.sum(axis=2) / WORKERS
    assert filled.min() > 0.9 - 0.08 - 7 / WORKERS
    assert abs(filled.mean() - 0.9) < 0.03
    short = GRIDS - np.minimum(people, grids).sum(axis=2)
    assert short.max() <= 3
    assert np.allclose(workers_per_grid(run), people[:, 1:].sum(axis=2) / GRIDS)
    assert np.allclose(grids_with_own_worker(run), 1 - short[:, 1:] / GRIDS)


def test_no_road_is_closed(law: Policy) -> None:
    assert dead_ends(law) == ()
