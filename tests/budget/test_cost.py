"""The cost of a run to the fen: lines that add up, and every person-month priced by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from simlib import cost
from simlib.months import parse_month
from simlib.policy import Policy
from simlib.policy.items import ITEMS
from simlib.population.world import MONTHS, REWARDED, SEVERANCE
from simlib.projection import Projection
from tests.budget.money import FUND, FUND_CAP, GROWTH, INSURANCE, INSURED, UNION, fen
from tests.whole import whole

NOT_PAID_HERE = {"post_allowance", "education_allowance", "guarantee", "meals", "insurance", "check_up", "training",
                 "recruitment", "grid_service", "disability_levy", "minimum_wage_top_up", "protected_pay",
                 "protected_contributions"}  # fmt: skip


def test_lines_add_to_the_total_to_the_fen(run: Projection):
    budget = cost(run)
    assert budget.fen.dtype == np.int64
    spent = {line for number, line in enumerate(ITEMS) if budget.fen[:, :, number].any()}
    assert set(ITEMS) - spent == NOT_PAID_HERE
    by_line = budget.yuan.values * 100
    assert np.array_equal(np.rint(by_line).astype(np.int64), budget.fen)
    assert np.array_equal(np.rint(budget.total.values * 100).astype(np.int64), budget.fen.sum(axis=2))


WAGES = ("basic_pay", "performance_pay", "certificate_allowance")


def test_the_cost_is_that_of_each_person_month_by_itself(run: Projection):
    """Prices found one by one, by their definition, for every cell that anybody is in, and added up.

    Contributions are on the month's own wages: those on last year's are worked out by person in tests/oracle.
    """
    law = run.policy.with_values({"rules.contributions": "this_month"}, 0)
    layout, pay = run.plan.pay, whole(run.books)["pay"][0]
    expected = {line: [0] * len(run.years) for line in ITEMS}
    due = [Decimal(0) for _ in run.years]
    for period, cell in np.argwhere(pay.any(axis=0)):
        year = layout.starts[period] // 12 - run.years[0]
        months, rewarded, halves = (int(n) for n in pay[[MONTHS, REWARDED, SEVERANCE], period, cell])
        price = _price(law, layout.starts[period], *np.unravel_index(cell, layout.lengths)[:5])
        price.pop("full_pay")
        scale = price.pop("scale")
        for line, amount in price.items():
            expected[line][year] += months * fen(amount)
        rating = np.unravel_index(cell, layout.lengths)[2]
        reward = _exact(np.asarray(law.value("pay.year_end_months", layout.starts[period]))[rating])
        expected["year_end_reward"][year] += rewarded * fen(scale * reward)
        if halves:
            cells, january = np.unravel_index(cell, layout.lengths)[:5], layout.starts[period] // 12 * 12
            prices = [_price(law, month, *cells) for month in range(january, january + 12)]
            due[year] += halves * sum((one[item] for one in prices for item in WAGES), Decimal(0)) / 24
    expected["severance"] = [fen(amount) for amount in due]
    found = {line: cost(run, law).fen[0, :, number].tolist() for number, line in enumerate(ITEMS)}
    assert found == expected


def _exact(value: Any) -> Decimal:
    return Decimal(repr(float(value)))


def _price(law: Policy, month: int, *cell: np.intp) -> dict[str, Decimal]:
    """The price of one person-month in yuan, to the fen where an item is paid."""
    _, grade, rating, _, certificate = (int(member) for member in cell)
    july_awards = month // 12 - 2026 - (1 if month % 12 < 6 else 0)

    def grown(yuan: int | Decimal) -> Decimal:
        amount = Decimal(yuan)
        for _ in range(july_awards):
            amount = Decimal(fen(amount * GROWTH)) / 100
        return amount

    pay = grown(4800) * (1 + Decimal("0.03") * grade)
    performance = _exact(np.asarray(law.value("pay.performance_by_rating", month))[rating])
    basic, bonus = fen(pay * Decimal("0.8")), fen(pay * Decimal("0.2") * performance)
    allowance = (0, 100, 200, 300)[certificate]
    paid = Decimal(basic + bonus) / 100 + allowance
    insured = min(max(paid, grown(4354)), grown(21772))
    return {
        "basic_pay": Decimal(basic) / 100,
        "performance_pay": Decimal(bonus) / 100,
        "certificate_allowance": Decimal(allowance),
        **{item: insured * rate for item, rate in INSURANCE.items()},
        "housing_fund": min(max(paid, grown(2320)), grown(FUND_CAP)) * FUND,
        "union_fund": paid * UNION,
        "full_pay": Decimal(fen(pay)) / 100 + allowance,
        "scale": Decimal(fen(pay)) / 100,
    }


def test_doubling_every_amount_doubles_the_cost(run: Projection, busy: Policy):
    """Within the rounding of a price: half a fen for itself, and one for its double; contributions round pay first."""
    start = parse_month("2026-07")
    one = {"pay.base_growth": 0, "contributions.limits_growth": 0}
    limits = [f"contributions.{base}_{end}" for base in ("base", "medical", "fund") for end in ("floor", "cap")]
    amounts = ("pay.base", *limits, "pay.certificate_allowance")
    twice = {name: 2 * np.asarray(busy.value(name, start)) / 100 for name in amounts}
    single = cost(run, busy.with_values(one, start)).fen
    double = cost(run, busy.with_values({**one, **twice}, start)).fen
    units = np.stack([run.books.pay[kind].by_period.sum(axis=1) for kind in (MONTHS, REWARDED, SEVERANCE)])
    for number, line in enumerate(ITEMS):
        slack = 1.5 + (4 * 1.5 * 0.16 if line in INSURED or line == "union_fund" else 0)  # reward and mean are rounded
        if line in ("year_end_reward", "severance"):
            slack += 1.5 * 1.5  # at most one and a half months of pay, which is rounded too
        kind = {"year_end_reward": 1, "severance": 2}.get(line, 0)
        off = np.abs(double[:, :, number] - 2 * single[:, :, number]).sum(axis=1)
        assert (off <= slack * units[kind]).all(), line
    assert double.sum() / single.sum() == pytest.approx(2, abs=1e-5)
