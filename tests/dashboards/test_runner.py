"""The runner, without a kernel: time, the worker thread and the page's thread are the test's own."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ipywidgets as widgets
import pytest

from dashboards.widgets import Cancelled, Job, Language, Picture, Runner
from simlib.text import Text


class Timer:
    """A callback due at a time, unless cancelled."""

    def __init__(self, due: float, callback: Callable[[], None]) -> None:
        self.due, self.callback, self.live = due, callback, True

    def cancel(self) -> None:
        self.live = False


class Stage:
    """Loop, worker and clock in one: nothing happens until the test lets it."""

    def __init__(self) -> None:
        self.now, self.timers, self.work = 0.0, [], []  # type: ignore[var-annotated]

    def call_later(self, delay: float, callback: Callable[..., Any], *args: Any) -> Timer:
        timer = Timer(self.now + delay, lambda: callback(*args))
        self.timers.append(timer)
        return timer

    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any) -> None:
        callback(*args)

    def submit(self, work: Callable[..., Any], /, *args: Any) -> None:
        self.work.append(lambda: work(*args))

    def wait(self, seconds: float) -> None:
        """Let time pass, then do the work that was handed over."""
        self.now += seconds
        due = [timer for timer in self.timers if timer.live and timer.due <= self.now]
        self.timers = [timer for timer in self.timers if timer not in due]
        for timer in due:
            timer.callback()
        while self.work:
            self.work.pop(0)()


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def runner(stage: Stage) -> Runner:
    return Runner(loop=stage, worker=stage, clock=lambda: stage.now, language=Language())


def test_work_waits_until_the_slider_rests(stage: Stage, runner: Runner) -> None:
    shown: list[int] = []
    runner.submit(lambda job: 0, show=shown.append)
    for value in (1, 2, 3):
        runner.submit(lambda job, value=value: value, show=shown.append)
        stage.wait(0.2)
    assert shown == []
    stage.wait(0.05)
    assert shown == [3]


def test_the_first_step_of_a_slider_at_rest_need_not_wait(stage: Stage, runner: Runner) -> None:
    shown: list[int] = []
    for value in (1, 2):
        runner.submit(lambda job, value=value: value, show=shown.append)
        stage.wait(0.1)
    assert shown == [1]
    stage.wait(0.15)
    assert shown == [1, 2]
    stage.wait(0.1)  # a quarter of a second after it was last moved
    runner.submit(lambda job: 3, show=shown.append)
    stage.wait(0)
    assert shown == [1, 2, 3]


def test_the_next_stage_begins_once_the_last_result_is_shown(stage: Stage, runner: Runner) -> None:
    done: list[str] = []
    runner.submit(
        lambda job: done.append("quick"), lambda job: done.append("exact"), show=lambda _: done.append("shown")
    )
    late: list[Callable[[], None]] = []
    stage.call_soon_threadsafe = lambda callback, *args: late.append(lambda: callback(*args))  # type: ignore[method-assign]
    stage.wait(0)
    assert done == ["quick"]
    while late:
        late.pop(0)()
        stage.wait(0)
    assert done == ["quick", "shown", "exact", "shown"]


def test_nothing_to_do_is_done(stage: Stage, runner: Runner) -> None:
    runner.submit(show=lambda _: None)
    stage.wait(0)
    assert "已完成" in runner.status.value


def test_a_quick_answer_need_not_wait(stage: Stage, runner: Runner) -> None:
    shown: list[int] = []
    runner.submit(lambda job: 1, show=shown.append, now=True)
    stage.wait(0)
    assert shown == [1]


def test_the_exact_answer_extends_the_quick_one(stage: Stage, runner: Runner) -> None:
    shown: list[int] = []
    runner.submit(lambda job: 30, lambda job: job.previous + 170, show=shown.append, now=True)
    stage.wait(0)
    assert shown == [30, 200]
    assert "已完成" in runner.status.value


def test_a_later_wish_takes_the_place_of_the_exact_answer(stage: Stage, runner: Runner) -> None:
    shown: list[str] = []

    def exact(job: Job) -> str:
        runner.submit(lambda job: "new", show=shown.append)  # the visitor moves the slider meanwhile
        job.check()
        raise AssertionError("went on after it was replaced")

    runner.submit(lambda job: "old quick", exact, show=shown.append, now=True)
    stage.wait(0)
    stage.wait(0.25)
    assert shown == ["old quick", "new"]
    assert runner.error.value == ""


def test_a_result_that_arrives_late_is_not_shown(stage: Stage, runner: Runner) -> None:
    shown: list[int] = []

    def deaf(job: Job) -> int:
        runner.cancel()  # and the work never checks
        return 1

    runner.submit(deaf, show=shown.append, now=True)
    stage.wait(0)
    assert shown == []
    assert "已取消" in runner.status.value


def test_progress_is_told_ten_times_a_second_at_most(stage: Stage, runner: Runner) -> None:
    told: list[str] = []

    def work(job: Job) -> None:
        for step in range(100):
            stage.now += 0.01
            job.progress(step / 100)

    runner.status.observe(lambda change: told.append(change["new"]), "value")
    runner.submit(work, show=lambda _: None, now=True)
    stage.wait(0)
    shares = [text for text in told if "%" in text]
    assert 9 <= len(shares) <= 11
    assert 'role="status"' in shares[0]


def test_a_failure_is_told_in_both_languages_and_traced_in_the_log_only(
    stage: Stage, runner: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    def work(job: Job) -> None:
        raise RuntimeError("secret words")

    with caplog.at_level(logging.ERROR):
        runner.submit(work, show=lambda _: None, now=True)
        stage.wait(0)
    told = runner.error.value
    assert 'role="alert"' in told and "未能完成" in told and "Could not be completed" in told
    assert "secret words" not in told
    reference = caplog.records[0].getMessage().split()[-1]
    assert reference in told
    assert "secret words" in caplog.text


def test_a_known_error_says_its_own_words_escaped(stage: Stage) -> None:
    runner = Runner(loop=stage, worker=stage, known=(ValueError,))
    runner.guard(lambda: int("<b>"))()
    assert "invalid literal" in runner.error.value
    assert "<b>" not in runner.error.value


def test_a_failure_while_drawing_is_told_too(stage: Stage, runner: Runner) -> None:
    runner.submit(lambda job: 1, show=lambda value: 1 / 0, now=True)
    stage.wait(0)
    assert 'role="alert"' in runner.error.value


def test_the_next_success_clears_the_error(stage: Stage, runner: Runner) -> None:
    runner.guard(lambda: 1 / 0)()
    runner.submit(lambda job: 1, show=lambda value: None, now=True)
    stage.wait(0)
    assert runner.error.value == ""


def test_with_real_threads_the_result_comes_back_on_the_page_s_thread() -> None:
    async def session() -> tuple[int, int, list[int]]:
        runner = Runner(delay=0, loop=asyncio.get_running_loop())
        workers: list[int] = []
        arrived: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        stuck = threading.Event()

        def first(job: Job) -> None:
            workers.append(threading.get_ident())
            stuck.set()
            while True:
                job.check()

        def second(job: Job) -> int:
            workers.append(threading.get_ident())
            return 2

        runner.submit(first, show=lambda _: None, now=True)
        await asyncio.to_thread(stuck.wait)
        runner.submit(second, show=lambda _: arrived.set_result(threading.get_ident()))
        return await arrived, threading.get_ident(), workers

    with ThreadPoolExecutor(1) as thread:  # the browser tests leave a loop running in this one
        shown_on, page, workers = thread.submit(asyncio.run, session()).result()
    assert shown_on == page
    assert len(workers) == 2 and set(workers) == {workers[0]} and workers[0] != page


def test_check_raises_once_cancelled() -> None:
    job = Job(lambda *_: None, lambda: 0.0)
    job.check()
    job.cancel()
    with pytest.raises(Cancelled):
        job.check()


def test_every_label_follows_the_language_in_place() -> None:
    language = Language()
    slider = language.label(widgets.IntSlider(), Text("几年晋升一级", "Years per grade"))
    menu = language.options(widgets.Dropdown(), [(Text("一", "One"), 1), (Text("二", "Two"), 2)])
    menu.value = 2
    changes: list[object] = []
    menu.observe(changes.append, "value")
    tabs = language.titles(widgets.Tab(children=[widgets.HTML()]), [Text("预算", "Budget")])
    switch = language.button()
    assert (slider.description, tabs.titles, switch.description) == ("几年晋升一级", ("预算",), "English")
    switch.click()
    assert (slider.description, tabs.titles, switch.description) == ("Years per grade", ("Budget",), "中文")
    assert (menu.value, menu.label, menu.get_state()["_options_labels"]) == (2, "Two", ("One", "Two"))
    assert changes == []  # switching the language chooses nothing and starts no work


def test_the_status_line_follows_the_language(runner: Runner) -> None:
    runner.language.code = "en"
    assert "Ready" in runner.status.value


def test_a_picture_is_redrawn_in_the_same_layout_and_described() -> None:
    picture = Picture(width=400, height=200)
    axes = picture.figure.subplots()
    (line,) = axes.plot([0, 1], [0, 1])
    picture.refresh("一条上升的线")
    before, place = picture.widget.value, axes.get_position().bounds
    line.set_ydata([1, 0])
    axes.set_ylabel("a label that a new layout would make room for")
    picture.refresh("一条下降的线")
    assert picture.widget.value[:8] == b"\x89PNG\r\n\x1a\n" and picture.widget.value != before
    assert axes.get_position().bounds == place
    assert picture.widget.tooltip == "一条下降的线"
    with pytest.raises(ValueError, match="words"):
        picture.refresh(" ")
