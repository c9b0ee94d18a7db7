"""From the words on the command line to policies: packs by path or name, proposals and values laid over them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from simlib.commands.screen import Screen, Wrong
from simlib.months import month_text, months_of_run, parse_month
from simlib.policy import TERMS, Policy, load_policy
from simlib.policy.chain import FILE
from simlib.policy.own_items import OWN
from simlib.policy.packs import known_packs, known_proposals, proposal_of
from simlib.policy.problems import meant
from simlib.text import Text


@dataclass(frozen=True)
class HandSet:
    """One `--set`: a provision's value from a month on (None: from the opening)."""

    name: str
    month: int | None
    value: object


def find_pack(text: str) -> Path:
    """Return the pack that somebody means: a folder, a policy.yaml, or a known name."""
    path = Path(text)
    if path.name == FILE or os.path.lexists(path / FILE):
        return path
    packs = known_packs()
    if text in packs:
        return packs[text]
    if path.is_dir():
        raise Wrong(
            Text(
                "文件夹 {text} 里没有 {file}。{packs}",
                "{text} holds no {file}. {packs}",
            ).of(text=path, file=FILE, packs=_packs(text))
        )
    if os.path.lexists(path):
        raise Wrong(
            Text(
                "{text} 不是政策包。方案用 --proposal {text} 叠加在政策包上。",
                "{text} is not a pack. Lay a proposal over a pack with --proposal {text}.",
            ).of(text=text)
        )
    raise Wrong(
        Text(
            "没有政策包 {text}。{packs}",
            "There is no pack {text}. {packs}",
        ).of(text=text, packs=_packs(text))
    )


def laid_over(law: Policy, proposals: Sequence[str], sets: Sequence[str], screen: Screen) -> Policy:
    """Return the policy with proposals laid over it in turn, and then the values set by hand, earliest first.

    What is to be known of them (`Policy.notices`) is written on the screen. Spreads that were typed are
    `Policy.spreads`.
    """
    policy = law
    for file in proposals:
        policy = policy.with_proposal(_existing(file))
    by_month: dict[int | None, dict[str, object]] = {}
    for one in sorted(read_sets(sets, law.opening), key=lambda one: one.month or 0):
        by_month.setdefault(one.month, {})[one.name] = one.value
    for month, values in by_month.items():
        policy = policy.with_values(values, month)
    print_notes(policy, screen)
    return policy


def print_notes(policy: Policy, screen: Screen) -> None:
    """Write what is to be known of all that is laid over a policy."""
    for notice in policy.notices:
        screen.note(notice)


def read_sets(texts: Sequence[str], opening: int | None) -> list[HandSet]:
    """Read every `--set NAME=VALUE` or `NAME@2029-01=VALUE`. Raises Wrong for the first that cannot be read."""
    sets = [_read_set(text, opening) for text in texts]
    for place, one in enumerate(sets):
        if any((other.name, other.month) == (one.name, one.month) for other in sets[:place]):
            raise Wrong(
                Text(
                    "{name} 在同一月份设定了两次。请只留一个，或用 {name}@2029-01=… 写明另一个从何时起。",
                    "{name} is set twice for one month. Keep one, or date the other as {name}@2029-01=….",
                ).of(name=one.name)
            )
    return sets


def _read_set(text: str, opening: int | None) -> HandSet:
    left, equals, written = text.partition("=")
    name, at, since = (part.strip() for part in left.partition("@"))
    if not equals or not name:
        example = "progression.years_per_grade=2"
        raise Wrong(
            Text(
                "--set {text} 缺少等号。请写成 NAME=VALUE，如 {example}。",
                "--set {text} lacks its = sign. Write NAME=VALUE, as {example}.",
            ).of(text=text, example=example)
        )
    if name not in TERMS and not name.startswith(OWN):  # a pack's own are known with the pack
        near = meant(name, TERMS)
        raise Wrong(
            Text("没有条款 {name}。", "{name} is not a term. ").of(name=name)
            + (
                _DID_YOU_MEAN.of(near=near)
                if near
                else Text("全部名称见 docs/terms.md。", "docs/terms.md lists them all.")
            )
        )
    return HandSet(name, _month(text, since) if at else opening, _plain(text, written))


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


def out_of_reach(sets: Sequence[str], opening: int, years: int) -> list[str]:
    """Return the hand-set provisions that begin only after the run has ended, each with its month."""
    end = months_of_run(opening, years).stop
    late = [one for one in read_sets(sets, opening) if one.month is not None and one.month >= end]
    return [f"{one.name}@{month_text(one.month or 0)}" for one in late]


def load_pack(text: str, opening: str | None = None) -> Policy:
    """Return the policy of the pack that somebody means, ready to be projected: with posts and an opening.

    opening  the month in which it is to open, as `--opening` has it; None: its own
    """
    law = load_policy(find_pack(text))
    if law.opening is None or not law.posts:
        raise Wrong(
            Text(
                "{name} 只供其他政策包引用，没有岗位，不能推演。{packs}",
                "{name} is there for other packs to extend; without posts it cannot be projected. {packs}",
            ).of(name=law.name, packs=_packs(""))
        )
    return law.opened(read_month("--opening", opening)) if opening else law


def read_month(option: str, text: str) -> int:
    """Return the month that an option names. Raises Wrong where it names none."""
    try:
        return parse_month(text)
    except ValueError:
        raise Wrong(
            Text(
                "{option} {text} 不是年月。请写作 2029-01。",
                "{option} {text} is no month. Write it as 2029-01.",
            ).of(option=option, text=text)
        ) from None


def _existing(file: str) -> Path:
    path = proposal_of(file)
    if os.path.lexists(path):
        return path
    known = [found.as_posix() for found in known_proposals()]
    near = meant(path.stem, [Path(one).stem for one in known])
    way = next((one for one in known if Path(one).stem == near), None)
    raise Wrong(
        Text("没有方案文件 {file}。", "There is no proposal file {file}. ").of(file=path)
        + (
            _DID_YOU_MEAN.of(near=way)
            if way
            else Text("运行 simlib packs 查看已有的方案。", "simlib packs lists those there are.")
        )
    )


_DID_YOU_MEAN = Text("是否应为 {near}？", "Did you mean {near}?")


def _packs(text: str) -> Text:
    near, known = meant(text, known_packs()), list(known_packs())
    return (
        _DID_YOU_MEAN.of(near=near)
        if near
        else Text("已有的政策包：{known}。", "Known packs: {known}.").of(known=known)
    )
