"""What the dismissed are due, in exact fractions of a fen: months of the year's mean wage, its cap, and notice."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

from simlib.population.person import ELECTED
from tests.oracle.amounts import LIMITS, exact, fen
from tests.oracle.law import YEAR, Law
from tests.oracle.wages import TOP_UP, Pay, Payroll, Traits
from tests.oracle.worker import Worker

WAGES = ("basic_pay", "performance_pay", "post_allowance", "education_allowance", "certificate_allowance", TOP_UP)


def due(pay: Pay, worker: Worker, month: int, who: Traits) -> Decimal:
    """Return what a worker dismissed in a December is due, who was paid by these traits: in fen, not rounded.

    The year's wages are taken as those of the traits of December in every month, as the budget does.
    """
    law = pay.law
    if worker.contract == ELECTED and not law.value("severance.elected", month):
        return Decimal(0)
    wages = [sum(pay.month(then, who)[line] for line in WAGES) for then in range(month + 1 - YEAR, month + 1)]
    mean, cap = Decimal(sum(wages)) / YEAR, wage_cap(pay, month)
    years = counted_years(month + 1 - worker.joined)
    if mean > cap:
        mean, years = Decimal(cap), min(years, Decimal(law.value("severance.cap_years", month)))
    rate = exact(law.value("severance.months_per_year", month)) * law.value("severance.dismissed", month)
    notice = fen(wages[-1] * exact(law.value("severance.notice_months", month)))
    return mean * years * rate + notice


def all_due(payroll: Payroll) -> Counter[tuple[int, str]]:
    """Return what the dismissed of each year are due, each December's together to the fen."""
    of_december: defaultdict[int, Decimal] = defaultdict(Decimal)
    for key, month in payroll.dismissed:
        of_december[month] += due(payroll.pay, payroll.workers[key], month, payroll.months[key][month])
    return Counter({(month // YEAR, "severance"): fen(amount) for month, amount in of_december.items()})


def counted_years(months: int) -> Decimal:
    """Return the years of service that count: six months and more are one, less than six half of one."""
    rest = months % YEAR
    return months // YEAR + (Decimal(1) if rest >= YEAR // 2 else Decimal("0.5") if rest else Decimal(0))


def wage_cap(pay: Pay, month: int) -> int:
    """Return the cap of a month's wage: so many local mean wages, each a third of the cap of the insurance base."""
    law: Law = pay.law
    base_cap = pay.amounts.grown("contributions.base_cap", month, LIMITS)
    return fen(base_cap * exact(law.value("severance.wage_cap_multiple", month)) / 3)
