"""Pairing helps: by the F distribution where it must, exactly where luck cancels out; and the page of it is whole."""

from __future__ import annotations

from math import comb, inf

import numpy as np
import pytest

from scripts.pairing_page import LEVERS, OUTCOMES, PACK, measured, page
from simlib import load_policy, project
from simlib.analysis.pairing import Pairing, pairing
from simlib.policy import Policy, PolicyError
from simlib.staff.opening import Staff

REPLICATIONS = 61
CONFIDENCE = 0.001 / (len(LEVERS) * len(OUTCOMES))  # that a ratio under one is chance, over all of them (Bonferroni)


def by_chance(found: Pairing) -> float:
    """The probability of so low a ratio if pairing did nothing: F with R − 1 over R − 1 degrees of freedom.

    Where R − 1 is even the incomplete beta function is a finite sum, that of R − 2 coins of which half or more fall.
    """
    half = (len(found.paired) - 1) // 2
    share = found.ratio / (1 + found.ratio)
    coins = 2 * half - 1
    return sum(comb(coins, j) * share**j * (1 - share) ** (coins - j) for j in range(half, coins + 1))


def test_the_probability_is_that_of_the_tables():
    """The five per cent point of F with 10 and 10 degrees of freedom is 2.9782, with 60 and 60 1.5343."""
    spread = np.array([-1.0, 1.0])
    for degrees, point in ((10, 2.9782), (60, 1.5343)):
        narrow = np.resize(spread, degrees + 1) / point**0.5
        assert by_chance(Pairing(narrow, np.resize(spread, degrees + 1))) == pytest.approx(0.05, abs=1e-4)


def test_pairing_helps_with_every_lever_in_cost_and_in_people(streets: Policy, few: Staff):
    for name, found in measured(streets, REPLICATIONS):
        for outcome, one in found.items():
            assert by_chance(one) < CONFIDENCE, (name, outcome, one.ratio)
            assert one.fewer == (1 / one.ratio if one.ratio else inf)


def test_a_lever_of_pay_moves_nobody_in_any_replication(streets: Policy, few: Staff):
    runs = [project(p, few, years=2, replications=5, seed=seed) for p, seed in _four(streets, {"pay.base": 6000})]
    found = pairing("in_post", (runs[0], runs[1]), (runs[2], runs[3]))
    assert not found.paired.any() and found.unpaired.any()
    assert found.ratio == 0 and found.fewer == inf


def test_luck_that_is_not_apart_is_refused(streets: Policy, few: Staff):
    runs = [project(p, few, years=1, replications=2, seed=seed) for p, seed in _four(streets, {"pay.base": 6000})]
    with pytest.raises(PolicyError, match="the seeds are"):
        pairing("cost", (runs[0], runs[1]), (runs[2], runs[0]))
    with pytest.raises(PolicyError, match="the seeds are"):
        pairing("cost", (runs[0], runs[3]), (runs[2], runs[1]))


def test_the_levers_start_where_the_pack_does_and_the_page_has_them():
    """If not, run `python scripts/pairing_page.py > docs/how/pairing.md`; the figures themselves may differ by luck."""
    law = load_policy(PACK)
    unit = {"pay.base": 100}  # fen to the yuan
    assert {name: law.value(name, law.opening) / unit.get(name, 1) for name in LEVERS} == {
        name: before for name, (before, _) in LEVERS.items()
    }
    made_up = Pairing(np.arange(400.0), np.arange(400.0))
    written = (PACK.parents[2] / "docs/how/pairing.md").read_text("utf-8")
    assert _frame(written) == _frame(page(law, {name: dict.fromkeys(OUTCOMES, made_up) for name in LEVERS}))


def _four(law: Policy, values: dict[str, float]) -> list[tuple[Policy, int]]:
    moved = law.with_values(values)
    return [(law, 1), (moved, 1), (law, 2), (moved, 3)]


def _frame(text: str) -> list[str]:
    """The page without its figures: the last two cells of a row."""
    return [line.rsplit(" | ", 2)[0] if line.startswith("|") else line for line in text.splitlines()]
