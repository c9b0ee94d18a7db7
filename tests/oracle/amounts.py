"""Amounts by month, in exact decimals: what grows from year to year, and the pay base, each step to the fen."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from tests.oracle.law import YEAR, Law

PAY, LIMITS = ("pay.base_growth", "pay.award_month"), ("contributions.limits_growth", "contributions.limits_month")


def fen(amount: Decimal) -> int:
    """Round to the fen, halves up."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def exact(number: float) -> Decimal:
    """Return a number as its clause writes it."""
    return Decimal(repr(number))


class Amounts:
    """The amounts of a law: in fen, each by its name and month."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.grown = cache(self._grown)
        self.base = cache(self._base)

    def _grown(self, name: str, month: int, by: tuple[str, str]) -> Any:
        """Return an amount, or the amounts along an axis: as decided, and then grown in every such month since.

        Years before the law first says by how much, and in which month, go by what it says first.
        """
        amount = self.law.value(name, month)
        growth, when = by
        for then in range(self.law.starts(name, month) + 1, month + 1):
            if then % YEAR + 1 == self.law.value(when, max(then, self.law.begins(when))):
                amount = raised(amount, self.law.value(growth, max(then, self.law.begins(growth))))
        return amount

    def _base(self, month: int) -> int:
        """Return the pay base: decided and grown; or as the anchor wage set it in the last award month.

        Whether it follows counts from its date, as any clause; what changes besides waits for the next award. So the
        law read is that of the last award, or of the month in which the base began to follow, if that was later.
        """
        if self.law.choice("rules.anchor", month) != "base_follows":
            return int(self.grown("pay.base", month, PAY))
        award = next(then for then in range(month, 0, -1) if then % YEAR + 1 == self.law.value("pay.award_month", then))
        read = max(award, self.law.starts("rules.anchor", month))
        year = award // YEAR - self.law.value("anchor.lag_years", read)
        wage = self.average_wage(year, self.law.value("anchor.series", read))
        return fen(wage * exact(self.law.value("anchor.share", read)) / YEAR)

    def average_wage(self, year: int, series: int) -> int:
        """Return the average wage of a year: its own figure, or the last before it, grown each year to the fen."""
        december = year * YEAR + YEAR - 1
        wage, date = int(self.law.value("anchor.wage", december)[series]), self.law.starts("anchor.wage", december)
        for then in range(date + YEAR, december + 1, YEAR):
            wage = raised(wage, self.law.value("anchor.growth", then)[series])
        return wage


def raised(amount: Any, growth: float) -> Any:
    """Return one amount, or each of several, after a year's growth."""
    if isinstance(amount, list):
        return [raised(one, growth) for one in amount]
    return fen(amount * (1 + exact(growth)))
