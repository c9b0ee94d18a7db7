"""Who loses on a conversion, for how long, and where pay inverts: on the packs before and after one reform.

The old scale is worked out here from the amounts of its pack: a sum for the post and 75 + 90 for each grade above the
first; the new one is 7,650 × (0.8 + 0.0241 × (grade − 1)).
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simlib.budget import cost
from simlib.conversion.inversions import inversions
from simlib.conversion.study import RULE, Study, study
from simlib.conversion.yearly_cost import conversion_cost
from simlib.months import YEAR, month_number
from simlib.policy import Policy, PolicyError, load_policy
from simlib.policy.axes import EDUCATIONS
from simlib.policy.items import ITEMS
from simlib.population.world import THEN
from simlib.projection import project
from simlib.staff.load import load_staff
from simlib.staff.opening import Staff
from tests.whole import whole

CITIES = Path(__file__).resolve().parents[2] / "scenarios/cities"
SUMS = {"head": 4500, "committee": 3850, "assistant": 3750}
STEEPER = {**RULE, "conversion.protection": "absorbed", "pay.base": 7000, "pay.coefficient_step": 0.05}


@pytest.fixture(scope="module")
def after() -> Policy:
    return load_policy(CITIES / "growth_chain")


@pytest.fixture(scope="module")
def staff(after: Policy) -> Staff:
    return load_staff(after)


@pytest.fixture(scope="module")
def found(after: Policy, staff: Staff) -> Study:
    """From the scale before the reform to the one after it."""
    return study(after, staff, years=3, seed=1)


@pytest.fixture(scope="module")
def back() -> Study:
    """The other way round, which everybody loses by."""
    before = load_policy(CITIES / "growth_chain_before")
    return study(before, load_staff(before), years=3, seed=1)


def old_scale(post: str, grade: int) -> int:
    return (SUMS[post] + 75 + 90 * (grade - 1)) * 100


def new_scale(grade: int) -> int:
    return int(765000 * (Fraction("0.8") + Fraction("0.0241") * (grade - 1)) + Fraction(1, 2))


def test_everybody_has_what_both_scales_give(found: Study, staff: Staff):
    people = found.people
    assert len(people) == len(staff) and people["number"].tolist() == [*range(1, len(staff) + 1)]
    was = [old_scale(post, grade) for post, grade in zip(people["post_before"], people["grade_before"], strict=True)]
    assert people["pay_before"].tolist() == was
    assert people["pay"].tolist() == [new_scale(grade) for grade in people["grade"]]
    assert (people["difference"] == people["pay"] - people["pay_before"]).all()
    assert found.conversion.law.name == "growth_chain_before" and len(found.losers) == 0


def test_at_the_opening_the_conversion_grades_as_the_staff_file_does(after: Policy, staff: Staff):
    """Carried over and graded anew is what a conversion at the opening is, but for what it remembers."""
    plain, converted = (
        project(law, staff, years=2, replications=2, seed=1) for law in (after, after.with_values(RULE))
    )
    others = whole(converted.books)
    assert all(np.array_equal(one, others[name]) for name, one in whole(plain.books).items() if one.size)
    assert np.array_equal(cost(plain).fen, cost(converted).fen)  # the national default protects nothing


@pytest.mark.parametrize("protection", ["absorbed", "kept"])
def test_with_protection_nobodys_scale_pay_falls(back: Study, protection: str):
    """Everybody who would lose has the difference, in the first month and as long as they stay: by the budget's prices.

    A run of one year to a scale that nobody's rises reach within it, so that the year is months × what each has lost.
    """
    law = back.policy.with_values({"conversion.protection": protection, "pay.award_month": 1, "pay.base_growth": 0})
    staff = load_staff(law)
    assert len(back.losers) == len(staff)
    run = project(law, staff, years=1, replications=1, seed=1)
    alone = study(law, staff, years=1, seed=1).people
    assert ((alone["pay"] + alone["lost"]) >= alone["pay_before"]).all()
    spent = int(cost(run).fen[0, 0, list(ITEMS).index("protected_pay")])
    if protection == "absorbed":
        assert 0 < spent < YEAR * int(alone["lost"].sum())  # rises in January take some of it
        return
    origin, posts = back.conversion.law, list(law.axis("post"))
    was = [origin.axis("post").index(post) for post in alone["post_before"]]
    placed = np.array([posts.index(post) for post in alone["post"]]) * law.grades + alone["grade"] - 1
    cells = (np.array(was) * origin.grades + alone["grade_before"] - 1) * len(posts) * law.grades + placed
    due = dict(zip(cells.tolist(), alone["lost"].tolist(), strict=True))
    months = run.books.protected[THEN].whole[0].sum(axis=0)
    assert spent == sum(due[cell] * int(months[cell]) for cell in np.flatnonzero(months).tolist())


def test_losers_are_made_good_when_rises_and_awards_have_come(after: Policy, staff: Staff):
    """A steeper scale in 2028: grade 1 has 6,242.40 before and passes it in July 2030 (see tests/pay)."""
    law = after.with_values(STEEPER, month_number(2028, 1))
    people = study(law, staff, years=6, seed=1).losers
    assert (people["lost"] == people["pay_before"] - people["pay"]).all()
    lowest = people[(people["grade_before"] == 1) & (people["years"] == 1) & (people["leaves"] == 0)]
    assert len(lowest) and (lowest["absorbed"] == month_number(2030, 7)).all()
    whole = study(law, staff, years=6, seed=1)
    assert whole.absorbed["lacking"].is_monotonic_decreasing and whole.absorbed["lacking"].iloc[-1] == 0
    groups = whole.by("post_before")
    assert groups["losers"].sum() == len(people) and groups["lost"].sum() == people["lost"].sum()
    assert groups["most"].max() == people["lost"].max() == 64240


def test_the_cost_is_told_apart(after: Policy, staff: Staff):
    law = after.with_values(STEEPER, month_number(2028, 1))
    run = project(law, staff, years=3, replications=4, seed=1)
    told, fen = conversion_cost(run), cost(run).fen
    for line in ("protected_pay", "protected_contributions"):
        assert np.array_equal(told.fen[line], fen[:, :, list(ITEMS).index(line)])
    assert (told.fen["protected_pay"] <= -told.fen["lost"]).all()  # rises only ever absorb
    assert not any(part[:, 0].any() for part in told.fen.values()) and (told.fen["gained"][:, 1:] > 0).all()
    kept = conversion_cost(run.under(law.with_values({"conversion.protection": "kept"}, month_number(2028, 1))))
    assert np.array_equal(kept.fen["protected_pay"], -kept.fen["lost"])


def people(*rows: tuple[str, int, str, int, int, int]) -> pd.DataFrame:
    """Post, years, degree, pay before, pay, lost."""
    table = pd.DataFrame(rows, columns=["post_before", "years", "education", "pay_before", "pay", "lost"])
    degree = pd.Categorical(table["education"], EDUCATIONS, ordered=True)
    return table.assign(number=range(1, len(rows) + 1), education=degree)


def test_an_inversion_is_somebody_paid_less_than_one_who_ranked_lower():
    """1 has more years than 2 and the same degree, and less pay; 3 has fewer years and a higher degree: no order.

    4 is in another post; 5 and 6 rank alike; 7 was paid less than 2 before too, but more than 3.
    """
    table = people(
        ("a", 9, "college", 100, 90, 10),
        ("a", 8, "college", 95, 99, 0),
        ("a", 7, "bachelor", 90, 120, 0),
        ("b", 1, "secondary", 50, 200, 0),
        ("c", 5, "college", 60, 60, 0),
        ("c", 5, "college", 60, 70, 0),
        ("a", 8, "master", 94, 98, 0),
    )
    bare = inversions(table, protected=False)
    assert bare.before == 1
    assert bare.people[["number", "other", "gap", "new"]].values.tolist() == [
        [1, 2, 9, True],
        [7, 3, 22, True],
    ]
    held = inversions(table, protected=True)  # 1 has 100 again
    assert held.people["number"].tolist() == [7] and held.new["number"].tolist() == [7]


def test_inversions_are_those_of_every_pair(found: Study):
    """Against every pair looked at one by one, among the heads and deputies of the new scale's first street."""
    few = found.people.groupby("post_before").head(60)
    told = inversions(few, protected=False)
    rows = few.to_dict("records")
    rank = {name: place for place, name in enumerate(EDUCATIONS)}
    concerned = set()
    for a in rows:
        for b in rows:
            more = (a["years"] - b["years"], rank[a["education"]] - rank[b["education"]])
            if a["post_before"] == b["post_before"] and min(more) >= 0 and max(more) > 0 and a["pay"] < b["pay"]:
                concerned.add(a["number"])
    assert set(told.people["number"]) == concerned and concerned


def test_without_a_conversion_and_another_scale_there_is_nothing_to_study():
    law = load_policy(CITIES / "ningguo")
    with pytest.raises(PolicyError, match="no conversion within 2 years"):
        study(law, load_staff(law), years=2, seed=1)
