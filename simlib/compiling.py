"""The first use says that it compiles, and how far it is: on standard error, a line a stage where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from simlib.text import Code, Text

FIRST = Text("正在编译规则（只需一次，约一两分钟）…", "Compiling the rules (once, a minute or two) …")
STAGE = Text("正在编译：{0}（第 {1} 个函数）", "Compiling: {0} (function {1})")
DONE = Text("编译完成，共 {1} 个函数。", "Compiled (functions: {1}).")
CLEAR = "\r\033[K"


@contextmanager
def told(code: Code | None = None, stream: TextIO | None = None) -> Iterator[None]:
    """Tell of what is compiled meanwhile; nothing is said where nothing is.

    code    the reader's language; None: both
    """
    engine = sys.modules.get("simlib.compiled")  # nothing is compiled before somebody has loaded it
    if engine is None or not engine.COMPILING:
        yield
        return
    from numba.core import event

    teller = Teller(code, stream or sys.stderr)
    with event.install_listener("numba:compile", _listener(teller, event.Listener)):
        try:
            yield
        finally:
            teller.end()


class Teller:
    """Writes one line that changes to a terminal, and a line for each stage to anything else."""

    def __init__(self, code: Code | None, stream: TextIO) -> None:
        self.code, self.stream = code, stream
        self.count, self.rooms = 0, set[str]()

    def begin(self, module: str) -> None:
        """Hear that a function of a module is being compiled."""
        room = module.removeprefix("simlib.").removeprefix("rules.").partition(".")[0]
        new = room not in self.rooms
        self.rooms.add(room)
        self.count += 1
        if self.stream.isatty():
            self._write(CLEAR + self._text(STAGE, room))
        elif new:
            first = self._text(FIRST, room) + "\n" if self.count == 1 else ""
            self._write(first + self._text(STAGE, room) + "\n")

    def end(self) -> None:
        """Say that all is compiled, if anything was."""
        if self.count:
            self._write((CLEAR if self.stream.isatty() else "") + self._text(DONE) + "\n")

    def _text(self, text: Text, room: str = "") -> str:
        said = " ".join(text) if self.code is None else text[self.code]
        return said.format(room, self.count)

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def _listener(teller: Teller, base: type[Any]) -> Any:
    """Return Numba's listener that passes on the beginning of each function."""

    class Listener(base):
        def on_start(self, event: Any) -> None:
            teller.begin(event.data["dispatcher"].py_func.__module__)

        def on_end(self, event: Any) -> None:
            pass

    return Listener()
