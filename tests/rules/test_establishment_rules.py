"""Posts by a norm per 10,000 residents, by a base for each class and by grids, in fractions."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.simulation.plan import Plan
from tests.rules.authorised import ROUNDED, authorised, of_streets
from tests.simulation.people import roster

RESIDENTS = [20_000 + 7_777 * n for n in range(1, 14)]
GROWTH = Fraction("0.03")
NORM: dict[str, Any] = {
    "rules.establishment": "norm_per_population",
    "establishment.residents": RESIDENTS,
    "establishment.residents_growth": float(GROWTH),
    "establishment.norm": 18,
    "establishment.rounding": "nearest",
}


@pytest.fixture(scope="module")
def norm(thirteen: Policy) -> Policy:
    """18 per 10,000 of the residents of January 2025, who grow by 3 % a year."""
    return thirteen.with_values(NORM, parse_month("2025-01"))


def by_norm(years: int, rounding: str = "nearest", per: str = "18", change: Fraction = Fraction(1)) -> list[int]:
    """Posts of each street, so many whole years after January 2025."""
    people = [number * (1 + GROWTH) ** years for number in RESIDENTS]
    return [ROUNDED[rounding](number * Fraction(per) / 10_000 * change) for number in people]


@pytest.mark.parametrize("rounding", ROUNDED)
@pytest.mark.parametrize("per", ["18", "17.5"])
def test_norm_times_residents_of_the_opening(norm: Policy, rounding: str, per: str):
    """Two years' growth by January 2027."""
    law = norm.with_values({"establishment.rounding": rounding, "establishment.norm": float(per)})
    assert of_streets(law, "2027-01") == by_norm(2, rounding, per)


def test_between_reviews_the_number_stands_whatever_else_comes_into_force(norm: Policy):
    """No review in ten years; every two years some other clause changes, and pay each month of May."""
    law = norm.with_values({"exits.death": 0.01}, parse_month("2029-07"))
    law = law.with_values({"pay.base": 6000}, parse_month("2031-05"))
    for month in ("2027-01", "2028-06", "2029-07", "2030-12", "2031-05", "2036-12"):
        assert of_streets(law, month) == by_norm(2), month
    assert by_norm(4) != by_norm(2)


def test_each_review_counts_the_residents_anew(norm: Policy):
    """Reviews in June 2028, 2031 and 2034: three, six and nine whole years after January 2025."""
    law = norm.with_values({"establishment.first_review": "2028-06", "establishment.review_years": 3})
    law = law.with_values({"exits.death": 0.01}, parse_month("2030-03"))
    for month, years in (
        ("2028-05", 2),
        ("2028-06", 3),
        ("2030-03", 3),
        ("2031-05", 3),
        ("2031-06", 6),
        ("2036-12", 9),
    ):
        assert of_streets(law, month) == by_norm(years), month


def test_a_change_at_reviews_comes_on_top(norm: Policy):
    values = {"establishment.review_years": 3, "establishment.review_change": -0.1}
    law = norm.with_values({"establishment.first_review": "2028-06", **values})
    assert of_streets(law, "2028-06") == by_norm(3, change=Fraction(9, 10))
    assert of_streets(law, "2031-06") == by_norm(6, change=Fraction(81, 100))


def test_a_new_norm_holds_from_its_date_for_the_residents_last_counted(norm: Policy):
    law = norm.with_values({"establishment.norm": 20}, parse_month("2029-05"))
    assert of_streets(law, "2029-04") == by_norm(2)
    assert of_streets(law, "2029-05") == by_norm(2, per="20")


def test_another_growth_from_2029_leaves_the_years_before_as_they_were(norm: Policy):
    """Four years at 3 %, until January 2029 without it, then two at 1 %: counted in June 2030."""
    law = norm.with_values({"establishment.first_review": "2030-06"})
    law = law.with_values({"establishment.residents_growth": 0.01}, parse_month("2028-02"))
    grown = [number * (1 + GROWTH) ** 3 * Fraction("1.01") ** 2 for number in RESIDENTS]
    assert of_streets(law, "2030-06") == [floor(number * 18 / 10_000 + Fraction(1, 2)) for number in grown]


