"""Which counts are hidden, by hand and on a pack's own staff; what is refused; what a table then shows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simlib import load_policy, load_staff, project
from simlib.disclosure import Pattern, Refused, hidden_cells
from simlib.disclosure.counted import HUB, Counted, Trait, counted
from simlib.disclosure.pattern import hidden_of
from simlib.policy import Policy
from simlib.report.tables import yearly as tables
from simlib.staff.opening import Staff
from simlib.text import Unusable
from tests.disclosure.attacker import hidden_keys, ranges


def by_grade(people: list[list[int]], possible: np.ndarray | None = None) -> Counted:
    """A staff of posts p0, p1 … in grades 1, 2 …, all of them in two communities of one street."""
    there = np.array(people)
    posts, grades = there.shape
    half = int(there.sum()) // 2
    return Counted(
        post_names=tuple(f"p{n}" for n in range(posts)),
        posts=there.sum(axis=1),
        traits={"grade": Trait(tuple(str(n + 1) for n in range(grades)), there,
                               np.ones_like(there, bool) if possible is None else possible)},
        unit_names=("street",),
        units=np.array([there.sum()]),
        place_names=("a", "b"),
        places=np.array([half, there.sum() - half]),
        unit_of=np.array([0, 0]),
    )  # fmt: skip


def test_a_small_count_is_hidden_with_three_more_that_cost_the_fewest_people():
    """2 in the first post's first grade: the rectangle with the smallest counts (10, 11, 20) hides them, no total."""
    there = by_grade([[2, 10, 30], [11, 20, 40], [50, 60, 70]])
    hidden = hidden_of(there, 5)
    assert hidden[HUB, "grade"].astype(int).tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    assert not hidden[HUB,].any() and not hidden["grade",].any()
    # by hand: 2 + 10 = 12 in the first post's two grades, 2 + 11 = 13 in the first grade of the two posts
    found = ranges(there, hidden_keys(there, hidden))
    assert found[HUB, "grade", "p0", "1"] == (0, 12)
    assert found[HUB, "grade", "p1", "2"] == (18, 30)


def test_without_its_neighbours_a_small_count_is_worked_out():
    """What the attacker is worth: a count that is hidden alone is what the sums leave."""
    there = by_grade([[2, 10, 30], [11, 20, 40], [50, 60, 70]])
    assert ranges(there, {(HUB, "grade", "p0", "1")}) == {(HUB, "grade", "p0", "1"): (2, 2)}


def test_a_small_total_is_hidden_with_another():
    """Nobody in the third grade: its total goes with that of the second, and each post's counts of the two."""
    hidden = hidden_of(by_grade([[30, 20, 0], [50, 8, 0]]), 5)
    assert hidden["grade",].tolist() == [False, True, True]
    assert hidden[HUB, "grade"].tolist() == [[False, True, True], [False, True, True]]


def test_a_small_post_is_hidden_with_the_next_larger_one():
    hidden = hidden_of(by_grade([[1, 2], [9, 9], [40, 40]]), 5)
    assert hidden[HUB,].tolist() == [True, True, False]
    assert not hidden[HUB, "grade"][2].any()


def test_where_nothing_helps_all_but_the_number_of_all_is_hidden():
    hidden = hidden_of(by_grade([[1, 1], [1, 1], [1, 1]]), 5)
    assert all(hidden[table].all() for table in ((HUB,), ("grade",), (HUB, "grade")))


def test_a_grade_outside_the_band_is_no_small_count():
    possible = np.array([[True, True, False], [False, True, True]])
    hidden = hidden_of(by_grade([[20, 30, 0], [0, 40, 50]], possible), 5)
    assert not any(mask.any() for mask in hidden.values())


def test_streets_and_communities():
    """Two small communities of a street have 4 people together, enough for a threshold of 5; one has not."""
    there = by_grade([[40, 40]])
    split = {"unit_names": ("s", "t"), "place_names": tuple("abcde"), "unit_of": np.array([0, 0, 0, 1, 1])}

    def hidden(*places: int) -> list[str]:
        units = np.array([sum(places[:3]), sum(places[3:])])
        masks = hidden_of(Counted(**{**vars(there), **split, "units": units, "places": np.array(places)}), 5)
        return [name for name, one in zip("abcdest", [*masks["place",], *masks["unit",]], strict=True) if one]

    assert hidden(20, 20, 20, 10, 10) == []
    assert hidden(2, 2, 36, 20, 20) == ["a", "b"]
    assert hidden(1, 2, 37, 20, 20) == ["a", "b", "c"]
    assert hidden(2, 20, 30, 8, 20) == ["a", "b"]
    assert hidden(20, 26, 30, 2, 2) == ["a", "d", "e", "s", "t"]


