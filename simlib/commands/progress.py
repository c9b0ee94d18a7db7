"""How far a run is, on the last line of a terminal; nothing where it takes under a second or nobody looks."""

from __future__ import annotations

from threading import Timer
from types import TracebackType

from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from simlib.commands.screen import Screen
from simlib.terminal import stderr_console
from simlib.text import Text

PATIENCE = 1.0  # seconds
PROJECTING = Text("模拟中 {done}/{total} 次", "Projecting {done}/{total}")
IN_FUTURES = Text("正在计算含假定的范围 {done}/{total} 次", "Working out the range with the assumptions {done}/{total}")


class Progress:
    """Called as progress(done, total); leaves no trace when it ends."""

    def __init__(self, screen: Screen, told: Text = PROJECTING) -> None:
        self._screen, self._told = screen, told
        columns = TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn(compact=True)
        self._bar = Bar(*columns, console=stderr_console(), transient=True, refresh_per_second=4)
        self._task = self._bar.add_task(
            screen.text(Text(*(words.split(" {done}")[0] + "…" for words in told))), total=None
        )
        self._timer = Timer(PATIENCE, self._bar.start)
        self._timer.daemon = True

    def __call__(self, done: int, total: int) -> None:
        words = self._screen.text(self._told.of(done=done, total=total))
        self._bar.update(self._task, description=words, completed=done, total=total)

    def __enter__(self) -> Progress:
        if self._bar.console.is_terminal:
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()  # it may be starting the bar just now
        if self._bar.live.is_started:
            self._bar.stop()
