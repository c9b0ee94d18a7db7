"""Rates, limits and sums that the tests of money share, and yuan as fen."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from simlib.policy.axes import FUNDERS
from simlib.policy.items import ITEMS

PENSION, MEDICAL, UNEMPLOYMENT, INJURY, FUND, UNION = (
    Decimal(r) for r in ("0.16", "0.064", "0.005", "0.002", "0.08", "0.02")
)
FLOOR, CAP, FUND_FLOOR = (Decimal(y) for y in (4354, 21772, 2320))  # Hefei, 皖人社秘〔2026〕113号
FUND_CAP = Decimal("31150.80")  # 30,540 from July 2025, three months of the wage of 2024, and 2 % more in July 2026
GROWTH = Decimal("1.02")  # of the pay base and of floors and caps, each July; all were last set in July 2026
INSURANCE = {"pension": PENSION, "medical": MEDICAL, "unemployment": UNEMPLOYMENT, "injury": INJURY}
INSURED = (*INSURANCE, "housing_fund")
SEED = 3
LINE, FUNDER = list(ITEMS), list(FUNDERS)
ONE: dict[str, dict[str, Any]] = {"one": {}}
MEALS: dict[str, Any] = {"pay.meals": 200.01}
TRAINING: dict[str, Any] = {
    "training.hours": {"head": 56, "deputy": 50, "member": 44, "assistant": 40},
    "training.entry_hours": 24,
    "training.yuan_per_hour": 25.05,
}


def fen(yuan: Decimal) -> int:
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))