@pytest.fixture(scope="module")
def town() -> tuple[Policy, Staff, Pattern]:
    policy = load_policy("yishui")
    staff = load_staff(policy)
    return policy, staff, hidden_cells(staff, policy)


def test_no_small_count_of_a_packs_staff_is_worked_out(town: tuple[Policy, Staff, Pattern]):
    policy, staff, pattern = town
    there = counted(staff, policy)
    found = ranges(there, hidden_keys(there, pattern.hidden))
    assert found and all(most - least >= 4 for least, most in found.values())


@pytest.mark.parametrize("name", ["yishui", "growth_chain"])
def test_nor_with_the_mean_grade(name: str):
    """No proof, but what holds of packs: the mean grade, shown to two decimals, narrows no count of grades down."""
    policy = load_policy(name)
    staff = load_staff(policy)
    there = counted(staff, policy)
    tables = {table: mask for table, mask in hidden_cells(staff, policy).hidden.items() if {*table} <= {HUB, "grade"}}
    mean = round(float(staff.records["grade"].mean()), 2)
    found = ranges(there, hidden_keys(there, tables), mean)
    assert found and all(most - least >= 4 for least, most in found.values())


def test_a_table_shows_stars_and_the_same_in_every_year_and_under_every_policy(town: tuple[Policy, Staff, Pattern]):
    policy, staff, pattern = town
    reform = policy.with_values({"progression.years_per_grade": 1})
    before, after = (tables.stocks(project(one, staff, years=2, replications=2, seed=1)) for one in (policy, reform))
    shown, then = pattern.masked(before), pattern.masked(after)
    stars = shown["people"] == "*"
    assert stars.any() and (stars == (then["people"] == "*")).all()
    plain = before[~stars]
    assert (shown[~stars]["people"] == plain["people"]).all()
    opening = plain[plain["year"] == plain["year"].min()]
    band = policy.value("grades.band", staff.month)
    low, high = (opening["post"].map(dict(zip(policy.axis("post"), band[:, end]))) for end in (0, 1))
    assert (opening["people"][(low <= opening["grade"]) & (opening["grade"] <= high)] >= 5).all()


def test_arrays_and_single_counts(town: tuple[Policy, Staff, Pattern]):
    policy, _, pattern = town
    values = np.ones((3, 18, len(policy.axis("post"))))
    shown = pattern.masked_array(values, "grade", "post")
    assert (np.isnan(shown[0]) == pattern.mask("post", "grade").T).all()
    hidden = np.argwhere(pattern.mask("post", "grade"))[0]
    assert pattern.hides(post=policy.axis("post")[hidden[0]], grade=int(hidden[1]) + 1)
    assert not pattern.hides(unit="a street that is built later")


@pytest.mark.parametrize("axes", [("sex", "age_band"), ("unit", "post"), ("post", "grade", "sex"), ("shoe_size",)])
def test_other_breakdowns_are_refused(town: tuple[Policy, Staff, Pattern], axes: tuple[str, ...]):
    with pytest.raises(Refused) as refused:
        town[2].mask(*axes)
    assert axes[0] in refused.value["zh"] and axes[0] in refused.value["en"]


def test_a_table_of_people_by_something_else_is_refused(town: tuple[Policy, Staff, Pattern]):
    with pytest.raises(Refused):
        town[2].masked(pd.DataFrame({"unit": ["community_01"], "sex": ["male"], "people": [9]}))


def test_thresholds(town: tuple[Policy, Staff, Pattern]):
    policy, staff, pattern = town
    fewer, more = hidden_cells(staff, policy, 3), hidden_cells(staff, policy, 10)
    many = [sum(mask.sum() for mask in one.hidden.values()) for one in (fewer, pattern, more)]
    assert many == sorted({*many})
    assert "10" in more.note["zh"] and "10" in more.note["en"]
    with pytest.raises(Unusable):
        hidden_cells(staff, policy, 2)
    with pytest.raises(Refused):
        hidden_cells(staff.without(*range(4, len(staff))), policy)