def test_residents_counted_anew_by_a_census_start_from_their_date(norm: Policy):
    """From January 2030 half as many, and a review in June 2031: a year and a half later, one whole year's growth."""
    law = norm.with_values({"establishment.first_review": "2031-06"})
    law = law.with_values({"establishment.residents": [number // 2 for number in RESIDENTS]}, parse_month("2030-01"))
    for month, factor in (("2030-01", Fraction(1)), ("2031-06", 1 + GROWTH)):
        expected = [floor(number // 2 * factor * 18 / 10_000 + Fraction(1, 2)) for number in RESIDENTS]
        assert of_streets(law, month) == expected


def test_shared_evenly_the_first_places_one_more_and_upper_posts_first(norm: Policy):
    """Street 3: 18 × 43,331 × 1.0609 ÷ 10,000 = 82.7, so 83 among an office and three communities: 21, 21, 21, 20."""
    posts = authorised(norm, "2027-01")
    third = posts[2 + 3 : 2 + 3 + 4]  # after the places of the first two streets
    assert by_norm(2)[2] == 83
    assert third.sum(axis=1).tolist() == [21, 21, 21, 20]
    assert third[:, :3].tolist() == [[1, 1, 0]] + [[1, 2, 2]] * 3  # of the fixture
    for unit, whole in enumerate(by_norm(2)):
        first = sum(n + 1 for n in range(1, unit + 1))
        parts = posts[first : first + unit + 2].sum(axis=1)
        assert parts.sum() == whole and parts.max() - parts.min() <= 1
        assert (np.diff(parts) <= 0).all()


def test_where_there_are_fewer_posts_than_upper_ones_the_lowest_give_way(norm: Policy):
    """Three posts in each community: a head and two deputies, no member and nobody else."""
    residents = [10_000 * 3 * (n + 1) for n in range(1, 14)]
    law = norm.with_values({"establishment.residents": residents, "establishment.norm": 1})
    posts = authorised(law, "2027-01")
    assert {tuple(row) for row in posts[1:2].tolist()} == {(1, 2, 0, 0)}
    assert posts.sum(axis=1).tolist() == [3] * len(posts)


# ---- a base by class, and grids ------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["0.9", "1.07"])
def test_base_times_class_times_level(thirteen: Policy, level: str):
    """An office of 8 and n communities of 10, in classes of 1.1, 0.95 and 0.8: each place rounded by itself."""
    coefficients = {"class_1": Fraction("1.1"), "class_2": Fraction("0.95"), "class_3": Fraction("0.8")}
    values = {name: float(number) for name, number in coefficients.items()}
    law = thirteen.with_values({"establishment.class_coefficient": values, "establishment.coefficient_level": level})
    classes = list(coefficients.values())
    of_unit = [
        classes[code - 1] * Fraction(level)
        for code in np.asarray(law.value("establishment.unit_class", law.opening or 0))
    ]
    rounded = ROUNDED[law.choice("establishment.rounding", law.opening or 0)]
    expected = [rounded(8 * c) + n * rounded(10 * c) for n, c in enumerate(of_unit, start=1)]
    assert of_streets(law, "2027-01") == expected


def test_only_places_that_are_divided_into_grids_have_grid_staff(thirteen: Policy):
    """Seven grids a street at one and a half workers each are 11 posts (10.5, to the nearest), none in the office."""
    kinds = thirteen.axis("place_type")
    grids = {
        "rules.establishment": "staff_per_grid",
        "establishment.grids": 7,
        "establishment.staff_per_grid": 1.5,
        "establishment.grid_places": {kind: "no" if kind == "office" else "yes" for kind in kinds},
        "establishment.upper_posts": 0,
        "establishment.rounding": "nearest",
    }
    law = thirteen.with_values(grids)
    plan = Plan(law, roster(law, {"one": {}}), range(law.opening or 0, (law.opening or 0) + 12), 1)
    assert of_streets(law, "2027-01") == [11] * 13
    assert authorised(law, "2027-01")[plan.places.kind == kinds.index("office")].sum() == 0
