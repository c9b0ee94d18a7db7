"""The ways of writing the reduced model agree in expectation, or their times would not be comparable.

Mesa is no dependency: whether it agrees is told by each run of the benchmarks, on their page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks import pandas_loop, per_worker, reduced_engine
from benchmarks.agreement import Summary, apart, summary
from benchmarks.reduced import ENTRY, OPENING, Rules, Worker, opening_staff, retirement_month
from simlib.projection import Projection

SEEDS = range(20)
STAFF = opening_staff(150)
HARSH = Rules(failed_rate=0.15, resignation=(0.3, 0.25, 0.2, 0.15, 0.1, 0.05))  # everything happens often
NOBODY_RESIGNS = (0.0,) * 6


def summaries(run: Any, rules: Rules) -> list[Summary]:
    return [summary(run(STAFF, rules, seed)) for seed in SEEDS]


def by_the_engine(rules: Rules) -> list[Summary]:
    return reduced_engine.summaries(engine(STAFF, rules, replications=400))


def engine(staff: list[Worker], rules: Rules, replications: int) -> Projection:
    return reduced_engine.run(*reduced_engine.given(staff, rules), seed=1, replications=replications, years=10)


@pytest.fixture(scope="module")
def plain() -> list[Summary]:
    """What the SimPy processes do."""
    return summaries(per_worker.run, HARSH)


def test_a_process_per_worker_and_a_loop_on_a_table_agree(plain: list[Summary]):
    assert apart(plain, summaries(pandas_loop.run, HARSH)) == {}


def test_a_process_per_worker_and_the_engine_agree(plain: list[Summary]):
    assert apart(plain, by_the_engine(HARSH)) == {}


def test_nothing_else_befalls_anybody_in_the_engine():
    """Where nobody retires, resigns, fails or is recruited, the engine's other rules would show."""
    rules = Rules(resignation=NOBODY_RESIGNS, failed_rate=0, fill_share=0)
    young = [replace(worker, birth=OPENING - 12 * 30, joined=OPENING - 12) for worker in STAFF]
    flows = engine(young, rules, replications=5).data["flows"].sum(["replication", "year", "post"])
    assert [str(flow.values) for flow in flows["flow"] if flows.sel(flow=flow) > 0] == ["graded_up"]


@pytest.mark.parametrize("changed", [{"years_per_grade": 4}, {"failed_rate": 0.2}])
def test_a_rule_that_differs_is_seen(plain: list[Summary], changed: dict[str, float]):
    other = replace(HARSH, **changed)
    assert apart(plain, summaries(pandas_loop.run, other)) and apart(plain, by_the_engine(other))


def test_without_luck_the_two_are_the_same_to_the_yuan():
    """Nobody resigns, fails or is excellent: who retires when, who is promoted and what is paid is all settled."""
    rules = Rules(resignation=NOBODY_RESIGNS, failed_rate=0, excellent_share=0, fill_share=0)
    known = [replace(worker, merit=number / len(STAFF)) for number, worker in enumerate(STAFF)]
    one, other = (run(known, rules, seed=1) for run in (per_worker.run, pandas_loop.run))
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
