"""The same people's money by both engines; `python -m tests.oracle.money` prints contributions side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from simlib import cost, project
from simlib.budget.lines import Budget
from simlib.policy import Policy
from simlib.staff.opening import Staff
from tests.oracle.contributions import CONTRIBUTIONS, Contributions
from tests.oracle.districts import PACKS, small
from tests.oracle.engine import paid_through
from tests.oracle.law import YEAR, Law
from tests.oracle.wages import Payroll

YEARS, SEED = 10, 2027
Totals = Counter[tuple[int, str]]  # fen by calendar year and line of the budget


def both(law: Policy, staff: Staff, seed: int, replication: int = 0) -> tuple[Payroll, Budget]:
    """Return who is paid what in a replication by the second engine, and what the first says of all up to that one."""
    budget = cost(project(law, staff, years=YEARS, replications=replication + 1, seed=seed))
    return paid_through(law, staff, YEARS, seed, replication), budget


@cache
def small_both(pack: str, seed: int, replication: int = 0) -> tuple[Payroll, Budget]:
    """Return both for a pack's small district."""
    return both(*small(pack), seed, replication)


def told(budget: Budget, law: Law) -> Totals:
    """Return what the engine's budget says of its last replication."""
    first, lines = law.opening // YEAR, law.policy.lines
    return Counter(
        {
            (first + year, line): int(budget.fen[-1, year, number])
            for year in range(YEARS)
            for number, line in enumerate(lines)
        }
    )


def differ(own: Totals, budget: Budget, law: Law, lines: Iterable[str]) -> dict[tuple[int, str], int]:
    """Return by how many fen the engine's budget is more, by year and line, wherever it is not the same."""
    theirs, wanted = told(budget, law), set(lines)
    more = {of: theirs[of] - own[of] for of in theirs.keys() | own.keys() if of[1] in wanted}
    return {of: fen for of, fen in sorted(more.items()) if fen}


def table() -> Iterator[str]:
    """Yield the lines of the table: all contributions of each pack's small district, year by year."""
    yield "| pack | year | second engine, yuan | engine, yuan | difference, fen | per cent |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for pack in PACKS:
        payroll, budget = small_both(pack, SEED)
        law = payroll.pay.law
        own, theirs = Contributions(payroll).totals(), told(budget, law)
        for year in range(law.opening // YEAR, law.opening // YEAR + YEARS):
            exact, engine = (sum(of[year, line] for line in CONTRIBUTIONS) for of in (own, theirs))
            more = engine - exact
            yield f"| {pack} | {year} | {exact / 100:,.2f} | {engine / 100:,.2f} | {more} | {more / exact:.3%} |"


if __name__ == "__main__":
    print("\n".join(table()))
