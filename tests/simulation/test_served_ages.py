"""Nobody serves past the age that the schedule of 2025, written out birth by birth, and the choice to stay give."""

from __future__ import annotations

import pytest

from simlib.months import YEAR
from simlib.policy import Policy
from simlib.population.person import MALE, WOMEN_50
from simlib.staff.opening import Staff
from tests.properties.cases import Case
from tests.rules.schedule import SCHEDULE
from tests.simulation.lives import serving

LATEST_CHOICE = 36  # months of flexible delay at most, 延迟时间最长不超过三年


@pytest.mark.parametrize("rules", ["streets", "busy", "busier"])
def test_nobody_serves_past_the_age_of_the_schedule(rules: str, few: Staff, request: pytest.FixtureRequest):
    law: Policy = request.getfixturevalue(rules)
    close = 0
    for _, month, world in Case("baohe", law, few, seed=20, years=10, replications=2).month_ends():
        for replication in range(2):
            for person in serving(world, replication):
                if person.sex == MALE:
                    last = SCHEDULE["men_60"][person.birth]
                elif person.track == WOMEN_50:
                    last = SCHEDULE["women_50"][person.birth]
                else:  # on the 55 track, or it depends on the post: 55 at the latest
                    last = SCHEDULE["women_55"][person.birth]
                assert month < last + LATEST_CHOICE
                close += month >= last - YEAR
    assert close > 0, "nobody came near the age"
