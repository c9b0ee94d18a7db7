"""The ways of writing the reduced model agree in expectation, or their times would not be comparable.

Mesa is no dependency: whether it agrees is told by each run of the benchmarks, on their page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks import pandas_loop, per_worker
from benchmarks.agreement import apart, summary
from benchmarks.reduced import ENTRY, OPENING, Rules, Worker, opening_staff, retirement_month

SEEDS = range(20)
STAFF = opening_staff(150)
HARSH = Rules(failed_rate=0.15, resignation=(0.3, 0.25, 0.2, 0.15, 0.1, 0.05))  # everything happens often
NOBODY_RESIGNS = (0.0,) * 6


def summaries(run: Any, rules: Rules) -> list[dict[str, float]]:
    return [summary(run(STAFF, rules, seed)) for seed in SEEDS]


@pytest.fixture(scope="module")
def plain() -> list[dict[str, float]]:
    """What the SimPy processes do."""
    return summaries(per_worker.run, HARSH)


def test_a_process_per_worker_and_a_loop_on_a_table_agree(plain: list[dict[str, float]]):
    assert apart(plain, summaries(pandas_loop.run, HARSH)) == {}


@pytest.mark.parametrize("changed", [{"years_per_grade": 4}, {"failed_rate": 0.2}])
def test_a_rule_that_differs_is_seen(plain: list[dict[str, float]], changed: dict[str, float]):
    assert apart(plain, summaries(pandas_loop.run, replace(HARSH, **changed)))


def test_without_luck_the_two_are_the_same_to_the_yuan():
    """Nobody resigns, fails or is excellent: who retires when, who is promoted and what is paid is all settled."""
    rules = Rules(resignation=NOBODY_RESIGNS, failed_rate=0, excellent_share=0, fill_share=0)
    one, other = (run(STAFF, rules, seed=1) for run in (per_worker.run, pandas_loop.run))
    assert one["stocks"] == other["stocks"] and +one["exits"] == +other["exits"]
    assert one["cost_yuan"] == pytest.approx(other["cost_yuan"])
    assert sorted(map(repr, one["staff"])) == sorted(map(repr, other["staff"]))


def test_the_table_retires_and_grades_as_the_schedule_says():
    young = Worker(0, ENTRY, birth=OPENING - 300, joined=OPENING - 12, track="men_60", grade=1, merit=0.0)
    old = replace(young, birth=OPENING - 12 * 60 - 3)
    last = retirement_month(old.birth, "men_60")
    found = pandas_loop.run([young, old], Rules(resignation=NOBODY_RESIGNS, failed_rate=0, fill_share=0), seed=1)
    assert +found["exits"] == {(last // 12, "retired"): 1}
    assert [worker.grade for worker in found["staff"]] == [1 + 3]
