"""Contributions on last year's mean wages: expectation and variance worked by hand, and by the engine.

Full pay is 4,000 yuan a month, half of it by last year's rating: satisfactory all of it, basic half. At year end a
satisfactory rating brings 6,000. So a month is worth 4,000 or 3,000; a quarter is rated basic, the others satisfactory.
Pension 16 % without limits that bind, medical 8 % on 3,600 at least, fund 10 % on 4,000 at most and set in January.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simlib import cost
from simlib.policy import Policy
from simlib.twin import Twin, twin
from tests.conftest import BEFORE_THE_ROSTER
from tests.rules.runner import with_law
from tests.twin.offices import EVERY_JANUARY, TAKEN_UP, lived, offices, young

PAY: dict[str, Any] = {
    "pay.base": 4000,
    "pay.base_growth": 0,
    "pay.lowest_coefficient": 1,
    "pay.coefficient_step": 0,
    "pay.certificate_allowance": 0,
    "pay.performance_share": 0.5,
    "pay.performance_by_rating": [1, 0, 0.5, 1, 1],
    "pay.year_end_months": 0,
    "pay.year_end_sum": [0, 0, 0, 6000, 6000],
    "contributions.limits_growth": 0,
    "contributions.base_floor": 0,
    "contributions.base_cap": 100_000,
    "contributions.medical_floor": 3600,
    "contributions.medical_cap": 100_000,
    "contributions.fund_floor": 0,
    "contributions.fund_cap": 4000,
    "contributions.pension": 0.16,
    "contributions.medical": 0.08,
    "contributions.housing_fund": 0.1,
    "contributions.unemployment": 0,
    "contributions.injury": 0,
    "contributions.union_fund": 0,
    "contributions.insurance_reset": 7,
    "contributions.fund_reset": 1,
}
RATED = {"appraisal.failed_rate": 0, "appraisal.basic_rate": 0.25, "appraisal.excellent_share": 0}
LAST_YEAR = {"rules.contributions": "last_year_mean"}
NOBODY_FALLS = {"dismissal.failed_years": 0, "dismissal.basic_years": 0, "rules.progression": "none"}
LINES = ("pension", "medical", "housing_fund")


@pytest.fixture(scope="module")
def paying(law: Policy) -> Policy:
    """Thirteen offices of one worker each, who are rated and paid and otherwise left alone."""
    return with_law(offices(law, 1).with_values(PAY, BEFORE_THE_ROSTER), RATED | NOBODY_FALLS | LAST_YEAR)


def by_line(exact: Twin) -> np.ndarray:
    return np.array([exact.cost.sel(line=line).values for line in LINES]).T


def test_two_ratings(paying: Policy):
    """2026 counts as paid by the opening: (48,000 + 6,000) / 12 = 4,500, until June 2028, for the fund until 2027.

    Of 2027: 4,500 after a satisfactory rating, 4,000 after a basic one; of 2028: (S, S) 4,500, (S, B) 4,000, (B, S)
    42,000 / 12 = 3,500, (B, B) 3,000, with chances 9, 3, 3 and 1 in 16. In 2029 the medical base of the latter two is
    3,600, and the fund's 4,000, 4,000, 3,500 and 3,000.
    """
    exact = twin(paying, young(paying, 1), years=3)
    assert by_line(exact) == pytest.approx(np.array([
        [12 * 720, 12 * 360, 12 * 400],
        [6 * 720 + 6 * 700, 6 * 360 + 6 * 350, 12 * 400],
        [6 * 700 + 6 * 660, 6 * 350 + 6 * 0.08 * 4181.25, 12 * 0.1 * 3843.75],
    ]))  # fmt: skip
    # 2028 after a satisfactory 2027: 48,000 paid, pension 8,640, medical 4,320; after a basic one 36,000, 8,160, 4,080.
    # The reward of 2028 is independent of it.
    assert exact.cost_variance.values[1] == pytest.approx(0.1875 * ((60_960 - 48_240) ** 2 + 6000**2))


def test_a_rating_that_tells_a_year_later(paying: Policy):
    """The same reward for both: the rating of 2027 is in the pay of 2028, 4,500 or 3,500, and in the base of July 2029.

    People of the two go on alike but for that: rated satisfactory in 2028 they have the same post, rating and base.
    """
    law = paying.with_values({"pay.year_end_sum": [0, 0, 6000, 6000, 6000]})
    found = by_line(twin(law, young(law, 1), years=3))
    assert found[:, 0] == pytest.approx([12 * 720, 12 * 720, 6 * 720 + 6 * 0.16 * (0.75 * 4500 + 0.25 * 3500)])


def test_a_recruit(paying: Policy):
    """Who comes in May 2027 contributes on the first wage of 4,000, until June 2028, for the fund until December.

    The mean of 2027 is that of eight months: (32,000 + 6,000) / 8 = 4,750, or 4,000 after a basic rating.
    """
    filling = {**TAKEN_UP, "recruitment.fill_share": 1, "recruitment.month": 5, "recruitment.lead_months": 0}
    law = with_law(paying, filling | {"appraisal.minimum_months": 6})
    staff = young(law, 1)
    found = by_line(twin(law, staff, years=2, vacant=1)) - by_line(twin(law, staff, years=2, vacant=0))
    assert found == pytest.approx(np.array([
        [8 * 640, 8 * 320, 8 * 400],
        [6 * 640 + 6 * 0.16 * 4562.5, 6 * 320 + 6 * 0.08 * 4562.5, 12 * 400],
    ]))  # fmt: skip


def test_the_months_own_wages(paying: Policy):
    """The old reading: 4,000 or 3,000 of the month, the reward in no base; medical 3,600 at least."""
    exact = twin(paying.with_values({"rules.contributions": "this_month"}), young(paying, 1), years=2)
    assert by_line(exact) == pytest.approx(12 * np.array([[640, 320, 400], [600, 0.08 * 3900, 375]]))


def test_as_the_engine_finds_them_where_posts_are_refilled(paying: Policy):
    """Recruits come and go, in January and on their first wage; each line within four standard errors."""
    law = with_law(paying, {**TAKEN_UP, **EVERY_JANUARY, "recruitment.fill_share": 1, "exits.resignation": 0.3,
                            "recruitment.lead_months": 4, "appraisal.minimum_months": 6})  # fmt: skip
    staff = young(law, 13)
    exact, run = by_line(twin(law, staff, years=5, vacant=0)), cost(lived(law, staff, 5))
    for at, line in enumerate(LINES):
        found = run.of(line) / 100
        error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
        assert (np.abs(found.mean(axis=0) - exact[:, at]) <= 4 * error).all(), line
