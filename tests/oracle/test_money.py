"""Two engines, one text: what the same people are paid, line by line and year by year, to the fen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

import pytest

from simlib import cost, project
from simlib.policy import Policy
from simlib.population.staff import Staff
from tests.oracle.amendments import MONEY, amended
from tests.oracle.districts import PACKS, small
from tests.oracle.engine import paid_through
from tests.oracle.wages import PAY_LINES, Payroll

YEARS = 10
SEEDS = (2027, 7, 81)
ANCHORED, AWARDED = "rules.anchor", "pay.award_month"  # not drawn together: see docs/oracle.md
OPEN = "anchor.growth"  # likewise
Totals = Counter[tuple[int, str]]


@cache
def paid(pack: str, seed: int) -> Payroll:
    """Return who is paid what in a pack's small district."""
    return paid_through(*small(pack), YEARS, seed)


def differ(law: Policy, staff: Staff, seed: int, own: Totals, lines: Iterable[str]) -> dict[str, list[int]]:
    """Return by how many fen a year the engine's budget is more, line by line, where it is not the same."""
    budget = cost(project(law, staff, years=YEARS, replications=1, seed=seed))
    assert law.opening is not None
    first = law.opening // 12
    told = {line: budget.fen[0, :, list(law.lines).index(line)] for line in lines}
    more = {line: [int(fen) - own[first + year, line] for year, fen in enumerate(told[line])] for line in lines}
    return {line: by_year for line, by_year in more.items() if any(by_year)}


def several() -> list[tuple[str, int]]:
    """Return packs and seeds: several seeds where the district is small, one where it is not."""
    return [(pack, seed) for pack in PACKS for seed in (SEEDS if pack != "growth_chain_before" else SEEDS[:1])]


@pytest.mark.parametrize(("pack", "seed"), several())
def test_every_line_of_pay_agrees_to_the_fen(pack: str, seed: int):
    assert not differ(*small(pack), seed, paid(pack, seed).totals(), PAY_LINES)


def drawn(seed: int) -> Policy:
    """Return a law whose rules and amounts of pay change four times, in months drawn at random."""
    left_out = {OPEN, ANCHORED if seed % 2 else AWARDED}
    terms = [term for term in MONEY if term.name not in left_out]
    return amended(small("every_line")[0], seed, terms=terms, clauses=12)


@pytest.mark.parametrize("seed", range(6))
def test_pay_under_laws_amended_at_random_agrees_to_the_fen(seed: int):
    law, staff = drawn(seed), small("every_line")[1]
    payroll = paid_through(law, staff, YEARS, seed)
    assert not differ(law, staff, seed, payroll.totals(), PAY_LINES)


def test_the_amended_laws_bring_every_rule_of_pay_into_force():
    laws = [drawn(seed) for seed in range(6)]
    for name in ("rules.pay", "rules.anchor", "rules.ramp"):
        met = {law.choice(name, month) for law in laws for month in range(law.opening or 0, (law.opening or 0) + 120)}
        assert met == set(laws[0].terms[name].choices), name
