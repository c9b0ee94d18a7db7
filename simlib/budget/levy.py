"""What is due for employing fewer disabled people than is set: 残疾人就业保障金.                            [levy.*]

残疾人就业保障金征收使用管理办法 (财税〔2015〕72号), Art. 8: last year's staff × the share set, less the disabled people
employed, × last year's mean yearly wage. Staff × mean wage is all wages paid, so the number of people cancels out.
财政部公告2023年第8号: only part of it is paid while it lasts, less where at least 1 % of the staff are disabled. That
employers of 30 people or fewer are exempt is not known here: who employs whom is in no policy.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simlib.budget.contributions import wage_lines
from simlib.budget.months_before import Before
from simlib.months import YEAR, month_number, year_of
from simlib.policy import Policy
from simlib.policy.fen import fen
from simlib.policy.items import counted
from simlib.policy.values_in_rows import in_rows, plain

REDUCED_FROM = 0.01  # the share of disabled staff from which less is paid: 达到1%（含）以上
LEVY = tuple(f"levy.{of}" for of in ("quota", "employed_share", "payable_from_1_percent", "payable_below"))
_KEPT = counted("converted")  # protected pay: wages that nobody is paid by cell
YearlyAmounts = dict[str, np.ndarray]


def levied(policy: Policy, month: int) -> tuple[str, ...]:
    """Return the lines that are wages (工资总额) in a month."""
    paid = wage_lines(policy, month)
    return tuple(key for key, item in policy.lines.items() if key in paid or (key in _KEPT and item.wage))


def levy_rate(policy: Policy, month: int) -> Any:
    """Return what is due of last year's wages, as the law stands in a month; of several policies together of each."""
    quota, employed, reduced, below = (np.asarray(policy.value(name, month), float) for name in LEVY)
    return plain(np.maximum(0.0, quota - employed) * np.where(employed >= REDUCED_FROM, reduced, below))


def levy(
    policy: Policy, years: tuple[int, ...], starts: tuple[int, ...], amounts: YearlyAmounts, before: Before
) -> np.ndarray:
    """Return what is due in each year, (replication, year) fen: of the first year's own wages in the first.

    starts   the first month of each period; amounts  what is paid, by line, (replication, period)
    before   what was paid before the run in the year in which it opens
    """
    in_period = np.stack(
        [np.sum([amounts[line][:, at] for line in levied(policy, start)], axis=0) for at, start in enumerate(starts)],
        axis=1,
    )
    of_year = np.array([year_of(start) for start in starts])
    by_year = [in_period[:, of_year == year].sum(axis=1) for year in years]
    by_year[0] = by_year[0] + before.together(levied(policy, starts[0]))
    wages = np.stack([by_year[0], *by_year[:-1]], axis=1)
    rates = in_rows([levy_rate(policy, month_number(year, YEAR)) for year in years]).reshape(len(years), -1)
    return fen(wages * rates.T)
