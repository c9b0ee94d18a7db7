"""The argparse parser of the command line; what it has to say is in the reader's language, errors in both."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import NoReturn

from simlib import __version__
from simlib.commands.arguments import COMMANDS, Argument
from simlib.commands.screen import LANGUAGES, Screen, Wrong
from simlib.commands.wording import in_both

_EVERYWHERE = (
    Argument("--lang", "语言：zh 或 en", "language: zh or en", {"choices": LANGUAGES, "default": argparse.SUPPRESS}),
    Argument("--debug", "程序出错时显示详情", "show the traceback of an internal error",
             {"action": "store_true", "default": argparse.SUPPRESS}),
    Argument("--help", "显示这份说明", "show this help", {"action": "help"}),
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """A parser that raises `Wrong`, in both languages and with a way out, where argparse would exit."""

    def __init__(self, *, screen: Screen, prog: str, description: str, arguments: Iterable[Argument]) -> None:
        form = _formatter(screen)
        super().__init__(prog, description=description, add_help=False, allow_abbrev=False, formatter_class=form)
        self._positionals.title = screen.text("参数", "arguments")
        self._optionals.title = screen.text("选项", "options")
        for one in (*arguments, *_EVERYWHERE):
            names = ("-h", one.name) if one.name == "--help" else (one.name,)
            self.add_argument(*names, help=screen.text(one.zh, one.en), **one.details)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse has to say as `Wrong`."""
        raise Wrong(*in_both(message, self.prog, _options()))


def build_parser(screen: Screen) -> Parser:
    """Return the parser of the whole command line."""
    title = screen.text("社区工作者政策模拟实验室", "Policy simulation and what-if lab for community workers")
    version = {"action": "version", "version": f"simlib {__version__}"}
    arguments = [Argument("--version", "显示版本", "show the version", version)]
    parser = Parser(prog="simlib", description=title, screen=screen, arguments=arguments)
    listed = screen.text("命令", "commands")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title=listed)
    for name, one in COMMANDS.items():
        text = screen.text(one.zh, one.en)
        commands.add_parser(name, help=text, description=text, screen=screen, arguments=one.arguments)
    return parser


def _options() -> list[str]:
    """Return every option of every command."""
    arguments = [argument for one in COMMANDS.values() for argument in one.arguments]
    return [one.name for one in (*arguments, *_EVERYWHERE) if one.name.startswith("-")]


def _formatter(screen: Screen) -> Callable[..., argparse.HelpFormatter]:
    """Return a help formatter whose own words are in the reader's language."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: str | None, actions: Iterable, groups: Iterable, prefix: str | None = None) -> None:
            own = screen.text("用法：", "usage: ") if prefix is None else prefix  # a command's parser asks with ""
            super().add_usage(usage, actions, groups, own)

    return Formatter
