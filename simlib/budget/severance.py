"""What is due on dismissal after appraisal: months of the mean wage of the last twelve months, and notice.

Labour Contract Law (劳动合同法), Art. 47; its Implementing Regulations, Arts. 20 and 27. The wage is what was earned
month by month in the year of the dismissal, paid by the rating of the year before; the reward of that year is for those
still in post. Where a run opens within the year, its months before count too (`months_before.py`). By cell it is that
of the cell in which the December was paid, the whole year through; one person's own months are known to a career alone.
Rounded once, when multiplied.                                                                          [severance.*]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from simlib.budget.months_before import paid_before
from simlib.budget.terms_by_month import TermsByMonth
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.items import paid_by_month
from simlib.simulation.pay_layout import PayLayout

INSURANCE_CAP = 3  # times the local mean wage: what the cap of the insurance base is                   [assumed]


class _Severance(NamedTuple):
    year: np.ndarray
    cap: np.ndarray
    notice: np.ndarray
    share: np.ndarray


class Severance(_Severance):
    """The prices of what is due on dismissal, for T pay periods (of the December) and K pay cells.

    year    (T, K) int64 fen: the wages of the year
    cap     (T,) int64 fen: the most that they count for
    notice  (T, K) int64 fen: instead of notice
    share   (T,) of a year's wages that half a month of severance is
    """

    @cached_property
    def wages(self) -> np.ndarray:
        """The year's wages where they are within the cap, else 0, (T, K) fen."""
        return np.where(self.year > self.cap[:, None], 0, self.year)

    @cached_property
    def capped(self) -> np.ndarray:
        """The cap where the year's wages are above it, else 0, (T, K) fen."""
        return np.where(self.year > self.cap[:, None], self.cap[:, None], 0)

    @cached_property
    def of_each(self) -> dict[str, np.ndarray]:
        """What one of each kind of count (`COUNTS`) comes to before it is rounded, (T, K) fen."""
        share, notice = self.share[:, None], self.notice.astype(float)
        return {"severance": self.wages * share, "within_cap": self.capped * share, "notice": notice}

    def due(self, halves: np.ndarray, within_cap: np.ndarray, notice: np.ndarray) -> np.ndarray:
        """Return what is due, in fen, from sums over cells (…, T) of counts times `wages`, `capped` and `notice`."""
        return fen((halves + within_cap) * self.share) + notice


def severance(policy: Policy, layout: PayLayout, monthly: Mapping[str, np.ndarray]) -> Severance:
    """Return what is due by period and cell. `monthly`: prices of a person-month by item, (T, K) fen."""
    law = TermsByMonth(policy, layout.starts)
    earned, earlier = paid_by_month(policy.lines), paid_before(policy, layout)
    wages = np.asarray(sum(monthly[item] for item in earned))
    before = np.sum([earlier[item] for item in earned], axis=0) if earlier else 0
    each, dismissed = (law.value(f"severance.{name}") for name in ("months_per_year", "dismissed"))
    return Severance(
        year=_so_far(layout, wages, before, law.many),
        cap=YEAR * wage_cap(policy, layout.starts),
        notice=fen(wages * law.value("severance.notice_months")[:, None]),
        share=(each * dismissed).astype(float) / 2 / YEAR,
    )


def of_one(policy: Policy, month: int, wages: Sequence[int], halves: int, within_cap: int) -> int:
    """Return what one person dismissed at the end of a month is due, in fen; nothing for no half months.

    wages  of each of the last twelve months in post, or of all where they are fewer, in fen
    """
    if not halves:
        return 0
    months, total, cap = len(wages), sum(wages), int(wage_cap(policy, (month,))[0])
    counted = within_cap * cap * months if total > cap * months else halves * total
    notice = wages[-1] * policy.value("severance.notice_months", month)
    return int(fen(counted * _half_month(policy, month) / months)) + int(fen(notice))


def wage_cap(policy: Policy, months: Sequence[int]) -> np.ndarray:
    """Return the most that a month's wage counts for in some months, (M,) fen: multiples of the local mean wage."""
    law = TermsByMonth(policy, tuple(months))
    return fen(law.grown("contributions.base_cap") * law.value("severance.wage_cap_multiple") / INSURANCE_CAP)


def months_paid(layout: PayLayout) -> np.ndarray:
    """Return how many months each pay period has, (T,)."""
    return np.bincount(layout.of_month, minlength=len(layout.starts))


def _half_month(policy: Policy, month: int) -> float:
    return float(policy.value("severance.months_per_year", month) * policy.value("severance.dismissed", month)) / 2


def _so_far(layout: PayLayout, wages: np.ndarray, before: np.ndarray | int, many: int) -> np.ndarray:
    """Return the wages of the year up to the end of each period, (T, K); `before`: those of it before the run, (K,).

    many  how many policies there are a period
    """
    paid = wages.reshape(len(layout.starts), many, -1) * months_paid(layout)[:, None, None]
    paid[0] += before
    for period, start in enumerate(layout.starts):
        if start % YEAR and period:
            paid[period] += paid[period - 1]
    return paid.reshape(wages.shape)
