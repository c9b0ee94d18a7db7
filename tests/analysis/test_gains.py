"""Who gains and who loses, worked out by hand: a rise for all, grades earlier, months under both alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import project
from simlib.analysis.gains import FEWEST, gains
from simlib.policy import Policy, PolicyError
from simlib.staff.opening import Staff
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.people import roster

SEED = 3


@pytest.fixture(scope="module")
def plain(streets: Policy) -> Policy:
    """Nothing is left to chance; 4,800 yuan, 2 % more each July, 3 % of it a grade, a month's pay at year end."""
    return with_law(streets, NO_CHANCE)


def assistants(law: Policy, number: int, **traits: Any) -> Staff:
    return roster(law, {f"No. {n}": traits for n in range(number)})


def of_all(before: Policy, after: Policy, staff: Staff, years: int) -> dict[str, Any]:
    """The row of everybody."""
    runs = [project(law, staff, years=years, replications=2, seed=SEED) for law in (before, after)]
    return gains(*runs).table.to_dict("records")[0]


def test_everybody_gains_exactly_the_rise(plain: Policy):
    """Grade 1, 5,000 yuan instead of 4,800: 200 a month until June, 204 from July, and 204 of reward: 2,628 a year."""
    flat = with_law(plain, {"pay.base": 4800})
    found = of_all(flat, with_law(flat, {"pay.base": 5000}), assistants(flat, 6), years=1)
    assert (found["people"], found["gain"], found["lose"], found["unchanged"]) == (6, 6, 0, 0)
    assert [found[name] for name in ("mean", "median", "low", "high")] == pytest.approx([2628 / 12] * 4, abs=1e-9)


def test_whoever_rises_a_year_sooner_gains_the_year_between(plain: Policy):
    """One satisfactory year behind them: grade 2 in January 2028 every two years, in January 2029 every three.

    2028: 4,896.00 × 3 % is 146.88 until June; 4,993.92 × 3 % is 149.82 from July, to the fen of its parts, and in the
    reward. In 2029 both are in grade 2.
    """
    staff = assistants(plain, 6, satisfactory_years=1)
    earlier = with_law(plain, {"progression.years_per_grade": 2})
    found = of_all(with_law(plain, {"progression.years_per_grade": 3}), earlier, staff, years=3)
    assert found["gain"] == 6
    assert found["mean"] == pytest.approx((6 * 146.88 + 6 * 149.82 + 149.82) / 36, abs=1e-9)


def test_only_the_months_in_post_under_both_are_compared(plain: Policy):
    """Born in September 1966 and retiring in March: three months of 200 yuan more."""
    flat = with_law(plain, {"pay.base": 4800})
    staff = assistants(flat, 6, born="1966-09")
    found = of_all(flat, with_law(flat, {"pay.base": 5000}), staff, years=1)
    assert found["people"] == 6 and found["mean"] == pytest.approx(200, abs=1e-9)
    runs = [project(law, staff, years=1, replications=1, seed=SEED) for law in (flat, flat)]
    assert set(gains(*runs).people["months"]) == {3}


def test_groups_the_worst_off_first_and_small_ones_hidden(plain: Policy):
    """Heads lose their allowance, six deputies gain, four members are too few to be told of."""
    law = with_law(plain, {"pay.post_allowance": {"head": 300, "others": 0}})
    people = {
        f"{post} {n}": {"post": post, "grade": 9} for post, many in (("head", 6), ("deputy", 6), ("member", FEWEST - 1))
        for n in range(many)
    }  # fmt: skip
    after = with_law(law, {"pay.post_allowance": {"head": 0, "deputy": 100, "others": 0}})
    runs = [project(one, roster(law, people), years=1, replications=2, seed=SEED) for one in (law, after)]
    table = gains(*runs).table
    posts = table[table["axis"] == "post"]
    assert posts["member"].tolist() == ["head", "deputy", "member"]
    assert posts["mean"].tolist()[:2] == [-300, 100] and posts["people"].tolist() == [6, 6, 4]
    assert posts.iloc[2][["gain", "lose", "unchanged", "mean", "low"]].isna().all()
    assert posts.iloc[0]["lose"] == posts.iloc[1]["gain"] == 6


def test_groups_add_up_and_nothing_depends_on_the_order_of_people(streets: Policy, few: Staff):
    after = streets.with_values({"progression.years_per_grade": 2, "promotion.scope": "district"})
    tables = []
    for records in (few.records, few.records[::-1].copy()):
        staff = Staff(records, few.month, "turned")
        runs = [project(law, staff, years=3, replications=2, seed=SEED) for law in (streets, after)]
        found = gains(*runs)
        tables.append(found.table)
        by_axis = found.people.groupby("sex").size().sum()
        assert by_axis == len(found.people)
    assert tables[0].equals(tables[1])
    everybody = tables[0].iloc[0]
    assert everybody["people"] == pytest.approx(everybody[["gain", "lose", "unchanged"]].sum())
    for _, group in tables[0].iloc[1:].groupby("axis"):
        assert group["people"].sum() == pytest.approx(everybody["people"])
    assert np.isfinite(everybody["mean"]) and everybody["gain"] > everybody["lose"]


def test_other_luck_or_other_people_are_refused(plain: Policy):
    staff = assistants(plain, 1)
    runs = [project(plain, staff, years=1, replications=1, seed=seed) for seed in (1, 2)]
    with pytest.raises(PolicyError, match="matched"):
        gains(*runs)
