"""The page of commands: every command of `simlib` with its arguments and an example, as the parser has them."""

from __future__ import annotations

from simlib.commands.command import Argument, Command, Group
from simlib.commands.help import written
from simlib.commands.table import SIMLIB

HEAD = """# 命令 · Commands

由命令行自己的说明生成（`simlib --help`、`simlib 命令 --help`）。每个命令另有 `--lang`、`--debug`、`--help`。

Made from what the command line says of itself (`simlib --help`, `simlib COMMAND --help`). Every command also takes
`--lang zh|en`, `--debug` and `--help`.
"""


def page() -> str:
    """Return the page: a section for each title of the help, an entry for each command."""
    parts = [HEAD]
    for section in SIMLIB.sections:
        parts.append(f"## {section.title.zh} · {section.title.en}\n")
        parts += [_entry(words, one) for words, one in Group(section.title, (section,)).all()]
    return "\n".join(parts)


def _entry(words: str, one: Command) -> str:
    rows = [f"| `{_safe(written(argument))}` | {_cell(argument)} |" for argument in one.arguments]
    table = ["| 参数 argument | 说明 what it is |", "| --- | --- |", *rows, ""] if rows else []
    example = f"```sh\nsimlib {one.example.format(pack='baohe')}\n```\n"
    return "\n".join(
        [f"### simlib {words}\n", f"{one.says.zh}。{one.says.en[:1].upper()}{one.says.en[1:]}.\n", *table, example]
    )


def _cell(argument: Argument) -> str:
    return " · ".join(map(_safe, argument.says))


def _safe(text: str) -> str:
    return text.replace("|", "\\|")
