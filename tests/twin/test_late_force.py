"""The twin's chances of retiring where whoever stays late goes by a force: half of those left each year."""

from __future__ import annotations

import pytest

from simlib.policy import Policy
from simlib.twin.monthly_terms import law_of
from simlib.twin.retiring import chances_of_retiring
from tests.rules.test_late_force import AT_59, STAYS
from tests.rules.test_retirement import NO_OTHER_WAY_OUT, _person
from tests.simulation.people import roster


def test_the_first_month_is_the_one_after_the_statutory_and_the_last_has_whoever_is_left(streets: Policy):
    law = streets.with_values({**NO_OTHER_WAY_OUT, **AT_59, **STAYS, "retirement.late_rate": 0.5})
    staff = roster(law, {"man": _person("men_60", (law.opening or 0) - 59 * 12)})
    (chances,) = chances_of_retiring(law_of(law, 4), staff.records)
    assert chances[0] == 0
    assert chances[1] == pytest.approx(1 - 0.5 ** (1 / 12))
    assert chances[1:13].sum() == pytest.approx(0.5)
    assert chances[36] == pytest.approx(0.5 ** (35 / 12))
    assert chances.sum() == pytest.approx(1)
