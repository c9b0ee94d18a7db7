"""On a page: what a run takes of memory is said before it runs, fewer are run where so many do not fit."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.runs import cancellable as projecting
from dashboards.runs import fitting
from dashboards.runs.cancellable import stop_of
from dashboards.widgets import Job
from dashboards.widgets.runner import Runner
from simlib import machine
from simlib.memory import per_replication
from tests.dashboards.at_once import runner
from tests.dashboards.costing import opened as costing
from tests.dashboards.policy_lab import opened as lab

EXACT = 40


@pytest.mark.parametrize("page", [lab, costing], ids=["policy lab", "costing"])
def test_fewer_are_run_where_so_many_do_not_fit(page: Any, monkeypatch: pytest.MonkeyPatch):
    each = fitting.at_once(True) * per_replication(page.LAW, len(page.STAFF), 2)
    usable(monkeypatch, fitting.OPENED + 35 * each)
    opened = page.opened(exact=(EXACT,))
    assert opened.answer is not None and opened.answer.replications == 30  # of 35, rounded down to tens
    assert "40 次模拟约需内存" in opened.fitting.note.value and "改算 30 次" in opened.fitting.note.value
    opened.language.code = "en"
    assert "40 replications would take about" in opened.fitting.note.value
    assert opened.fitting.note in opened.results.children


def test_what_is_much_is_said_and_what_is_little_is_not(monkeypatch: pytest.MonkeyPatch):
    each = fitting.at_once(True) * per_replication(lab.LAW, len(lab.STAFF), 2)
    usable(monkeypatch, fitting.OPENED + EXACT * each)
    monkeypatch.setattr(projecting, "ALMOST", 10)  # this process holds more than a page does
    page = lab.opened(exact=(EXACT,))
    assert page.answer is not None and page.answer.replications == EXACT
    assert "40 次模拟约需内存" in page.fitting.note.value and "改算" not in page.fitting.note.value
    usable(monkeypatch, 10 * fitting.OPENED)
    page.submit()
    assert page.fitting.note.value == ""


def test_a_run_stops_shortly_before_its_session_would_be_ended(monkeypatch: pytest.MonkeyPatch):
    job = Job(lambda *_: None, lambda: 0.0)
    usable(monkeypatch, 2 * machine.in_use())
    assert not stop_of(job)()
    usable(monkeypatch, machine.in_use())
    with pytest.raises(MemoryError):
        stop_of(job)()


def test_whoever_asks_for_too_much_reads_what_to_do(monkeypatch: pytest.MonkeyPatch):
    def too_much(_: Job) -> None:
        raise MemoryError

    usable(monkeypatch, 1_500_000_000)
    made: Runner = runner()
    made.submit(too_much, show=print)
    told = made.error.value
    assert "每人最多用 1.5 GB" in told and "a visitor may take 1.5 GB" in told and "减少模拟次数" in told


def usable(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setenv(machine.LIMIT, str(number))
