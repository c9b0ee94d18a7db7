"""The first use says that it compiles and how far it is, to a terminal and to a pipe; the second says nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simlib.compiling import Teller, told
from simlib.text import Code

MODULES = ["simlib.luck", "simlib.rules.promotion.merit", "simlib.rules.promotion", "simlib.population.verbs"]
SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
from simlib.compiling import told
import one
with told({code!r}):
    one.one(1)
    one.one(2)
"""


class Terminal(io.StringIO):
    """What Teller takes for a terminal."""

    def isatty(self) -> bool:
        return True


def telling(stream: io.StringIO, code: Code | None) -> str:
    teller = Teller(code, stream)
    for module in MODULES:
        teller.begin(module)
    for _ in MODULES:
        teller.done()
    teller.end()
    return stream.getvalue()


def test_a_pipe_gets_a_line_for_each_stage_in_plain_text() -> None:
    assert telling(io.StringIO(), "en").splitlines() == [
        "Compiling the rules (once, a minute or two) …",
        "Compiling: luck (function 1)",
        "Compiling: promotion (function 2)",
        "Compiling: population (function 4)",
        "Compiled (functions: 4).",
    ]


def test_a_terminal_gets_one_line_that_changes() -> None:
    text = telling(Terminal(), "zh")
    assert "第 4 个函数" in text and text.endswith("编译完成，共 4 个函数。\n")
    assert "正在编译" not in text.rsplit("\x1b[2K", 1)[-1], "the line is cleared before the last is written"


def test_without_a_language_both_are_said() -> None:
    first = telling(io.StringIO(), None).splitlines()[0]
    assert "正在编译规则" in first and "Compiling the rules" in first


@pytest.mark.parametrize("code", ["zh", "en"])
def test_nothing_is_said_where_nothing_is_compiled(code: Code) -> None:
    stream = io.StringIO()
    with told(code, stream):
        pass
    assert stream.getvalue() == ""


def test_a_first_use_says_so_when_piped_and_a_second_does_not(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("from simlib.compiled import compiled\n@compiled\ndef one(n):\n    return n + 1\n")
    run = SCRIPT.format(folder=str(tmp_path), code="en")
    said = [
        subprocess.run(
            [sys.executable, "-c", run],
            env=os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "cache")},
            capture_output=True,
            text=True,
            check=True,
        ).stderr
        for _ in range(2)
    ]
    assert said[0].splitlines()[0] == "Compiling the rules (once, a minute or two) …"
    assert said[0].splitlines()[-1] == "Compiled (functions: 1)." and said[1] == ""


def test_the_command_line_tells_in_the_readers_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import simlib.cli

    asked: list[Code | None] = []
    monkeypatch.setattr(simlib.cli, "told", lambda code: asked.append(code) or told(code))
    monkeypatch.chdir(tmp_path)
    assert simlib.cli.main(["packs", "--lang", "en"]) == 0
    assert simlib.cli.main(["packs"]) == 0
    assert asked == ["en", "zh"]
