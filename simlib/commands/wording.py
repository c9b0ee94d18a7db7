"""What argparse says of a wrong command line, in both languages and with a way out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from simlib.policy.problems import meant

_CHINESE = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from .+\)", r"没有 \2 这个写法"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 后面缺少一个值"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 后面不写值，却写了 \2"),
    (r"argument (\S+): not allowed with argument (.+)", r"\1 不能与 \2 同时使用"),
)


def in_both(message: str, program: str, options: Sequence[str]) -> tuple[str, str]:
    """Return argparse's message in Chinese and in English, each with what to do about it."""
    chinese = next((re.sub(form, text, message) for form, text in _CHINESE if re.fullmatch(form, message)), message)
    if near := _meant(message, options):
        return f"{chinese}。您是不是要写 {near}？", f"{message}. Did you mean {near}?"
    help_ = f"{program} --help"
    return f"{chinese}。运行 {help_} 查看写法。", f"{message}. Run {help_} to see how it is written."


def _meant(message: str, options: Iterable[str]) -> str | None:
    """Return the known word nearest to the unknown one that the message quotes."""
    if unknown := re.match(r"unrecognized arguments: (-[^\s=]+)", message):
        return meant(unknown[1], options)
    if choice := re.search(r"invalid choice: '?([^\s']+)'? \(choose from (.+)\)", message):
        return meant(choice[1], re.findall(r"[\w-]+", choice[2]))
    return None
