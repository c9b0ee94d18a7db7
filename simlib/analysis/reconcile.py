"""What a roster says that people are paid now, row by row, against what the model pays them in that month.

Compared is what is earned month by month (`paid_by_month`): no year-end reward and nothing paid for people. A row that
differs is put down to a grade, where some grade of the post's band pays just that; to allowances, where another degree,
certificate or rating does; to an item that the pack lacks, where as many as FEWEST people differ by the same amount;
else it is not explained. Who is in a row only the bureau's own file tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from simlib.budget.monthly_prices import monthly_prices
from simlib.budget.yearly_prices import yearly_prices
from simlib.months import YEAR
from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, EDUCATIONS, RATINGS
from simlib.policy.items import paid_by_month
from simlib.policy.term import FEN
from simlib.population.world import CERTIFICATE, EDUCATION, GRADE, POST, RAMP_STEP, RATING
from simlib.simulation.pay_layout import PayLayout, pay_layout
from simlib.staff.opening import Staff
from simlib.text import Text

FEWEST = 5  # people who differ by the same amount, for it to be an item
NEAR = FEN  # a yuan: less is rounding
REASONS: dict[str, Text] = {
    "agreed": Text("相符", "Agreed"),
    "grade": Text("等级不同", "Another grade"),
    "allowance": Text("津贴不同（学历、证书或考核）", "Other allowances (degree, certificate or rating)"),
    "own_item": Text(
        "政策包没有的项目（多人同样的差额）", "An item that the pack lacks (the same difference for several)"
    ),
    "unknown": Text("原因不明", "Not explained"),
    "unsaid": Text("名册没有月工资", "No pay in the roster"),
}
AGREED, OF_GRADE, OF_ALLOWANCE, OF_ITEM, UNEXPLAINED, UNSAID = range(len(REASONS))
_OWN_CONTRIBUTIONS = {"rules.contributions": "this_month"}  # as the same people are paid all year


@dataclass(frozen=True, eq=False)
class Reconciled:
    """Pay of a roster, N people in the order of the roster, against the model's. Money in fen.

    month    of the roster
    present  (N,) int64: a month's pay by the roster; −1 where it says none
    model    (N,) int64: by the model
    reason   (N,) int64: places in REASONS
    grade    (N,) int64: the grade that pays what the roster says, 0 where none is looked for
    by_line  what all of them come to in a year by budget line, paid as in this month
    """

    policy: Policy
    month: int
    present: np.ndarray = field(repr=False)
    model: np.ndarray = field(repr=False)
    reason: np.ndarray = field(repr=False)
    grade: np.ndarray = field(repr=False)
    by_line: Mapping[str, int]

    @property
    def said(self) -> np.ndarray:
        """(N,) bool: of whom the roster says what they are paid."""
        return np.asarray(self.reason != UNSAID)

    @property
    def gap(self) -> int:
        """What the roster pays more in a month than the model, of those of whom it says it."""
        return int((self.present - self.model)[self.said].sum())

    @property
    def scale(self) -> float:
        """What the model's pay has to be multiplied by to come to the roster's; 1 where there is none."""
        whole = int(self.model[self.said].sum())
        return int(self.present[self.said].sum()) / whole if whole else 1.0

    @property
    def item(self) -> int:
        """What an item of the pack's own has to pay everybody each month to close the gap."""
        return round(self.gap / max(int(self.said.sum()), 1))


def reconcile(policy: Policy, staff: Staff, pay: np.ndarray) -> Reconciled:
    """Hold the pay of a roster against the model's.

    staff  its people, as `roster_staff` has them; drawn traits among them
    pay    (N,) fen a month, in their order, negative where the roster says none
    """
    month = staff.month
    layout = pay_layout(policy, range(month, month + 1))
    prices = monthly_prices(policy, layout)
    earned = np.asarray(sum(prices[line][0] for line in paid_by_month(policy.lines) if line in prices))
    codes = _codes(staff.records)
    model = earned[_cells(layout, codes)]
    reason = np.where(np.abs(pay - model) <= NEAR, AGREED, UNEXPLAINED)
    reason[pay < 0] = UNSAID
    grade = np.zeros(len(pay), np.int64)
    _by_grade(policy, month, layout, earned, codes, pay, reason, grade)
    _by_allowance(layout, earned, codes, pay, reason)
    _by_item(pay - model, reason)
    return Reconciled(policy, month, pay, model, reason, grade, _by_line(policy, layout, codes))


