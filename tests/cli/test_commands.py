"""The other commands, as somebody would use them, and what all of them do alike."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simlib import __version__
from simlib.cli import main
from simlib.commands import progress, screen
from simlib.commands.screen import Screen, width
from simlib.policy import json_schema
from simlib.terminal import console
from simlib.text import Text
from tests.cli.toy import Said, contents, said

ROOT = Path(__file__).resolve().parents[2]


def test_schema_writes_what_the_library_gives(world: Path):
    """Into a folder that it makes: `make lab` builds them where the first line of a pack looks for them."""
    assert main(["schema"]) == 0
    written = contents(world / "scenarios/schema")
    assert sorted(written) == ["policy.schema.json", "proposal.schema.json"]
    assert json.loads(written["policy.schema.json"]) == json_schema()


def test_serve_hands_on_what_was_given_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    from simlib.commands import serve

    taken: list[dict | str] = []
    monkeypatch.setattr(serve, "compile_first", lambda: taken.append("compiled"))
    monkeypatch.setattr(serve, "serve_dashboards", lambda **options: taken.append(options) or 0)
    given = ["--port", "9000", "--no-browser", "--no-token", "--host", "lab", "--behind-proxy"]
    assert main(["serve"]) == 0 and main(["serve", *given, "--lang", "en"]) == 0
    assert taken == [
        "compiled",
        {},
        "compiled",
        {"port": 9000, "open_browser": False, "token": "", "hosts": ["lab"], "behind_proxy": True},
    ]


@pytest.mark.parametrize(
    ("lang", "texts"), [("zh", ["用法：simlib", "列出政策包"]), ("en", ["Usage: simlib", "list the"])]
)
def test_help_is_in_the_readers_language(lang: str, texts: list[str], capsys: Said):
    told = said(capsys, "--help", "--lang", lang)
    assert "--lang" in told
    other = said(capsys, "--lang", lang, "--help")
    assert all(text in other for text in texts)


def test_version(capsys: Said):
    assert said(capsys, "--version") == f"simlib {__version__}\n"


def test_our_own_fault_is_one_line_and_exit_code_1(world: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch):
    from simlib.commands import agenda

    def breaks(policy: object, months: range) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(agenda, "announced", breaks)
    assert main(["agenda", "town"]) == 1
    told = capsys.readouterr().err
    assert "程序内部出错（RuntimeError）" in told and "--debug" in told and "Traceback" not in told
    assert main(["agenda", "town", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_exit_code_130_and_leaves_nothing(world: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch):
    from simlib.commands import projections as module

    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    before = contents(world)
    monkeypatch.setattr(module, "project", interrupted)
    assert main(["run", "town", "--out", "out"]) == 130
    assert "已停止" in capsys.readouterr().err
    assert contents(world) == before


def test_progress_is_told_only_to_a_terminal_and_once_it_takes_long(capsys: Said, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with progress.Progress(Screen("zh")) as quiet:
        quiet(1, 200)
    assert capsys.readouterr().err == ""
    terminal = console(file=io.StringIO(), force_terminal=True, width=80)
    monkeypatch.setattr(progress, "stderr_console", lambda: terminal)
    with progress.Progress(Screen("zh")) as told:
        told._timer.join()
        told(20, 200)
        told._bar.refresh()
    assert "模拟中 20/200 次" in terminal.file.getvalue()
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    terminal.file = io.StringIO()
    with progress.Progress(Screen("zh")) as told:
        told(20, 200)
    assert "模拟中" not in terminal.file.getvalue()


def test_a_narrow_terminal_folds_texts_and_cuts_no_number(capsys: Said, monkeypatch: pytest.MonkeyPatch):
    narrow = {"force_terminal": True, "color_system": None}
    monkeypatch.setattr(screen, "console", lambda **where: console(**narrow | {"width": 40} | where))
    number = "1,234,567,890.12"
    head = (Text("指标", "Outcome"), Text("人", "people"), Text("元", "yuan"))
    Screen("zh").table(head, [("在岗人数，连同一长串说明文字在内", number, number)])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 2 and max(map(width, map(str.rstrip, lines))) <= 16 + 2 + len(number) + 2 + len(number)
    assert sum(line.count(number) for line in lines) == 2


def test_looking_at_packs_needs_neither_numba_nor_pandas_and_checking_no_pandas(world: Path):
    code = (
        "import sys; from simlib.cli import main\n"
        "codes = [main(['packs']), main(['agenda', 'town'])]\n"
        "heavy = {'numba'} & set(sys.modules)\n"
        "codes += [main(['check', 'scenarios'])]\n"
        "heavy |= {'xarray', 'pandas', 'matplotlib'} & set(sys.modules)\n"
        "sys.exit(f'{codes} {heavy}' if any(codes) or heavy else 0)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=world, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (
        "usual" not in done.stderr and done.stderr.count("注意：") == 1
    )  # the post of the usual recruit ends at 4 of 6


def test_columns_line_up_where_chinese_takes_two(capsys: Said):
    assert width("晋级 1") == 6
    Screen("zh").table((Text("指标", "Outcome"), Text("人", "people")), [("a", "1,000"), ("在岗人数", "5")])
    assert [width(line) for line in capsys.readouterr().out.splitlines()] == [15, 15, 15]


def test_terms_prints_the_reference_page(capsys: Said):
    assert said(capsys, "terms") == (ROOT / "docs/reference/terms.md").read_text("utf-8")
