"""What the employer contributes for each worker and month, to the fen: on last year's mean wages, or on the month's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tests.oracle.amounts import LIMITS, exact, fen
from tests.oracle.law import YEAR, Law
from tests.oracle.wages import REWARD, Lines, Pay, Payroll, Traits

INSURED = {"pension": "base", "medical": "medical", "unemployment": "base", "injury": "base"}  # floor and cap of each
FUND, UNION = "housing_fund", "union_fund"
RESETS = ("contributions.insurance_reset", "contributions.fund_reset")
CONTRIBUTIONS = (*INSURED, FUND, UNION)


class Wages:
    """What counts as wages, by the term that says so."""

    def __init__(self, law: Law, pay: Pay) -> None:
        self.law, self.pay = law, pay
        self.payments = law.policy.axis("payment")
        self.month = cache(self._month)
        self.reward = cache(self._reward)

    def _month(self, month: int, who: Traits) -> int:
        return self._counted(month, self.pay.month(month, who))

    def _reward(self, month: int, who: Traits) -> int:
        return self._counted(month, {REWARD: self.pay.reward(month, who)})

    def _counted(self, month: int, paid: Lines) -> int:
        counts = self.law.value("contributions.wages", month)
        return sum(amount for line, amount in paid.items() if counts[self.payments.index(line)])


class Earnings:
    """One worker's wages.

    paid       by month in post; the first of them is the first wage of whoever joined in the run
    rewarded   by December
    before     mean of the year before the opening, taken as paid whole by the traits of the roster; None for those
               who joined later
    """

    def __init__(
        self, wages: Wages, months: dict[int, Traits], decembers: dict[int, Traits], before: int | None
    ) -> None:
        self.paid = {month: wages.month(month, who) for month, who in months.items()}
        self.rewarded = {month: wages.reward(month, who) for month, who in decembers.items()}
        self.before = before
        self.first = min(self.paid)
        self.mean = cache(self._mean)

    def _mean(self, year: int) -> int:
        """Return the mean monthly wage of a year, over the months in post; before the first, what stands for it."""
        if year < self.first // YEAR:
            return self.paid[self.first] if self.before is None else self.before
        months = range(max(self.first, year * YEAR), year * YEAR + YEAR)
        return mean([self.paid[month] for month in months], self.rewarded[months[-1]])


class Ground(NamedTuple):
    """What one worker's contributions of a month are due on: the bases of insurance and fund, and the wages paid."""

    month: int
    insured: int
    fund: int
    paid: int
    rewarded: int


class Contributions:
    """The contributions of a replication."""

    def __init__(self, payroll: Payroll) -> None:
        self.payroll, self.pay = payroll, payroll.pay
        self.law = payroll.pay.law
        self.wages = Wages(self.law, self.pay)
        self.due = cache(self._due)
        self.last_year = cache(self._last_year)
        self.before = cache(self._before)

    def totals(self) -> Counter[tuple[int, str]]:
        """Return all contributions, in fen by year and line of the budget."""
        alike = Counter(one for key in self.payroll.months for one in self.grounds(key))
        total: Counter[tuple[int, str]] = Counter()
        for one, people in alike.items():
            for line, amount in self.of(one).items():
                total[one.month // YEAR, line] += people * amount
        return total

    def grounds(self, key: int) -> Iterator[Ground]:
        """Yield what a worker's contributions are due on, month by month."""
        roster = self.payroll.opening.get(key)
        before = None if roster is None else self.before(roster)
        earned = Earnings(self.wages, self.payroll.months[key], self.payroll.year_end[key], before)
        for month, paid in earned.paid.items():
            if self.law.choice("rules.contributions", month) == "this_month":
                yield Ground(month, paid, paid, paid, 0)
            else:
                insured, fund = (earned.mean(self.last_year(month, reset)) for reset in RESETS)
                yield Ground(month, insured, fund, paid, earned.rewarded.get(month, 0))

    def of(self, one: Ground) -> Lines:
        """Return what is contributed: the union fund on each payment apart."""
        return {
            **{line: self.due(line, one.month, one.insured) for line in INSURED},
            FUND: self.due(FUND, one.month, one.fund),
            UNION: self.due(UNION, one.month, one.paid) + self.due(UNION, one.month, one.rewarded),
        }

    def _due(self, line: str, month: int, base: int) -> int:
        """Return a contribution: the rate times the base between its floor and cap; the union fund has neither."""
        if line != UNION:
            limit = "contributions." + INSURED.get(line, "fund")
            floor, cap = (self.pay.amounts.grown(limit + end, month, LIMITS) for end in ("_floor", "_cap"))
            base = min(max(base, floor), cap)
        return fen(base * exact(self.law.value(f"contributions.{line}", month)))

    def _last_year(self, month: int, reset: str) -> int:
        """Return the calendar year that a base is of: the one before the last reset since the opening."""
        while month >= self.law.opening and month % YEAR + 1 != self.law.value(reset, month):
            month -= 1
        return month // YEAR - 1

    def _before(self, roster: Traits) -> int:
        """Return the mean wage of the year before the opening, at its own prices where the law has them."""
        year = range(self.law.opening - YEAR, self.law.opening)
        priced = [self.pay.priced(month) for month in year]
        return mean([self.wages.month(month, roster) for month in priced], self.wages.reward(priced[-1], roster))


def mean(months: list[int], reward: int) -> int:
    """Return the mean monthly wage of some months and the year's reward, to the fen."""
    return fen(Decimal(sum(months) + reward) / len(months))
