"""The first use says that it compiles, and how far it is: on standard error, a line a stage where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from rich.status import Status

from simlib.terminal import console, stderr_console
from simlib.text import Code, Text

FIRST = Text("正在编译规则（只需一次，约一两分钟）…", "Compiling the rules (once, a minute or two) …")
STAGE = Text("正在编译：{0}（第 {1} 个函数）", "Compiling: {0} (function {1})")
DONE = Text("编译完成，共 {1} 个函数。", "Compiled (functions: {1}).")


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

    teller = Teller(code, stream)
    with event.install_listener("numba:compile", _listener(teller, event.Listener)):
        try:
            yield
        finally:
            teller.end()


class Teller:
    """Writes one line that changes to a terminal, and a line for each stage to anything else.

    stream  where to write; None: stderr
    """

    def __init__(self, code: Code | None, stream: TextIO | None = None) -> None:
        self.code = code
        self.count, self.depth, self.rooms = 0, 0, set[str]()
        self._console = console(file=stream) if stream else stderr_console()
        self._status: Status | None = None

    def begin(self, module: str) -> None:
        """Hear that a function of a module is being compiled."""
        room = module.removeprefix("simlib.").removeprefix("rules.").partition(".")[0]
        new = room not in self.rooms
        self.rooms.add(room)
        self.count += 1
        self.depth += 1
        if self._status:
            self._status.update(self._text(STAGE, room))
        elif self._console.is_terminal:
            self._status = self._console.status(self._text(FIRST if self.count == 1 else STAGE, room))
            self._status.start()
        elif new:
            self._print([FIRST] * (self.count == 1) + [STAGE], room)

    def done(self) -> None:
        """Hear that a function is compiled; with the outermost the line goes, so that results find it free."""
        self.depth -= 1
        if self._status and not self.depth:
            self._status.stop()
            self._status = None

    def end(self) -> None:
        """Say that all is compiled, if anything was."""
        if self.count:
            self._print([DONE])

    def _print(self, texts: list[Text], room: str = "") -> None:
        for text in texts:
            self._console.print(self._text(text, room), soft_wrap=True)

    def _text(self, text: Text, room: str = "") -> str:
        said = " ".join(text) if self.code is None else text[self.code]
        return said.format(room, self.count)


def _listener(teller: Teller, base: type[Any]) -> Any:
    """Return Numba's listener that passes on the beginning of each function."""

    class Listener(base):
        def on_start(self, event: Any) -> None:
            teller.begin(event.data["dispatcher"].py_func.__module__)

        def on_end(self, event: Any) -> None:
            teller.done()

    return Listener()
