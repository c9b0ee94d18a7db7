"""Amounts that are no longer counted to the fen are refused, never printed."""

from __future__ import annotations

import numpy as np
import pytest

from simlib.budget import cost
from simlib.months import parse_month
from simlib.policy import Policy, PolicyError
from simlib.policy.fen import MOST, fen
from simlib.projection import project
from tests.simulation.people import roster


def test_up_to_2_to_the_53rd_every_fen_is_counted():
    assert fen(np.array([MOST / 4 - 1, 0.0])).tolist() == [MOST // 4 - 1, 0]
    assert fen(np.array([])).tolist() == []


@pytest.mark.parametrize("amount", [2.0 * MOST, -2.0 * MOST, 1e300, np.inf])
def test_beyond_it_none_is(amount: float):
    with pytest.raises(PolicyError, match="beyond what is counted to the fen"):
        fen(np.array([1.0, amount]))


def test_pay_that_has_grown_by_half_a_year_for_a_century_is_refused(streets: Policy):
    """100,000 yuan a month, × 1.5 a year from 1990 on: 1.5 ** 60 by 2050 is 3.7e10, and a month's pay 3.7e17 fen."""
    wild = streets.with_values({"pay.base": 100_000, "pay.base_growth": 0.5}, parse_month("1990-01"))
    run = project(wild, roster(wild, {"one": {}}), years=30, replications=1, seed=1)
    with pytest.raises(PolicyError, match="beyond what is counted to the fen"):
        cost(run)
