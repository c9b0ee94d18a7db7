"""The posts that a policy authorises, month by month, as a run has them."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import numpy as np

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.simulation.plan import Plan
from tests.simulation.people import roster

POSTS = ("head", "deputy", "member", "assistant")
ROUNDED = {"down": floor, "up": ceil, "nearest": lambda exact: floor(exact + Fraction(1, 2))}
YEARS = 10


def authorised(law: Policy, month: str) -> np.ndarray:
    """The posts in force in a month of the run, (places, posts), as the calendar of a run has them."""
    plan = Plan(law, roster(law, {"one": {}}), range(law.opening or 0, (law.opening or 0) + 12 * YEARS), 1)
    return plan.calendar.authorised[plan.calendar.authorised_from[parse_month(month) - (law.opening or 0)]]


def of_streets(law: Policy, month: str) -> list[int]:
    """Posts of each street in a month."""
    plan = Plan(law, roster(law, {"one": {}}), range(law.opening or 0, (law.opening or 0) + 12 * YEARS), 1)
    posts = authorised(law, month).sum(axis=1)
    return [int(posts[plan.places.unit == unit].sum()) for unit in range(13)]


# ---- a table by unit -----------------------------------------------------------------------------------------------

OFFICE, COMMUNITY = [1, 1, 0, 6], [1, 2, 2, 5]
