"""Pay worked out by hand, in the examples of every pack: a month's slip, and what a year costs.

Three expectations in yuan to the fen, with as many budget lines (`Policy.lines`) as were worked out:

    - {slip: Li, in: 2027-07, basic_pay: 4151.81, performance_pay: 1037.95, pension: 830.36}
    - {paid: 2027, year_end_reward: 5189.76, pension: 9866.64}
    - {borne: 2027, line: training, county: 300, street: 300}

slip   What Li costs in that month, line by line. `full_pay` is the month's pay that a month of severance is,
       `reward_month` that of year-end reward; `total` the sum of all monthly lines. Li is still in post when the month
       ends. December is paid by the rating of the year before: the appraisal comes after pay.
paid   What the budget has for the year, for all people of the example together (alone, a person's own year). `total` is
       the sum of every line. What is paid once a year (the reward, check-ups) stands here only.
borne  Who pays that: the year's cost, of one `line` or of all, by level of government (`simlib.policy.axes.FUNDERS`).
All are exact: a price is rounded to the fen for one person and month, so a year is months × rounded amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from simlib.budget import cost
from simlib.budget.monthly_prices import monthly_prices
from simlib.months import YEAR, month_of_year, parse_month
from simlib.policy.axes import FUNDERS
from simlib.population.payroll import pay_cell
from simlib.population.world import STATE
from simlib.projection import Projection
from tests.simulation.lives import after, serving

WHERE_AND_WHEN = {"slip", "paid", "borne", "in", "line"}
FEN = 100  # in a yuan


def fen(yuan: Any) -> int:
    """Return an amount written in yuan as whole fen; a fraction of a fen is a mistake of the example."""
    amount = Decimal(str(yuan)) * FEN
    assert amount == int(amount), f"{yuan} yuan is no whole number of fen"
    return int(amount)


def check_slip(projection: Projection, key: int, expected: Mapping[str, Any], replication: int) -> None:
    """Hold one month's slip of the person with this key."""
    month = parse_month(expected["in"])
    _hold(expected, slip(projection, key, month, replication))


def check_paid(projection: Projection, expected: Mapping[str, Any], replication: int) -> None:
    """Hold what the budget has for a year."""
    year = projection.years.index(int(expected["paid"]))
    found = dict(zip(projection.policy.lines, cost(projection).fen[replication, year].tolist(), strict=True))
    _hold(expected, {**found, "total": sum(found.values())})


def check_borne(projection: Projection, expected: Mapping[str, Any], replication: int) -> None:
    """Hold who pays the cost of a year, or of one line of it."""
    year = projection.years.index(int(expected["borne"]))
    by_line = cost(projection).borne[replication, year]  # (line, funder)
    borne = (
        by_line[list(projection.policy.lines).index(expected["line"])] if "line" in expected else by_line.sum(axis=0)
    )
    _hold(expected, dict(zip(FUNDERS, borne.tolist(), strict=True)))


def slip(projection: Projection, key: int, month: int, replication: int) -> dict[str, int]:
    """Return what one person costs in one month, in fen by line, with `full_pay` and `total`."""
    layout, opening = projection.plan.pay, projection.plan.months[0]
    state = np.zeros(1, STATE).view(np.recarray)[0]
    state.pay_steps = layout.steps
    cell = pay_cell(state, _as_paid(projection, key, month, replication))
    period = layout.of_month[month - opening]
    prices = monthly_prices(projection.policy, layout)
    found = {item: int(price[period, cell]) for item, price in prices.items()}
    return {**found, "total": sum(amount for item, amount in found.items() if item in projection.policy.lines)}


def _as_paid(projection: Projection, key: int, month: int, replication: int) -> Any:
    """Return the record by which a person is paid in a month: as at its end, in December as at the end of November."""
    plan = projection.plan
    months = month + 1 - plan.months[0] - (1 if month_of_year(month) == YEAR else 0)
    world = after(plan.policy, plan.staff, months, replication + 1, plan.seed)
    found = [person for person in serving(world, replication) if int(person.key) == key]
    assert found, "whoever has a slip is in post when its month ends"
    return found[0]


def _hold(expected: Mapping[str, Any], found: Mapping[str, int]) -> None:
    lines = {line: fen(yuan) for line, yuan in expected.items() if line not in WHERE_AND_WHEN}
    assert lines, "name at least one line"
    assert lines.keys() <= found.keys(), f"not paid here: {', '.join(lines.keys() - found.keys())}"
    wrong = [
        f"{line} is {found[line] / FEN:.2f}, not {due / FEN:.2f}" for line, due in lines.items() if found[line] != due
    ]
    assert not wrong, f"{dict(expected)}: {'; '.join(wrong)}"
