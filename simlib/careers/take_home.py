"""What arrives (到手): pay less the person's own contributions and the income tax withheld, month by month.

Tax is withheld cumulatively (累计预扣): on the pay of the calendar year so far, less a deduction for each month in post
here and the person's contributions, by brackets, less what was withheld before, and never below nothing. There are no
special additional deductions (专项附加扣除), and no settlement after the year (汇算清缴).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from simlib.months import YEAR, year_of
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.terms import each_option
from simlib.text import Text

_RATE_OF = {  # the person's contributions (`contributions.<key>`), by the base that each is a rate of
    "employee_pension": "insured",
    "employee_medical": "medical",
    "employee_unemployment": "insured",
    "employee_housing_fund": "fund",
}
TAX = "income_tax"
DEDUCTIONS: dict[str, Text] = {  # what is kept back, in the order of a payslip
    "employee_pension": Text("养老保险（个人）", "Pension (employee)"),
    "employee_medical": Text("医疗保险（个人）", "Medical (employee)"),
    "employee_unemployment": Text("失业保险（个人）", "Unemployment (employee)"),
    "employee_housing_fund": Text("住房公积金（个人）", "Housing fund (employee)"),
    TAX: Text("个人所得税", "Income tax"),
}
TAKE_HOME = Text("实发报酬", "Take-home")
_CAP_IN_WAGES = 3  # the cap of the insurance base is 300 % of the local mean wage
_, _APART = each_option("tax.reward", "together", "apart")
_, _OWN_RATE = each_option("contributions.employee_fund", "as_employer", "own_rate")


class Paid(NamedTuple):
    """What somebody is paid in a month, in fen.

    wages   in money, what of it is neither the year-end reward nor severance
    bases   of contributions, after floor and cap: `insured`, `medical`, `fund`
    """

    month: int
    wages: int
    reward: int
    severance: int
    bases: Mapping[str, int]


def deductions(policy: Policy, life: Sequence[Paid]) -> list[dict[str, int]]:
    """Return what is kept back in each month, in fen, by `DEDUCTIONS`; `life` is every month in post, in order."""
    years = groupby(life, key=lambda paid: year_of(paid.month))
    return [kept for _, year in years for kept in _of_year(policy, year)]


def _of_year(policy: Policy, year: Iterator[Paid]) -> Iterator[dict[str, int]]:
    taxable = withheld = 0
    for paid in year:
        month, own = paid.month, _contributions(policy, paid)
        apart = paid.reward if _is_apart(policy, month) else 0
        taxable += paid.wages + paid.reward - apart - sum(own.values())
        taxable -= int(policy.value("tax.monthly_deduction", month))
        now = max(0, _tax(policy, month, taxable) - withheld)
        withheld += now
        once = _tax(policy, month, apart, months=1) + _tax(policy, month, paid.severance - _exempt(policy, month))
        yield {**own, TAX: now + once}


def _contributions(policy: Policy, paid: Paid) -> dict[str, int]:
    return {key: int(fen(paid.bases[base] * _rate(policy, key, paid.month))) for key, base in _RATE_OF.items()}


def _rate(policy: Policy, key: str, month: int) -> float:
    """Return the rate of a contribution; of the housing fund the employer's, unless the employee's is its own."""
    as_employer = policy.value("contributions.employee_fund", month) != _OWN_RATE
    name = "housing_fund" if key == "employee_housing_fund" and as_employer else key
    return float(policy.value(f"contributions.{name}", month))


def _is_apart(policy: Policy, month: int) -> bool:
    """Return whether the year-end reward is taxed apart: while the law still allows it."""
    chosen = policy.value("tax.reward", month) == _APART
    return chosen and month <= int(policy.value("tax.apart_until", month))


def _tax(policy: Policy, month: int, taxable: int, months: int = YEAR) -> int:
    """Return the tax on an income of a year in fen; `months=1`: by the table of a month, on a twelfth of the income.

    That bracket is the same, as its ends are a twelfth too, but only a twelfth of the quick deduction is taken off.
    """
    if taxable <= 0:
        return 0
    rates, above = (np.asarray(policy.value(f"tax.{name}", month)) for name in ("rate", "bracket_above"))
    bracket = int(np.searchsorted(above[1:], taxable, side="left"))  # up to its end, and with it
    quick = np.diff(rates[: bracket + 1], prepend=0) @ above[: bracket + 1]  # 速算扣除数
    return int(fen(taxable * rates[bracket] - quick * months / YEAR))


def _exempt(policy: Policy, month: int) -> int:
    """Return what of severance is free of tax, in fen: some local mean wages of a year."""
    cap = int(policy.value("contributions.base_cap", month))
    return int(fen(float(policy.value("tax.severance_exempt", month)) * YEAR * cap / _CAP_IN_WAGES))
