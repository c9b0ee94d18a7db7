"""The table of terms: one record a month, the same values as the policy gives."""

from __future__ import annotations

from pathlib import Path

import numba
import numpy as np
import pytest

from simlib.months import parse_month
from simlib.policy import TERMS, TERMS_DTYPE, Policy, load_policy, terms_table
from simlib.policy.table import TABLED
from tests.policy.made_up import PACKS, complaints, load

START = parse_month("2029-06")
NEW_BANDS = (
    "  grades.band: {values: {",
    "  grades.band: {values: {2030-02: {value: [[4, 6], [1, 5]], evidence: computed, reason: more}, ",
)


@pytest.fixture
def town(tmp_path: Path) -> Policy:
    return load(tmp_path, NEW_BANDS)


def test_in_every_month_the_table_has_the_policys_values(town: Policy):
    table = terms_table(town, START, 20)
    assert table.shape == (20,) and table.dtype == TERMS_DTYPE
    for place in range(20):
        for term in TABLED:
            value = np.asarray(town.value(term.name, START + place))
            inside = tuple(slice(0, length) for length in value.shape)
            assert np.array_equal(table[place][term.field][inside], value), (term.name, place)


def test_a_change_shows_from_its_month_on(town: Policy):
    table = terms_table(town, START, 20)
    months = table["retirement_contribution_months"].tolist()
    assert months == [180] * 7 + [186] * 13  # June to December 2029, then from January 2030
    assert table["grades_band"][:, 0, 0].tolist() == [3] * 8 + [4] * 12
    assert (table["posts"][0], table["grades"][0]) == (2, 6)


def test_the_posts_a_policy_lacks_are_zero(town: Policy):
    bands = terms_table(town, START, 1)["grades_band"][0]
    assert bands.shape == (6, 2)
    assert bands[:2].all() and not bands[2:].any()


def test_whole_numbers_are_integers_and_shares_are_not():
    kinds = {name: TERMS_DTYPE[name].base.kind for name in TERMS_DTYPE.names or ()}
    assert (kinds["progression_years_per_grade"], kinds["promotion_scope"]) == ("i", "i")
    assert kinds["appraisal_excellent_share"] == "f"
    assert set(kinds.values()) == {"i", "f"}


def test_terms_of_pay_and_those_by_unit_or_place_stay_outside():
    placed = {name for name, term in TERMS.items() if {"unit", "place_type", "unit_class"} & set(term.shape)}
    priced = {name for name, term in TERMS.items() if term.affects != "people"}
    assert placed and priced and not (placed | priced) & {term.name for term in TABLED}
    assert len(TABLED) + len(placed | priced) == len(TERMS)


def top_of_band(terms, post):
    """As a rule would: a record and an index."""
    return terms.grades_band[post, 1] + terms.progression_years_per_grade


def test_rules_read_the_record_compiled_and_uncompiled(town: Policy):
    compiled = numba.njit(top_of_band)
    table = terms_table(town, START, 20).view(np.recarray)
    assert [top_of_band(table[month], 1) for month in (0, 19)] == [4 + 3, 5 + 3]
    assert [compiled(table[month], 1) for month in (0, 19)] == [4 + 3, 5 + 3]


def test_a_table_that_starts_too_early_names_every_term(town: Policy, tmp_path: Path):
    problems = complaints(tmp_path, lambda: terms_table(town, parse_month("2020-05"), 12))
    assert [problem.partition(". Add")[0] for problem in problems] == [
        "town/policy.yaml:25: progression.years_per_grade has no value in 2020-05: its first value starts 2020-08-14",
        "town/policy.yaml:29: exits.resignation has no value in 2020-05: its first value starts 2020-08",
    ]


def test_law_alone_has_no_table(tmp_path: Path):
    problems = complaints(tmp_path, lambda: terms_table(load_policy(PACKS / "land"), START, 1))
    assert len(problems) == len([term for term in TABLED if not term.needed_by]) - 1  # the contributions that it asks
    assert problems[0].startswith("land gives no grades.band.")
