"""The cost by community and by month: a toy by hand, to the fen; every pack adds up to its budget, line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlib import cost, load_policy, load_staff, project
from simlib.analysis.cost_by_place import evened, placed
from simlib.budget.place_and_month import CostByPlaceAndMonth, spread
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.conftest import BEFORE_THE_ROSTER, EVERYTHING_HAPPENS
from tests.rules.runner import NO_CHANCE, with_law
from tests.rules.test_absorption import TABLE, street
from tests.rules.test_closed_communities import FIRST, MOVES, SECOND, communities
from tests.simulation.people import roster

PACKS = sorted((Path(__file__).resolve().parents[2] / "scenarios/cities").iterdir())
JULY, OCTOBER = 6, 9  # places of the months of 2027


@pytest.fixture(scope="module")
def toy(streets: Policy) -> Projection:
    """Three assistants of street 02 in 2027, all on 4,800 yuan (4,896 from July on), whatever their grade.

    One is in the second community until it closes at the end of June, and then in the first. One of the first was born
    in September 1966 and retires at 60 and 6 months, in March. One is absorbed in October, which costs 2,000 yuan.
    """
    table = {"others": street([1, 1, 0, 0], [1, 2, 2, 5])}  # no assistants in an office
    posts = {**TABLE, "establishment.table": table}
    law = with_law(streets.with_values({**communities(streets, 2), **posts}, BEFORE_THE_ROSTER), NO_CHANCE)
    nothing = {"pay.coefficient_step": 0, "pay.certificate_allowance": 0, "pay.education_allowance": 0}
    law = with_law(law, {**nothing, **MOVES, "recruitment.yuan_per_recruit": 2000})
    law = with_law(law, communities(law, 1), parse_month("2027-07"))
    law = with_law(law, {"absorption.month": "2027-10", "absorption.people": {"street_02": 1, "others": 0}})
    staff = roster(law, {"Moves": {"place": SECOND}, "Leaves": {"place": FIRST, "born": "1966-09"}})
    return project(law, staff, years=1, replications=2, seed=3)


BEFORE_JULY = 480_000 + 76_800 + 30_720 + 2_400 + 960 + 38_400 + 9_600  # pay; 16, 6.4, 0.5, 0.2, 8 and 2 % of it
FROM_JULY = 489_600 + 78_336 + 31_334 + 2_448 + 979 + 39_168 + 9_792
REWARD = 489_600  # a month's pay to those rated satisfactory: whoever came in October is not rated
RECRUIT = 200_000


def test_a_toy_by_hand(toy: Projection):
    found, names = placed(toy), toy.plan.places.names(toy.policy)
    by_place = {names[p]: int(fen) for p, fen in enumerate(found.where[0].sum(axis=1)[: len(names)]) if fen}
    first, second = 3 * BEFORE_JULY + 6 * FROM_JULY + REWARD + 3 * FROM_JULY + RECRUIT, 6 * BEFORE_JULY
    assert by_place == {FIRST: first, SECOND: second}
    assert found.streets[0].sum(axis=1).tolist()[1] == first + second == cost(toy).fen[0].sum()
    by_month = [2 * BEFORE_JULY] * 3 + [BEFORE_JULY] * 3 + [FROM_JULY] * 3 + [2 * FROM_JULY] * 3
    by_month[OCTOBER] += RECRUIT
    by_month[-1] += REWARD
    assert found.when.sum(axis=1).tolist() == by_month
    assert found.people.tolist() == [2, 2, 2, 1, 1, 1, 1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_pack_adds_up_to_its_budget_line_by_line(pack: Path):
    law = load_policy(pack)
    run = project(law, load_staff(law), years=2, replications=2, seed=1)
    _adds_up(run, spread(run))
    _means_add_up(run)


def test_what_happens_rarely_adds_up_too(streets: Policy, few: Staff):
    law = with_law(streets, {**EVERYTHING_HAPPENS, "levy.employed_share": 0})
    run = project(law, few, years=6, replications=2, seed=4)
    assert cost(run).of("severance").any() and cost(run).of("disability_levy").any()
    found = spread(run)
    _adds_up(run, found)
    assert not found.rest.any() and not found.units.any()


def _adds_up(run: Projection, found: CostByPlaceAndMonth) -> None:
    total = cost(run).fen.sum(axis=0)
    np.testing.assert_array_equal(found.places.sum(axis=1) + found.units.sum(axis=1) + found.rest, total)
    by_year = [found.months[run.years.places(y)].sum(axis=0) for y in range(len(run.years))]
    np.testing.assert_array_equal(np.array(by_year), total)
    units, ends = run.plan.places.unit, run.books.by_unit[:, 1:].sum(axis=0)
    for unit in range(ends.shape[1]):
        np.testing.assert_array_equal(found.at_end[:, units == unit].sum(axis=1), ends[:, unit])


def _means_add_up(run: Projection) -> None:
    found = placed(run)
    total = evened(cost(run).fen.sum(axis=0)[None], run.replications, axis=0)[0]
    np.testing.assert_array_equal(found.where.sum(axis=1), total)
    np.testing.assert_array_equal(found.streets.sum(axis=1), total)
    by_year = [found.when[run.years.places(y)].sum(axis=0) for y in range(len(run.years))]
    np.testing.assert_array_equal(np.array(by_year), total)


def test_nothing_depends_on_the_order_of_people_or_the_number_of_threads(streets: Policy, few: Staff):
    run, turned = (
        project(streets, Staff(records, few.month, "made by hand"), years=2, replications=2, seed=5)
        for records in (few.records, few.records[::-1].copy())
    )
    one, other = spread(run), spread(turned, workers=2)
    for name in ("places", "units", "rest", "months", "paid", "at_end"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)


def test_sums_so_far_are_rounded_and_not_each_part():
    parts: Any = np.array([[1, 1, 1], [2, 0, 2]])
    assert evened(parts, 3, axis=1).tolist() == [[0, 1, 0], [1, 0, 0]]
    assert evened(parts, 2, axis=0).tolist() == [[1, 1, 1], [1, 0, 1]]
