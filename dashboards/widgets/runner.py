"""Work behind a slider: waited for, done in one thread, replaced by the latest request, told in both languages.

    runner = Runner()
    runner.submit(quick, exact, show=draw)      # draw(quick's result), then draw(exact's), unless superseded

A callback that raises shows nothing in a Voilà page, so everything a visitor sets off runs through `submit`
or `guard`: the visitor reads a short message with a reference number, the traceback goes to the log.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from html import escape
from typing import Any, Protocol

import ipywidgets as widgets

from dashboards.widgets.language import Language
from simlib import machine
from simlib.text import Text

log = logging.getLogger(__name__)

READY = Text("就绪", "Ready")
WAITING = Text("计算中…", "Computing…")
SHARPENING = Text("已有初步结果，正在精算…", "First answer shown; computing the exact one…")
DONE = Text("已完成", "Done")
STOPPED = Text("已取消", "Cancelled")
TOO_LARGE = Text(
    "内存不够：每人最多用 {}。请减少模拟次数再算；已显示的结果不受影响。",
    "Not enough memory: a visitor may take {}. Ask for fewer replications; what is shown stays.",
)
FAILED = Text("未能完成，编号 {}", "Could not be completed, reference {}")


class Cancelled(Exception):
    """Raised inside the work by `job.check()` when a later request replaced it."""


class Loop(Protocol):
    """What the runner needs of an event loop (asyncio's, or a test's)."""

    def call_later(self, delay: float, callback: Callable[..., Any], *args: Any) -> Any: ...
    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any) -> Any: ...


class Worker(Protocol):
    """What the runner needs of an executor."""

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Any: ...


class Job:
    """One request, as its work sees it, from the worker thread."""

    def __init__(self, report: Callable[[Job, float, Text | None], None], clock: Callable[[], float]) -> None:
        self.previous: Any = None  # the result of the stage before
        self._report, self._clock = report, clock
        self._cancelled, self._told = threading.Event(), float("-inf")

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()

    def check(self) -> None:
        """Call often: raises Cancelled as soon as the result is no longer wanted."""
        if self.cancelled:
            raise Cancelled

    def progress(self, share: float, text: Text | None = None) -> None:
        """Tell how far the work is (0 to 1); checks too. More than ten a second are dropped."""
        self.check()
        if self._clock() - self._told >= 0.1:
            self._told = self._clock()
            self._report(self, share, text)


Stage = Callable[[Job], Any]


class Runner:
    """Runs stages in one worker thread; of several requests only the latest is shown.

    delay   seconds a slider must rest before work starts; its first step need not wait
    known   exceptions whose own words help the visitor and are shown (escaped), line by line
    """

    def __init__(
        self,
        *,
        delay: float = 0.25,
        language: Language | None = None,
        known: tuple[type[Exception], ...] = (),
        loop: Loop | None = None,
        worker: Worker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.delay, self.known, self.clock = delay, known, clock
        self.language = language or Language()
        self.loop: Loop = loop or asyncio.get_event_loop()
        self.worker: Worker = worker or ThreadPoolExecutor(1, thread_name_prefix="dashboard")
        self.status, self.error = widgets.HTML(), widgets.HTML()
        self.status.add_class("lab-status")
        self.error.add_class("lab-error")
        self._job: Job | None = None
        self._timer: Any = None
        self._asked = float("-inf")  # when something was last asked for
        self._said: tuple[Text, str] = (READY, "")
        self.language.follow(self._show_status)

    def another(self) -> Runner:
        """Return a runner with status and errors of its own, on the same loop; its thread too, but for a test's."""
        return Runner(
            delay=0.0,
            language=self.language,
            known=self.known,
            loop=self.loop,
            worker=None if isinstance(self.worker, ThreadPoolExecutor) else self.worker,
        )

    def submit(self, *stages: Stage, show: Callable[[Any], Any], now: bool = False) -> None:
        """Do `stages` one after the other and `show` each result, replacing whatever was asked before.

        A stage is called with the job in the worker thread and returns its result; the next one finds it in
        `job.previous`, and begins once that is shown: the two would take turns at the interpreter, and what is
        looked at would come in twice the time. `show` runs on the page's own thread. `now` skips the wait
        (answers under 150 ms); so does the first request after a rest, as that of a key pressed once.
        """
        rested = self.clock() - self._asked >= self.delay
        self._drop()
        self._asked = self.clock()
        job = self._job = Job(self._progress_from_thread, self.clock)
        self._say(WAITING)
        if now or rested:
            self._start(job, stages, show)
        else:
            self._timer = self.loop.call_later(self.delay, self._start, job, stages, show)

    def begin(self) -> None:
        """Say that something is being worked out, before it takes long to make out what."""
        self._drop()
        self._say(WAITING)

    def cancel(self) -> None:
        """Give up the present request, if there is one."""
        if self._job is not None:
            self._drop()
            self._say(STOPPED)

    def guard(self, callback: Callable[..., Any]) -> Callable[..., Any]:
        """`callback` for `observe` or `on_click`, whose failure is shown instead of lost."""

        @wraps(callback)
        def guarded(*args: Any) -> Any:
            self.error.value = ""
            try:
                return callback(*args)
            except Exception as failure:
                self._fail(failure)

        return guarded

    # --- on the page's thread ---

    def _drop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._job is not None:
            self._job.cancel()
        self._timer = self._job = None

    def _start(self, job: Job, stages: tuple[Stage, ...], show: Callable[[Any], Any]) -> None:
        self._timer = None
        self.error.value = ""
        self._hand_over(job, stages, show)

    def _hand_over(self, job: Job, stages: tuple[Stage, ...], show: Callable[[Any], Any]) -> None:
        if stages:
            self.worker.submit(self._work, job, stages, show)
        else:
            self._end(job, None)

    def _deliver(self, job: Job, left: tuple[Stage, ...], show: Callable[[Any], Any]) -> None:
        if job is not self._job:
            return
        try:
            show(job.previous)
        except Exception as failure:
            self._end(job, failure)
        else:
            if left:
                self._say(SHARPENING)
            self._hand_over(job, left, show)

    def _end(self, job: Job, failure: Exception | None) -> None:
        if job is not self._job:
            return
        self._drop()
        self._say(DONE)
        if failure is not None:
            self._fail(failure)

    def _progress(self, job: Job, share: float, text: Text | None) -> None:
        if job is self._job:
            self._say(text or WAITING, f" {share:.0%}")

    def _fail(self, failure: Exception) -> None:
        reference = secrets.token_hex(3)
        log.error("dashboard failure %s", reference, exc_info=failure)
        lines = [text.format(reference) for text in FAILED]
        if isinstance(failure, MemoryError):
            lines += [text.format(machine.size(machine.usable())) for text in TOO_LARGE]
        if isinstance(failure, self.known):
            lines += str(failure).splitlines()
        self._say(Text("", ""))
        self.error.value = f'<div role="alert">{"<br>".join(map(escape, lines))}</div>'

    def _say(self, text: Text, more: str = "") -> None:
        self._said = text, more
        self._show_status()

    def _show_status(self) -> None:
        text, more = self._said
        self.status.value = f'<div role="status">{escape(self.language(text) + more)}</div>'

    # --- in the worker thread ---

    def _progress_from_thread(self, job: Job, share: float, text: Text | None) -> None:
        self.loop.call_soon_threadsafe(self._progress, job, share, text)

    def _work(self, job: Job, stages: tuple[Stage, ...], show: Callable[[Any], Any]) -> None:
        stage, *left = stages
        try:
            job.check()
            job.previous = stage(job)
            job.check()
            self.loop.call_soon_threadsafe(self._deliver, job, tuple(left), show)
        except Cancelled:
            pass
        except Exception as failure:
            self.loop.call_soon_threadsafe(self._end, job, failure)
