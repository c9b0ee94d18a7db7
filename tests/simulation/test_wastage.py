"""Leaving, against what probability alone says: a rate q a year, met by nobody but chance."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log, sqrt

import numpy as np
import pytest

from simlib import project
from simlib.policy import Policy
from simlib.projection import Projection
from simlib.staff.opening import Staff
from tests.rules.runner import NO_CHANCE, with_law
from tests.simulation.lives import NAMES
from tests.simulation.people import roster

PEOPLE, YEARS, REPLICATIONS = 400, 10, 50
FLAT = {"exits.resignation_age_factor": 1, "exits.resignation_level": 1}


@pytest.fixture(scope="module")
def young(streets: Policy) -> Staff:
    """Born in 1995, so nobody comes near retirement."""
    return roster(streets, {f"person {number}": {"born": "1995-01"} for number in range(PEOPLE)})


def left(law: Policy, staff: Staff, values: Mapping[str, float | list[float]]) -> Projection:
    quiet = with_law(with_law(law, NO_CHANCE), {"exits.resignation": 0, **FLAT, **values})
    return project(quiet, staff, years=YEARS, replications=REPLICATIONS, seed=5)


def assert_binomial(found: np.ndarray, share: float, n: int = PEOPLE) -> None:
    """Mean and variance over replications against those of a binomial count, each within four of its own deviations."""
    runs, variance = len(found), n * share * (1 - share)
    excess = (1 - 6 * share * (1 - share)) / variance  # kurtosis, which the variance of a sample variance depends on
    assert abs(found.mean() - n * share) < 4 * sqrt(variance / runs)
    assert abs(found.var(ddof=1) / variance - 1) < 4 * sqrt(2 / (runs - 1) + excess / runs)


@pytest.mark.parametrize("q", [0.02, 0.05, 0.2, 0.5])
def test_resignation_alone_leaves_n_times_1_minus_q_to_the_t(streets: Policy, young: Staff, q: float):
    run = left(streets, young, {"exits.resignation": q})
    stock = run.books.in_post.sum(axis=(2, 3))
    for t in range(1, YEARS + 1):
        assert_binomial(stock[:, t], (1 - q) ** t)


@pytest.mark.parametrize(
    ("term", "flow"), [("exits.resignation", "resigned"), ("exits.death", "died"), ("exits.misconduct", "misconduct")]
)
def test_each_cause_alone_takes_its_share_in_the_first_year(streets: Policy, young: Staff, term: str, flow: str):
    run = left(streets, young, {term: 0.1})
    assert_binomial(run.books.flows[:, 0, NAMES.index(flow)].sum(axis=1), 0.1)
    assert run.books.flows.sum() == run.books.flows[:, :, NAMES.index(flow)].sum() + _grades(run)


def _grades(run: Projection) -> int:
    return int(run.books.flows[:, :, NAMES.index("graded_up")].sum())


def test_competing_causes_share_by_their_forces(streets: Policy, young: Staff):
    """Stay (1 − q₁)(1 − q₂)(1 − q₃); of those who leave, each cause its force −ln(1 − q) over the sum of the forces."""
    rates = {"exits.resignation": 0.2, "exits.death": 0.1, "exits.misconduct": 0.05}
    run = left(streets, young, rates)
    forces = {name: -log(1 - q) for name, q in rates.items()}
    leave = 1 - exp(-sum(forces.values()))
    for name, flow in zip(rates, ("resigned", "died", "misconduct")):
        share = leave * forces[name] / sum(forces.values())
        assert_binomial(run.books.flows[:, 0, NAMES.index(flow)].sum(axis=1), share)


def test_months_of_leaving_follow_a_constant_force(streets: Policy, young: Staff):
    """In the first half of the year 1 − √(1 − q) leave: those on the pay of the first half, less those before."""
    q = 0.5
    run = left(streets, young, {"exits.resignation": q})
    paid = run.books.pay[0].by_period  # months in each pay period: January to June, July to December, …
    assert run.plan.pay.starts[1] - run.plan.pay.starts[0] == 6
    monthly = (1 - q) ** (1 / 12)
    expected = PEOPLE * sum(monthly**month for month in range(6))  # paid for the month they leave
    each = np.array(
        [min(month + 1, 6) for month in range(6)] + [6]
    )  # months paid to who leaves in month 0 … 5, or later
    chance = np.array([monthly**month * (1 - monthly) for month in range(6)] + [monthly**6])
    variance = PEOPLE * float(chance @ each**2 - (chance @ each) ** 2)
    assert expected == pytest.approx(PEOPLE * float(chance @ each))
    assert abs(paid[:, 0].mean() - expected) < 4 * sqrt(variance / REPLICATIONS)


def test_the_age_factor_and_the_level_multiply_the_rate(streets: Policy, young: Staff):
    run = left(
        streets, young, {"exits.resignation": 0.1, "exits.resignation_age_factor": 1.5, "exits.resignation_level": 2}
    )
    assert_binomial(run.books.in_post[:, 1].sum(axis=(1, 2)), 1 - 0.3)


def test_the_channel_takes_its_share_of_the_eligible(streets: Policy, young: Staff):
    """Two years of service in January 2027, three asked for: nobody in September 2027, a fifth in September 2028."""
    run = left(streets, young, {"rules.channel": "share_of_eligible", "channel.share": 0.2})
    went = run.books.flows[:, :, NAMES.index("civil_service")].sum(axis=2)
    assert went[:, 0].sum() == 0
    assert_binomial(went[:, 1], 0.2)
