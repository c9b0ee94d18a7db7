"""The parser of the command line. What is wrong with a line is said where it is found, in both languages.

Argparse says it in English. So what it would check at the end (arguments that are missing or unknown) is checked here,
and what it checks on the way (a value that is missing or no choice) is checked by methods of its own, overridden.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from simlib import __version__
from simlib.commands.command import Argument, Command, Group, flag, option
from simlib.commands.help import help_of
from simlib.commands.screen import Screen, Wrong
from simlib.commands.table import SIMLIB
from simlib.policy.problems import meant
from simlib.text import CODES, Text

PROGRAM = "simlib"
_EVERYWHERE = (
    option("--lang", "语言：zh 或 en", "language: zh or en", choices=CODES, default=argparse.SUPPRESS, metavar="zh|en"),
    flag("--debug", "程序出错时显示详情", "show the traceback of an internal error", default=argparse.SUPPRESS),
    option("--help", "显示这份说明", "show this help", action="help"),
)
_VERSION = option("--version", "显示版本", "show the version", action="version", version=f"simlib {__version__}")


class Parser(argparse.ArgumentParser):
    """A parser that raises `Wrong`, in both languages and with a way out, where argparse would exit."""

    def __init__(self, *, prog: str, screen: Screen, about: Command | Group) -> None:
        super().__init__(prog, add_help=False, allow_abbrev=False, exit_on_error=False)
        self._screen, self._about = screen, about
        own = about.arguments if isinstance(about, Command) else (_VERSION,) if prog == PROGRAM else ()
        self._arguments = (*own, *_EVERYWHERE)
        for one in self._arguments:
            names = ("-h", one.name) if one.name == "--help" else (one.name,)
            self.add_argument(*names, **one.details)

    def format_help(self) -> str:
        """Return what `--help` prints."""
        return help_of(self.prog, self._about, self._arguments, self._screen)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return what a command line says. Raises Wrong for what nobody knows."""
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            near = meant(unknown[0].partition("=")[0], _options()) if unknown[0].startswith("-") else None
            raise self.wrong(Text("不支持 {unknown}", "unrecognized arguments: {unknown}").of(unknown=unknown), near)
        return found

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Do what argparse does, but look for what is missing here."""
        needed = [action for action in self._actions if action.required]
        for action in needed:
            action.required = False
        try:
            found, unknown = super().parse_known_args(args, namespace)
        except argparse.ArgumentError as error:  # what is not caught below
            raise self.wrong(
                Text(
                    "{name} 的写法有误，后面可能多写了值", "{name} is not written as it must be: it may take no value"
                ).of(name=error.argument_name)
            ) from None
        finally:
            for action in needed:
                action.required = True
        if missing := [action for action in needed if getattr(found, action.dest, None) in (None, [])]:
            names = [_name(action) for action in missing]
            what = Text("缺少 {names}", "the following arguments are required: {names}")
            raise self.wrong(what.of(names=names))
        return found, unknown

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            what = Text("{name} 不能是 {value}", "argument {name}: invalid choice: {value}")
            raise self.wrong(what.of(name=_name(action), value=value), meant(str(value), map(str, action.choices)))

    def _match_argument(self, action: argparse.Action, arg_strings_pattern: str) -> int:
        match = re.match(self._get_nargs_pattern(action), arg_strings_pattern)
        if match is None:
            what = Text("{name} 后面缺少一个值", "argument {name}: expected one argument")
            raise self.wrong(what.of(name=_name(action)))
        return len(match.group(1))

    def wrong(self, what: Text, near: str | None = None) -> Wrong:
        """Return the error of a command line, with what to do about it."""
        way_out = Text("。是否应为 {near}？", ". Did you mean {near}?") if near else _HELP
        return Wrong(what + way_out.of(near=near, program=self.prog))

    def error(self, message: str) -> NoReturn:
        """Raise Wrong for whatever argparse finds wrong in a way that nobody knew when this was written."""
        raise self.wrong(Text("命令行的写法有误", "the command line is not written as it must be"))


_HELP = Text("。运行 {program} --help 查看写法。", ". Run {program} --help to see how it is written.")


def _name(action: argparse.Action) -> str:
    """Return what the reader calls an argument."""
    return "/".join(action.option_strings) or str(action.metavar or action.dest)


def build_parser(screen: Screen, commands: Group = SIMLIB) -> Parser:
    """Return the parser of the whole command line: what it returns has `command` (its words) and `does`."""
    parser = Parser(prog=PROGRAM, screen=screen, about=commands)
    _add_commands(parser, commands, screen, ())
    return parser


def _add_commands(parser: Parser, group: Group, screen: Screen, before: tuple[str, ...]) -> None:
    below = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    for word, one in group.commands.items():
        words = (*before, word)
        own = below.add_parser(word, prog=" ".join((parser.prog, word)), screen=screen, about=one)
        if isinstance(one, Group):
            _add_commands(own, one, screen, words)
        else:
            own.set_defaults(command=" ".join(words), does=one.does)


def _options() -> list[str]:
    """Return every option of every command."""
    arguments: Iterable[Argument] = (argument for _, one in SIMLIB.all() for argument in one.arguments)
    return [one.name for one in (*arguments, *_EVERYWHERE) if one.name.startswith("-")]
