"""What the law of retirement leaves of the ages to which women may stay on: of `simlib.rules.findings`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlib.months import YEAR, month_text
from simlib.policy import Policy, terms_table
from simlib.policy.problems import Fault
from simlib.population.person import WOMEN_50
from simlib.rules.retirement import statutory_age
from simlib.text import Text

_HORIZON = 10 * YEAR  # of a projection, in which an extension should be of some effect


def staying_on(policy: Policy, month: int) -> Iterator[tuple[str, Fault]]:
    """Yield, for each age of the extension, whom the law lets not stay so long, and when it is of no effect."""
    if policy.choice("rules.extension", month) != "outstanding_women_secretaries":
        return
    terms = terms_table(policy, month, 1).view(np.recarray)[0]
    ages = {birth: int(statutory_age(birth, WOMEN_50, terms)) for birth in _births(month)}
    ages = {birth: age for birth, age in ages.items() if birth + age >= month}  # who retire within the projection
    limit = int(terms.retirement_late_limit)
    for name in ("extension.age", "extension.best_age"):
        until = int(policy.value(name, month))
        if fault := _out_of_reach(ages, until, limit):
            yield name, fault
        if fault := _of_no_effect(ages, until):
            yield name, fault


def _out_of_reach(ages: dict[int, int], until: int, limit: int) -> Fault | None:
    """Return for which births the latest choice that the law leaves ends before an age."""
    short = [birth for birth, age in ages.items() if age + limit < until]
    if not short:
        return None
    what = Text(
        "提示：{last} 及以前出生、原 50 周岁退休的女职工不能留任到 {age} 周岁："
        "延迟最长 {limit} 个月，期满时仍不到此年龄",
        "mind: no woman who retired at 50 before 2025 and is born by {last} can stay on until {age}: the longest "
        "delay, {limit} months, ends before",
    )
    reached = Text("{first} 及以后出生的可以。", "Those born from {first} on can.").of(first=month_text(max(short) + 1))
    never = Text("十年内退休的都不能；可降低该年龄。", "Nobody who retires within ten years can: lower the age.")
    way_out = reached if len(short) < len(ages) else never
    return Fault(what.of(last=month_text(max(short)), age=until // YEAR, limit=limit), way_out)


def _of_no_effect(ages: dict[int, int], until: int) -> Fault | None:
    """Return from which month on the statutory age has passed an age."""
    reaching = [birth + age for birth, age in ages.items() if age >= until]
    if not reaching:
        return None
    what = Text(
        "提示：留任至 {age} 周岁的规定自 {month} 起不起作用：届时原 50 周岁退休的女职工，法定退休年龄已不早于此",
        "mind: staying on until {age} is of no effect from {month}: by then women who retired at 50 before "
        "2025 retire as late by law",
    ).of(age=until // YEAR, month=month_text(min(reaching)))
    return Fault(what, Text("可提高年龄，或让该规定到期。", "Raise the age, or let the rule end."))


def _births(month: int) -> range:
    """Return the births of the women of the 50 track who may retire within a projection."""
    return range(month - 58 * YEAR, month - 50 * YEAR + _HORIZON)
