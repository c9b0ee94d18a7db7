"""A month that may be none at all: how it is written, held, told and offered."""

from __future__ import annotations

import pytest

from dashboards.levers.lever import Lever
from dashboards.widgets import Language
from simlib.months import parse_month
from simlib.policy import TERMS, Policy, PolicyError
from simlib.policy.files.values import read_value
from simlib.policy.value_words import one_value

MONTH = TERMS["absorption.month"]


@pytest.mark.parametrize(("written", "held"), [("never", 0), ("0", 0), (0, 0), ("2028-06", parse_month("2028-06"))])
def test_it_is_written_never_or_0_or_a_month(written: object, held: int):
    assert read_value(MONTH, written, {}) == (held, [])


@pytest.mark.parametrize("name", ["election.first_month", "establishment.first_review"])
def test_another_month_is_never_none(law: Policy, name: str):
    for written in ("never", "0"):
        with pytest.raises(PolicyError, match=r"is a month, not"):
            law.with_values({name: written})


def test_it_is_told_in_words():
    assert (one_value(MONTH, 0, "zh"), one_value(MONTH, 0, "en")) == ("从不", "Never")
    assert one_value(MONTH, parse_month("2028-06"), "zh") == "2028年6月"


def test_its_lever_offers_never_and_months(law: Policy):
    lever = Lever(law, MONTH, law.opening or 0, Language(), lambda: None)
    (cell,) = lever.cells
    assert cell.control.value == "never" == cell.control._options_values[0] and not lever.changed
    cell.control.value = "2028-06"
    assert lever.changed and lever.written == "2028-06"
    lever.reset()
    assert lever.written == "never"


def test_a_term_that_is_the_same_for_many_units_has_one_slider(law: Policy):
    """Thirteen streets, and nobody to absorb in any: moved together, and written as a file may write it."""
    lever = Lever(law, TERMS["absorption.people"], law.opening or 0, Language(), lambda: None)
    (cell,) = lever.cells
    assert cell.control.description == "各项相同" and lever.written == {"others": 0}
    cell.control.value = 5
    assert lever.written == {"others": 5} and lever.changed
    moved = law.with_values({"absorption.people": lever.written}).value("absorption.people", law.opening or 0)
    assert moved.tolist() == [5] * 13  # type: ignore[union-attr]