def _codes(people: np.ndarray) -> np.ndarray:
    """Return what a pay cell tells apart, (N, 6)."""
    found = np.zeros((len(people), 6), np.int64)
    for at, name in ((POST, "post"), (GRADE, "grade"), (RATING, "rating"), (EDUCATION, "education"),
                     (CERTIFICATE, "certificate"), (RAMP_STEP, "ramp_step")):  # fmt: skip
        found[:, at] = people[name]
    found[:, GRADE] -= 1
    return found


def _cells(layout: PayLayout, codes: np.ndarray) -> np.ndarray:
    return np.asarray(codes @ layout.steps)


def _by_grade(
    policy: Policy, month: int, layout: PayLayout, earned: np.ndarray, codes: np.ndarray, pay: np.ndarray,
    reason: np.ndarray, grade: np.ndarray,
) -> None:  # fmt: skip
    """Note whose pay is that of another grade of the post's band, the nearest of several."""
    band = np.asarray(policy.value("grades.band", month))[codes[:, POST]]
    own = codes[:, GRADE] + 1
    for away in sorted(range(-policy.grades, policy.grades + 1), key=abs):
        other = own + away
        there = (reason == UNEXPLAINED) & (other >= band[:, 0]) & (other <= band[:, 1])
        moved = codes.copy()
        moved[:, GRADE] = np.clip(other - 1, 0, policy.grades - 1)
        found = there & (np.abs(earned[_cells(layout, moved)] - pay) <= NEAR)
        reason[found], grade[found] = OF_GRADE, other[found]


def _by_allowance(
    layout: PayLayout, earned: np.ndarray, codes: np.ndarray, pay: np.ndarray, reason: np.ndarray
) -> None:
    """Note whose pay is that of another degree, certificate or rating."""
    members = [range(len(one)) if layout.steps[at] else (0,) for at, one in _ALLOWED]
    for each in product(*members):
        moved = codes.copy()
        for (at, _), member in zip(_ALLOWED, each, strict=True):
            moved[:, at] = member
        found = (reason == UNEXPLAINED) & (np.abs(earned[_cells(layout, moved)] - pay) <= NEAR)
        reason[found] = OF_ALLOWANCE


_ALLOWED = ((EDUCATION, EDUCATIONS), (CERTIFICATE, CERTIFICATES), (RATING, RATINGS))


def _by_item(difference: np.ndarray, reason: np.ndarray) -> None:
    """Note who differ by the same whole yuan as several others, whom no allowance explains."""
    yuan = np.rint(difference / FEN).astype(np.int64)
    amounts, many = np.unique(yuan[reason == UNEXPLAINED], return_counts=True)
    alike = np.isin(yuan, amounts[many >= FEWEST])
    reason[alike & np.isin(reason, (UNEXPLAINED, OF_ALLOWANCE))] = OF_ITEM


def _by_line(policy: Policy, layout: PayLayout, codes: np.ndarray) -> dict[str, int]:
    """Return what a year comes to by line, everybody paid all year as in this month, contributions on that pay."""
    alike = policy.with_values(_OWN_CONTRIBUTIONS, layout.starts[0])
    prices = monthly_prices(alike, layout)
    prices.pop("full_pay")
    yearly = yearly_prices(alike, layout, prices.pop("reward_month"))
    cells = _cells(layout, codes)
    found = {line: YEAR * int(price[0][cells].sum()) for line, price in prices.items() if line in policy.lines}
    for line, price in yearly.items():
        found[line] = found.get(line, 0) + int(price[0][cells].sum())
    return {line: fen for line, fen in found.items() if fen}
