"""How far a run is, on the last line of a terminal; nothing where it takes under a second or nobody looks."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType

from simlib.commands.screen import Screen
from simlib.text import Text

PATIENCE = 1.0  # seconds
PROJECTING = Text("模拟中 {done}/{total} 次", "Projecting {done}/{total}")
IN_FUTURES = Text("正在计算含假定的范围 {done}/{total} 次", "Working out the range with the assumptions {done}/{total}")
_CLEAR = "\r\033[K"


class Progress:
    """Called as progress(done, total); leaves no trace when it ends."""

    def __init__(self, screen: Screen, told: Text = PROJECTING) -> None:
        self._screen, self._told = screen, told
        self._shown = False
        self._timer = Timer(PATIENCE, self._start)
        self._timer.daemon = True

    def __call__(self, done: int, total: int) -> None:
        if self._shown:
            self._show(self._told.of(done=done, total=total))

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        if self._shown:
            print(_CLEAR, end="", file=sys.stderr, flush=True)

    def _start(self) -> None:
        self._shown = True
        self._show(Text(*(words.split(" {done}")[0] + "…" for words in self._told)))

    def _show(self, text: Text) -> None:
        print(_CLEAR + self._screen.text(text), end="", file=sys.stderr, flush=True)
