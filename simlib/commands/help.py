"""What `--help` prints: how a command is written, its arguments, the commands below it, an example."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len as width

from simlib.commands.command import Argument, Command, Group
from simlib.commands.screen import Screen, wrapped
from simlib.policy.packs import known_packs
from simlib.text import CODES, Text

_USAGE, _OPTIONS = Text("用法：", "Usage: "), Text("选项", "Options")
_READ_ON = Text("各命令的写法和例子：{command} --help", "More, with an example each: {command} --help")
_WIDEST = 28  # columns of a name that has its explanation beside it


def help_of(program: str, about: Command | Group, arguments: Sequence[Argument], screen: Screen) -> str:
    """Return the help of a command or a group, in the reader's language."""
    positional = [one for one in arguments if not one.name.startswith("-")]
    options = [one for one in arguments if one.name.startswith("-")]
    needed = [written(one) for one in (*positional, *(one for one in options if one.details.get("required")))]
    words = ["COMMAND"] if isinstance(about, Group) else needed
    lines = [
        screen.text(_USAGE) + " ".join([program, *words, screen.text(Text("[选项]", "[options]"))]),
        "",
        *wrapped(screen.text(about.says), screen.columns),
    ]
    if isinstance(about, Group):
        for section in about.sections:
            rows = [(word, one.says) for word, one in section.commands.items()]
            lines += _listed(section.title or Text("命令", "Commands"), rows, screen)
    lines += _listed(Text("参数", "Arguments"), [(written(one), one.says) for one in positional], screen)
    lines += _listed(_OPTIONS, [(written(one), one.says) for one in options], screen)
    return "\n".join([*lines, "", *_examples(program, about, screen), ""])


def written(one: Argument) -> str:
    """Return how an argument is written: PACK, `--years N`, `-h, --help`."""
    value = str(one.details.get("metavar", ""))
    if not one.name.startswith("-"):
        return value + (" …" if one.details.get("nargs") == "+" else "")
    return f"{'-h, ' if one.name == '--help' else ''}{one.name} {value}".rstrip()


def _listed(title: Text, rows: Iterable[tuple[str, Text]], screen: Screen) -> list[str]:
    """Return a titled list of names with what each is; nothing where there is none."""
    rows = list(rows)
    if not rows:
        return []
    column = min(_WIDEST, max(width(name) for name, _ in rows)) + 4
    lines = ["", screen.text(title)]
    for name, says in rows:
        first, *others = wrapped(screen.text(says), screen.columns - column)
        head = f"  {name}"
        if width(head) + 2 > column:
            lines.append(head)
            head = ""
        lines.append(head + " " * (column - width(head)) + first)
        lines += [" " * column + line for line in others]
    return lines


def _examples(program: str, about: Command | Group, screen: Screen) -> list[str]:
    """Return the example of a command; of a group those of all, or the first under each title.

    They name a pack that there is.
    """
    if isinstance(about, Command):
        return [screen.text(Text("例：", "Example: ")) + _typed(about)]
    found = [[one for _, one in Group(about.says, (section,)).all()] for section in about.sections]
    shown = [of_one[0] for of_one in found] if len(found) > 1 else found[0]
    language = [] if screen.asked else [f"English: {program} --help --lang {CODES[1]}"]
    return [
        screen.text(Text("例", "Examples")),
        *(f"  {_typed(one)}" for one in shown),
        "",
        screen.text(_READ_ON.of(command=f"{program} COMMAND")),
        *language,
    ]


def _typed(one: Command) -> str:
    return f"simlib {one.example.format(pack=next(iter(known_packs()), 'PACK'))}"
