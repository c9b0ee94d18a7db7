"""Two engines, one text: what is paid to the same people and for them, line by line and year by year, to the fen."""

from __future__ import annotations

import pytest

from simlib.months import parse_month
from simlib.policy import Policy
from simlib.population.person import SATISFACTORY
from tests.oracle.amendments import MONEY, amended
from tests.oracle.contributions import CONTRIBUTIONS, Contributions
from tests.oracle.districts import PACKS, small
from tests.oracle.law import Law
from tests.oracle.money import Totals, both, differ, small_both
from tests.oracle.severance import all_due
from tests.oracle.wages import PAY_LINES, Payroll, Traits

LAWS = range(4)
LUCK = ((2027, 0), (7, 1), (81, 2))  # seeds and replications
LINES = (*PAY_LINES, "severance")

SEVERAL = [(pack, *luck) for pack in PACKS for luck in (LUCK if pack != "growth_chain_before" else LUCK[:1])]


@pytest.mark.parametrize(("pack", "seed", "replication"), SEVERAL)
def test_every_line_of_pay_agrees_to_the_fen(pack: str, seed: int, replication: int):
    payroll, budget = small_both(pack, seed, replication)
    assert not differ(payroll.totals() + all_due(payroll), budget, payroll.pay.law, LINES)


@pytest.mark.parametrize(("pack", "seed", "replication"), SEVERAL)
def test_every_contribution_agrees_to_the_fen(pack: str, seed: int, replication: int):
    payroll, budget = small_both(pack, seed, replication)
    assert not differ(Contributions(payroll).totals(), budget, payroll.pay.law, CONTRIBUTIONS)


def drawn(seed: int) -> Policy:
    """Return a law whose rules and amounts of pay change four times, in months drawn at random."""
    return amended(small("every_line")[0], seed, terms=MONEY, clauses=18)


@pytest.mark.parametrize("seed", LAWS)
def test_pay_under_laws_amended_at_random_agrees_to_the_fen(seed: int):
    payroll, budget = both(drawn(seed), small("every_line")[1], seed)
    own = payroll.totals() + all_due(payroll) + Contributions(payroll).totals()
    assert not differ(own, budget, payroll.pay.law, (*LINES, *CONTRIBUTIONS))


def test_the_amended_laws_bring_every_rule_of_pay_into_force():
    laws = [drawn(seed) for seed in LAWS]
    for name in ("rules.pay", "rules.anchor", "rules.ramp", "rules.contributions"):
        met = {law.choice(name, month) for law in laws for month in range(law.opening or 0, (law.opening or 0) + 120)}
        assert met == set(laws[0].terms[name].choices), name


def contributed(since: str, until: str, who: Traits, opening: bool = False) -> Totals:
    """Return what is contributed in Baohe for somebody who is the same throughout."""
    law = Law(small("baohe")[0])
    payroll = Payroll(law)
    months = range(parse_month(since), parse_month(until) + 1)
    payroll.months[1] = dict.fromkeys(months, who)
    payroll.year_end[1] = {month: who for month in months if month % 12 == 11}
    payroll.opening |= {1: who} if opening else {}
    return Contributions(payroll).totals()


def test_last_years_mean_by_hand():
    """An assistant of grade 6, always satisfactory, in 2032. Grade 6 is 1.15 times the base, a reward one month.

    Bases 5,093.80, 5,195.68, 5,299.59, 5,405.58 from July 2029 on. Wages 5,857.87, 5,975.04, 6,094.53, 6,216.41.
    Means (6 × 5,857.87 + 6 × 5,975.04 + 5,975.03) / 12 = 6,414.37 of 2030, for January to June; of 2031
    (6 × 5,975.04 + 7 × 6,094.53) / 12 = 6,542.66. Pension 1,026.30 and 1,046.83. Union fund on what is paid:
    121.89, 124.33, and 124.33 on the reward of 6,216.42. In all 25,779.49.
    """
    total = contributed("2029-07", "2032-12", Traits(3, 6, SATISFACTORY, 0, 2, 0))
    assert total[2032, "pension"] == 6 * 102630 + 6 * 104683
    assert total[2032, "union_fund"] == 6 * 12189 + 6 * 12433 + 12433
    assert sum(total[2032, line] for line in CONTRIBUTIONS) == 2577949


def test_a_recruits_first_wage_by_hand():
    """A recruit of grade 3 in May 2031: 5,507.42 until June 2032, whatever the award of July 2031 pays.

    Then the mean of eight months and the reward: (2 × 5,507.42 + 6 × 5,617.56 + 5,617.57) / 8 = 6,292.22.
    """
    total = contributed("2031-05", "2032-12", Traits(3, 3, SATISFACTORY, 0, 2, 0))
    assert total[2031, "pension"] == 8 * 88119
    assert total[2032, "pension"] == 6 * 88119 + 6 * 100676


def test_the_opening_year_by_hand():
    """Grade 3 at the opening of 2027: prices of July 2026 for the whole of 2026, 5,088 a month and 5,088 at its end.

    The mean, 5,512, stands for 2027 and up to June 2028; then that of 2027: (6 × 5,088 + 7 × 5,189.76) / 12 = 5,571.36.
    """
    total = contributed("2027-01", "2028-12", Traits(3, 3, SATISFACTORY, 0, 2, 0), opening=True)
    assert total[2027, "pension"] == 12 * 88192
    assert total[2028, "pension"] == 6 * 88192 + 6 * 89142
