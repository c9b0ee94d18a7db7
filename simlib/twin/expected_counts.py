"""What is expected of the people of one post: all that the twin enters."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simlib.population.person import LEAVING_FLOWS
from simlib.twin.monthly_terms import MonthlyTerms
from simlib.twin.pricing import Pricing

DUE = ("severance", "within_cap", "notice")  # kinds of count of what the dismissed are due


class ExpectedCounts(NamedTuple):
    """What is expected of the people of one post. N people, Y years, T pay periods, K pay cells.

    in_post    (N, Y, grades) chance of being in a grade at year end
    present    (N, months) chance of being in post when a month is paid
    exits      (N, Y, reasons) chance of leaving, reasons as LEAVING_FLOWS
    months, rewarded   (T, K) person-months and people at year end expected
    severance, within_cap, notice   (T, K) what the dismissed are due, as expected: half months, and people
    contributed   (T, lines) contributions on last year's wages expected, in fen, lines as in `Pricing.due`
    cost       (2, N, Y) what a person costs in a year: first and second moment, in fen
    """

    in_post: np.ndarray
    present: np.ndarray
    exits: np.ndarray
    months: np.ndarray
    rewarded: np.ndarray
    severance: np.ndarray
    within_cap: np.ndarray
    notice: np.ndarray
    contributed: np.ndarray
    cost: np.ndarray


def no_counts(run_terms: MonthlyTerms, prices: Pricing, people: int) -> ExpectedCounts:
    """Return the book of so many people of one post, with nothing in it."""
    years, grades = len(run_terms.years), run_terms.policy.grades
    pay = (len(prices.table.layout.starts), prices.table.layout.cells)
    return ExpectedCounts(
        in_post=np.zeros((people, years, grades)),
        present=np.zeros((people, len(run_terms.months))),
        exits=np.zeros((people, years, len(LEAVING_FLOWS))),
        months=np.zeros(pay),
        rewarded=np.zeros(pay),
        severance=np.zeros(pay),
        within_cap=np.zeros(pay),
        notice=np.zeros(pay),
        contributed=np.zeros((pay[0], len(prices.due))),
        cost=np.zeros((2, people, years)),
    )
