"""Protected pay: what the old scale paid in the month before a conversion, less what the new one pays.

                                                                              [rules.conversion, conversion.*]
Scale pay alone is compared, full and to the fen: no allowances, reward or part pay; ratings do not touch it.

absorbed  less what post and grade are paid now: rises and awards take it up
kept      less what post and grade were paid as placed, for as long as its holder stays in the post or rises from it
insured   the employer's contributions on it are its rates; what pay there is besides is taken to lie within the limits
"""

from __future__ import annotations

import numpy as np

from simlib.budget.contributions import CONTRIBUTIONS, UNION
from simlib.budget.scale import scale_pay
from simlib.budget.terms_by_month import TermsByMonth, by_cell
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.items import counted, each
from simlib.population.world import NOW, THEN
from simlib.simulation.conversion_month import Conversion
from simlib.simulation.pay_layout import plain_layout
from simlib.simulation.plan import Plan

_PAY, _ON_IT = each(
    "what is paid to those converted",
    dict.fromkeys(("protected_pay", "protected_contributions")),
    counted("converted"),
)
PROTECTION = {"absorbed": NOW, "kept": THEN}


def protected_prices(
    policy: Policy, plan: Plan, only: tuple[np.ndarray, ...] | None = None
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return what a person-month of somebody converted costs under a law, by line, in fen: counted NOW, and THEN.

    Each (periods, cells of the conversion) int64; one of the two is nothing, whichever protection is in force. Of
    several policies together, in rows.
    only  the cells that are priced of what is counted NOW, and THEN; by default all
    """
    conversion, starts = plan.conversion, plan.pay.starts
    if conversion is None:
        nothing = {line: np.zeros((len(starts), 0), np.int64) for line in (_PAY, _ON_IT)}
        return nothing, nothing
    was = np.atleast_2d(pay_before(conversion, policy if conversion.law is plan.policy else conversion.law))
    rates = TermsByMonth(policy, starts)
    chosen = np.array([PROTECTION.get(policy.choice("conversion.protection", start), -1) for start in starts])
    then = plain_scale(policy, (conversion.month,))
    by_book = []
    for book, pay in ((NOW, plain_scale(policy, starts)), (THEN, np.tile(then, (len(starts), 1)))):
        places = np.arange(conversion.cells * pay.shape[1]) if only is None else only[book]
        before, after = np.divmod(places, pay.shape[1])
        lost = np.maximum(np.tile(was[:, before], (len(pay) // len(was), 1)) - pay[:, after], 0)
        by_book.append(_lines(rates, lost * rates.rows(chosen == book)[:, None]))
    return by_book[NOW], by_book[THEN]


def pay_before(conversion: Conversion, policy: Policy) -> np.ndarray:
    """Return what each post and grade was paid on the old scale in the month before, (posts × grades,) int64 fen.

    Of several policies together, (policies, posts × grades).
    """
    found = plain_scale(policy, (conversion.month - 1,))
    return found[0] if len(found) == 1 else found


def plain_scale(policy: Policy, months: tuple[int, ...]) -> np.ndarray:
    """Return the full scale pay of each post and grade, (M, posts × grades) int64 fen."""
    layout = plain_layout(len(policy.axis("post")), policy.grades, months)
    return fen(by_cell(layout, scale_pay(layout, TermsByMonth(policy, months))))


def _lines(rates: TermsByMonth, pay: np.ndarray) -> dict[str, np.ndarray]:
    insured = rates.value("conversion.insured")[:, None]
    due = [fen(pay * rates.value(f"contributions.{item}")[:, None]) for item in (*CONTRIBUTIONS, *UNION)]
    return {_PAY: pay, _ON_IT: insured * np.sum(due, axis=0)}
