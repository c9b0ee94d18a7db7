"""The command line: the same functions from a shell.

Exit codes: 0 done; 2 the input is wrong, said on stderr, nothing written; 1 our fault; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise

from simlib.commands.parser import build_parser
from simlib.commands.screen import Screen
from simlib.compiling import told
from simlib.text import CODES, Code, Text, Told

DONE, OUR_FAULT, WRONG, STOPPED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what a command line says, and return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    screen = Screen(_language(words))
    _never_fail_to_print()
    try:
        return _obey(words, screen)
    except Told as wrong:
        screen.refuse(wrong)
        return WRONG
    except KeyboardInterrupt:
        print(screen.text(Text("\n已停止。", "\nStopped.")), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _our_fault(error, words, screen)


def _obey(words: list[str], screen: Screen) -> int:
    try:
        args = build_parser(screen).parse_args(words)
    except SystemExit as done:  # --help and --version
        return int(done.code or DONE)
    module, function = args.does.split(".")
    command = getattr(import_module(f"simlib.commands.{module}"), function)
    with told(screen.code):
        code = int(command(args, screen))
    sys.stdout.flush()
    return code


def _our_fault(error: Exception, words: list[str], screen: Screen) -> int:
    why = Text(
        "程序内部出错（{kind}），不是您的输入有误。请加 --debug 再运行一次，并把全部输出告诉我们。",
        "the program failed ({kind}); your input is not at fault. Run it again with --debug and tell us what it says.",
    )
    screen.refuse(Told(why.of(kind=type(error).__name__)))
    if "--debug" in words:
        traceback.print_exception(error)
    return OUR_FAULT


def _language(words: list[str]) -> Code | None:
    """Return the language asked for, before the command line is read: what is wrong with it must be readable too."""
    asked = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    asked += [word for flag, word in pairwise(words) if flag == "--lang"]
    return next((code for code in CODES if asked[-1:] == [code]), None)


def _never_fail_to_print() -> None:
    """Let a terminal that lacks a character show a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
