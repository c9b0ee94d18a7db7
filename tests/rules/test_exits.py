"""Ways out: retirement before any other in the same month; forces that count from joining, and by the band reached."""

from __future__ import annotations

from math import sqrt
from typing import Any

from simlib import project
from simlib.months import month_text, parse_month
from simlib.policy import Policy
from tests.rules.runner import NO_CHANCE, with_law
from tests.rules.schedule import SCHEDULE
from tests.simulation.lives import after, lives
from tests.simulation.people import roster
from tests.simulation.test_wastage import FLAT, NAMES, PEOPLE, assert_binomial, left

HALF_A_YEAR = 1 - 0.5**0.5  # of those at risk at a half a year, who leave in six months
RECRUITS: dict[str, Any] = {"recruitment.fill_share": 1, "recruitment.exam_yield": 1, "recruitment.lead_months": 4}


def test_who_would_leave_in_the_month_of_retirement_retires(streets: Policy):
    """Forty per cent of them would resign in January: the rate is 0.999 a year at most, 0.58 a month."""
    birth = next(birth for birth, due in SCHEDULE["men_60"].items() if due == streets.opening)
    law = with_law(with_law(streets, NO_CHANCE), {"exits.resignation": 0.95, **FLAT, "exits.resignation_level": 10})
    people = {f"person {n}": {"born": month_text(birth), "joined": "2010-01"} for n in range(100)}
    flows = project(law, roster(law, people), years=1, replications=2, seed=1).books.flows.sum(axis=3)
    assert (flows[:, 0, NAMES.index("retired")] == 100).all() and flows.sum() == 200


def test_months_before_joining_are_no_risk(law: Policy):
    """Recruits of July meet six months of the year's forces."""
    quiet = with_law(with_law(law, NO_CHANCE), {**RECRUITS, "recruitment.month": 3, "exits.resignation": 0.5, **FLAT})
    world = after(quiet, roster(quiet, {"only": {}}), 12)
    lived = [life for life in lives(world, 0).values() if life[0].month == parse_month("2027-07")]
    left_again = sum(len(life) > 1 for life in lived)
    error = sqrt(len(lived) * HALF_A_YEAR * (1 - HALF_A_YEAR))
    assert len(lived) > 2000 and abs(left_again - len(lived) * HALF_A_YEAR) < 4 * error


def test_who_comes_into_a_band_in_july_meets_its_force_from_july(streets: Policy):
    """Nobody leaves in the first year of service, half of them a year in the second."""
    people = {f"person {n}": {"joined": "2026-07", "born": "1995-01"} for n in range(PEOPLE)}
    run = left(streets, roster(streets, people), {"exits.resignation": [0, 0.5, 0, 0, 0, 0]})
    assert_binomial(run.books.flows[:, 0, NAMES.index("resigned")].sum(axis=1), HALF_A_YEAR)
