"""Posts are filled in the order that the rules say, whatever the way of finding it: against the plain way."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simlib.rules.establishment.staff_per_grid import shared
from simlib.rules.groups import bar_for
from simlib.rules.promotion import _put_strongest
from simlib.rules.recruitment.share_of_vacancies import emptiest_first

VACANT = st.lists(st.integers(0, 9), min_size=1, max_size=12)
VALUES = st.one_of(st.sampled_from([0.0, 1.0, 1.5, 2.0]), st.floats(0, 40))
CLAIMS = st.lists(st.sampled_from([0.0, 1.25, 1.5, 11.5, 1011.25]), max_size=25)  # equal ones too; 0: met already


@settings(deadline=None)  # the first call compiles
@given(VACANT, st.data())
def test_each_recruit_goes_where_most_are_missing_the_first_of_equals(vacant: list[int], data: st.DataObject):
    approved = data.draw(st.integers(0, sum(vacant)))
    found = emptiest_first(np.array(vacant), approved).tolist()
    left, expected = list(vacant), []
    for _ in range(approved):
        expected.append(left.index(max(left)))
        left[expected[-1]] -= 1
    assert found == expected


@settings(deadline=None)  # the first call compiles
@given(CLAIMS, CLAIMS, st.integers(1, 8))
def test_vacancies_go_to_the_strongest_claims_the_first_of_equals(near: list[float], far: list[float], wanted: int):
    """Those of the nearer post and then those of the farther."""
    claims, chosen, found = near + far, np.full(wanted, -1), 0
    for first, stop in ((0, len(near)), (len(near), len(claims))):
        found = _put_strongest(chosen, found, np.array(claims, np.float64), first, stop)
    with_claim = [k for k in range(len(claims)) if claims[k] > 0]
    strongest = sorted(with_claim, key=lambda k: -claims[k])[:wanted]  # sorted keeps the order of equals
    assert chosen.tolist() == strongest + [-1] * (wanted - len(strongest))
    assert found == len(strongest)


@settings(deadline=None)  # the first call compiles
@given(st.lists(VALUES, min_size=1, max_size=30), st.data())
def test_a_bar_is_reached_by_the_largest_and_by_who_equals_the_last_of_them(values: list[float], data: st.DataObject):
    n = data.draw(st.integers(1, len(values)))
    bar = bar_for(np.array(values), n)
    last = sorted(values, reverse=True)[n - 1]
    assert [value >= bar for value in values] == [value >= last for value in values]


@settings(deadline=None)  # the first call compiles
@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=15),
    st.lists(st.integers(0, 20), min_size=4, max_size=4),
)
def test_a_units_posts_are_shared_evenly_the_first_places_having_one_more(
    places: list[tuple[int, bool]], of_unit: list[int]
):
    unit, takes = np.array([u for u, _ in places], np.int64), np.array([t for _, t in places], np.bool_)
    found = shared(np.array(of_unit), unit, takes)
    for number, whole in enumerate(of_unit):
        mine = found[takes & (unit == number)].tolist()
        assert mine == sorted(mine, reverse=True)
        assert not mine or (sum(mine) == whole and max(mine) - min(mine) <= 1)
    assert not found[~takes].any()
