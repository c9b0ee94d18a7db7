"""Values set by hand on the command line: `--set NAME=VALUE`, `--set NAME@2029-01=VALUE`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from simlib.commands.screen import Wrong
from simlib.commands.term_names import term_named
from simlib.months import month_text, months_of_run, parse_month
from simlib.policy import Policy
from simlib.policy.entered_numbers import plain
from simlib.text import Text


@dataclass(frozen=True)
class HandSet:
    """One `--set`: a provision's value from a month on (None: from the opening)."""

    name: str
    month: int | None
    value: object


def read_sets(texts: Sequence[str], policy: Policy) -> list[HandSet]:
    """Read every `--set` for a policy, a term by its name or its label. Raises Wrong for the first not to be read."""
    sets = [_read_set(text, policy) for text in texts]
    for place, one in enumerate(sets):
        if any((other.name, other.month) == (one.name, one.month) for other in sets[:place]):
            raise Wrong(
                Text(
                    "{name} 在同一月份设定了两次。请只留一个，或用 {name}@2029-01=… 写明另一个从何时起。",
                    "{name} is set twice for one month. Keep one, or date the other as {name}@2029-01=….",
                ).of(name=one.name)
            )
    return sets


def _read_set(text: str, policy: Policy) -> HandSet:
    left, *written = re.split("[=＝]", text, maxsplit=1)
    name, at, since = (part.strip() for part in plain(left).partition("@"))
    if not written or not name:
        example = "progression.years_per_grade=2"
        raise Wrong(
            Text(
                "--set {text} 缺少等号。请写成 NAME=VALUE，如 {example}。",
                "--set {text} lacks its = sign. Write NAME=VALUE, as {example}.",
            ).of(text=text, example=example)
        )
    month = _month(text, since) if at else policy.opening
    return HandSet(term_named(name, policy.terms), month, _plain(text, written[0]))


def _month(text: str, since: str) -> int:
    try:
        return parse_month(since)
    except ValueError:
        raise Wrong(
            Text(
                "--set {text} 中 @ 后面不是年月。请写成 @2029-01。",
                "--set {text} has no month after the @ sign. Write it as @2029-01.",
            ).of(text=text)
        ) from None


def _plain(text: str, written: str) -> object:
    """Read a value as YAML, every scalar as text: what it means, the provision's term says."""
    try:
        return YAML(typ="base", pure=True).load(written)
    except YAMLError:
        raise Wrong(
            Text(
                "--set {text} 的值格式有误。列表或映射要整个放进引号，如 --set '名称={{head: 1, deputy: 0}}'。",
                "--set {text} has a value that cannot be read. "
                "Put lists and mappings in quotes, as --set 'NAME={{head: 1, deputy: 0}}'.",
            ).of(text=text)
        ) from None


def out_of_reach(sets: Sequence[str], policy: Policy, years: int) -> list[str]:
    """Return the hand-set provisions that begin only after the run has ended, each with its month."""
    end = months_of_run(policy.opening or 0, years).stop
    late = [one for one in read_sets(sets, policy) if one.month is not None and one.month >= end]
    return [f"{one.name}@{month_text(one.month or 0)}" for one in late]
