"""Help and the table of commands: every example can be typed, every function is there, commands below commands work."""

from __future__ import annotations

import shlex
from importlib import import_module

import pytest

from simlib.commands.command import Command, Group, Section, command, group, option
from simlib.commands.parser import build_parser
from simlib.commands.screen import COLUMNS, Screen, Wrong, width
from simlib.commands.table import SIMLIB
from simlib.text import CODES, Code, Text

COMMANDS = dict(SIMLIB.all())
FILE = option("file", "文件", "a file", metavar="FILE")
ROSTER = group(
    "花名册", "rosters",
    check=command("检查", "check one", "roster.check", FILE, example="roster check staff.csv"),
    import_=command("读入", "read one", "roster.read_in", FILE, example="roster import staff.csv"),
)  # fmt: skip
NESTED = Group(Text("试", "a trial"), (Section(Text("人员", "People"), {"roster": ROSTER}),))


@pytest.mark.parametrize("words", COMMANDS)
def test_its_example_can_be_typed_and_its_function_is_there(words: str):
    found = build_parser(Screen()).parse_args(shlex.split(COMMANDS[words].example.format(pack="town")))
    assert found.command == words
    module, function = found.does.split(".")
    assert callable(getattr(import_module(f"simlib.commands.{module}"), function))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("words", dict.fromkeys(["", *SIMLIB.commands, *COMMANDS]))
def test_help_fits_the_terminal_and_says_all_there_is(words: str, code: Code, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        build_parser(Screen(code)).parse_args([*words.split(), "--help"])
    told = capsys.readouterr().out
    assert max(map(width, told.splitlines())) <= COLUMNS
    about: Command | Group = SIMLIB
    for word in words.split():
        assert isinstance(about, Group)
        about = about.commands[word]
    said = set(told.split())
    if isinstance(about, Command):
        assert {one.name if one.name.startswith("-") else one.details["metavar"] for one in about.arguments} <= said
    else:
        assert {*about.commands} <= said


def test_a_command_below_another_is_known_by_all_its_words():
    parser = build_parser(Screen("en"), NESTED)
    found = parser.parse_args(["roster", "import", "staff.csv", "--lang", "en"])
    assert (found.command, found.does, found.file) == ("roster import", "roster.read_in", "staff.csv")
    assert [words for words, _ in NESTED.all()] == ["roster check", "roster import"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("roster", "COMMAND. Run simlib roster --help"),
        ("roster chek x", "Did you mean check?"),
        ("roster check", "FILE. Run simlib roster check --help"),
    ],
)
def test_what_is_wrong_below_a_command_says_where(line: str, told: str):
    with pytest.raises(Wrong) as wrong:
        build_parser(Screen("en"), NESTED).parse_args(line.split())
    assert told in wrong.value["en"]


def test_the_help_of_a_group_lists_its_commands_with_an_example_each(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        build_parser(Screen("zh"), NESTED).parse_args(["roster", "--help"])
    told = capsys.readouterr().out
    assert told.startswith("用法：simlib roster COMMAND")
    assert all(f"simlib roster {word} staff.csv" in told for word in ("check", "import"))
