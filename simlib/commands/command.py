"""What a command is: its words in both languages, the function that does it, its arguments, an example."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from simlib.commands.screen import Wrong
from simlib.text import NOTHING, Text


class Argument(NamedTuple):
    """An argument: its name, what it is, and what argparse needs to know besides."""

    name: str
    says: Text
    details: dict[str, Any]


class Command(NamedTuple):
    """A command.

    says     what it does, in a line
    does     the function that does it, as `module.function` of `simlib.commands`; imported only when asked for
    example  a line that works, without `simlib`; `{pack}` becomes the name of a pack that there is
    """

    says: Text
    does: str
    arguments: tuple[Argument, ...]
    example: str


class Section(NamedTuple):
    """Commands that belong together, under a title of the help."""

    title: Text
    commands: Mapping[str, Command | Group]


class Group(NamedTuple):
    """A word with commands below it, as `simlib` itself."""

    says: Text
    sections: tuple[Section, ...]

    @property
    def commands(self) -> dict[str, Command | Group]:
        """Every command right below it, by its word."""
        return {word: one for section in self.sections for word, one in section.commands.items()}

    def all(self, before: str = "") -> Iterator[tuple[str, Command]]:
        """Yield every command however far below it, with its words."""
        for word, one in self.commands.items():
            if isinstance(one, Group):
                yield from one.all(f"{before}{word} ")
            else:
                yield f"{before}{word}", one


def command(zh: str, en: str, does: str, *arguments: Argument, example: str) -> Command:
    """Return a command that says in Chinese and English what it does."""
    return Command(Text(zh, en), does, arguments, example)


def group(zh: str, en: str, **commands: Command | Group) -> Group:
    """Return a word with commands below it: `roster=group(…, check=command(…))` is `simlib roster check`.

    A word that Python keeps for itself has a line after it: `import_`.
    """
    below = {word.rstrip("_"): one for word, one in commands.items()}
    return Group(Text(zh, en), (Section(NOTHING, below),))


def option(name: str, zh: str, en: str, **details: Any) -> Argument:
    """Return an argument: an option if its name begins with `--`; `details` are those of argparse."""
    return Argument(name, Text(zh, en), details)


def number(name: str, zh: str, en: str, default: object, least: int, most: int | None = None) -> Argument:
    """Return an option that is a whole number from `least` to `most`."""
    return option(name, zh, en, type=whole(name, least, most), default=default, metavar="N")


def repeated(name: str, zh: str, en: str, metavar: str, into: str) -> Argument:
    """Return an option that may be written several times; the list of all is `args.<into>`."""
    return option(name, zh, en, metavar=metavar, action="append", dest=into, default=[])


def flag(name: str, zh: str, en: str, **details: Any) -> Argument:
    """Return an option without a value."""
    return option(name, zh, en, action="store_true", **details)


def changed(arguments: tuple[Argument, ...], *others: Argument, without: str = "") -> tuple[Argument, ...]:
    """Return arguments with others in the place of those of the same name, else after them; one may be left out."""
    by_name = {one.name: one for one in (*arguments, *others) if one.name != without}
    return tuple(by_name.values())


def whole(name: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers for the option `name`."""
    within = (
        Text(" {least} 到 {most} 的", "{least} to {most}") if most else Text("不小于 {least} 的", "{least} or more")
    )
    within = within.of(least=least, most=most)

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise Wrong(
                Text(
                    "{name} 不能是 {text}。请写{within}整数。",
                    "{name} cannot be {text}. Write a whole number, {within}.",
                ).of(name=name, text=text, within=within)
            )
        return number

    return read
