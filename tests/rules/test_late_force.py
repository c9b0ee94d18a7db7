"""Late retirement as a force by age: who stays late goes month by month, at the rate of the age reached."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib.policy import Policy
from tests.rules.test_retirement import NO_OTHER_WAY_OUT, _person, retired
from tests.simulation.people import roster

PEOPLE = 1500
STAYS = {"retirement.late_share": 1, "retirement.late_by": "force_by_age"}
AT_59 = {"rules.retirement": "set_age", "retirement.set_age": 59 * 12}  # so that a band of age begins a year later


def behind(law: Policy, values: dict[str, Any]) -> np.ndarray:
    """How many months after turning 59 each of many men goes, who is 59 in January 2027."""
    quiet = law.with_values({**NO_OTHER_WAY_OUT, **AT_59, **STAYS, **values})
    born = (law.opening or 0) - 59 * 12
    people = {f"man {n}": _person("men_60", born) for n in range(PEOPLE)}
    return np.array(list(retired(quiet, roster(quiet, people), 48).values())) - born - 59 * 12


def assert_share(found: np.ndarray, share: float) -> None:
    assert abs(found.sum() - PEOPLE * share) <= 4 * np.sqrt(PEOPLE * share * (1 - share))


def test_half_a_year_go_in_each_year_and_the_others_at_the_limit(streets: Policy):
    """0.5 a year: half by the twelfth month, three quarters by the 24th; who is left after 35 at the limit."""
    months = behind(streets, {"retirement.late_rate": 0.5})
    assert (months.min(), months.max()) == (1, 36) and len(months) == PEOPLE
    assert_share(months <= 12, 0.5)
    assert_share(months <= 24, 0.75)
    assert_share(months == 36, 0.5 ** (35 / 12))
    assert_share(months == 1, 1 - 0.5 ** (1 / 12))


def test_the_rate_is_that_of_the_age_reached_in_the_month(streets: Policy):
    """Half a year until 60, nothing afterwards: eleven months at risk, and the others go at the limit."""
    rates = {"55_to_59": 0.5, "others": 0}
    months = behind(streets, {"retirement.late_rate": rates})
    assert set(months.tolist()) <= {*range(1, 12), 36}
    assert_share(months < 12, 1 - 0.5 ** (11 / 12))
    months = behind(streets, {"retirement.late_rate": {"60_to_64": 0.5, "others": 0}})
    assert months.min() == 12
    assert_share(months == 12, 1 - 0.5 ** (1 / 12))


@pytest.mark.parametrize("limit", [1, 6])
def test_the_limit_ends_it(streets: Policy, limit: int):
    months = behind(streets, {"retirement.late_rate": 0.1, "retirement.late_limit": limit})
    assert months.max() == limit
    assert_share(months == limit, 0.9 ** ((limit - 1) / 12))


def test_without_a_limit_nobody_stays(streets: Policy):
    assert set(behind(streets, {"retirement.late_rate": 0.1, "retirement.late_limit": 0}).tolist()) == {0}


def test_the_same_people_stay_whichever_way_the_months_are_found(streets: Policy):
    """The choice is one draw, the months another: only how late they are differs."""
    some = {"retirement.late_share": 0.4, "retirement.late_rate": 0.5}
    forced = behind(streets, some)
    drawn = behind(streets, {**some, "retirement.late_by": "month_drawn"})
    assert (forced > 0).sum() == (drawn > 0).sum() > 0
    assert not np.array_equal(forced, drawn)
