"""From the words on the command line to policies: packs by path or name, proposals and values laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

import simlib
from simlib.commands.screen import Screen, Wrong
from simlib.months import month_text, parse_month
from simlib.policy import TERMS, Policy, find_futures, find_packs, find_proposals, load_policy
from simlib.policy.chain import FILE
from simlib.policy.problems import meant


@dataclass(frozen=True)
class HandSet:
    """One `--set`: a provision's value from a month on (None: from the opening)."""

    name: str
    month: int | None
    value: object


def scenario_folders() -> list[Path]:
    """Return the folders `scenarios` that there are: here, and beside the package."""
    beside = Path(simlib.__file__).resolve().parents[1]
    here = Path.cwd()
    folders = [Path("scenarios"), beside / "scenarios"] if beside != here else [Path("scenarios")]
    return [folder for folder in folders if folder.is_dir()]


def known_packs() -> dict[str, Path]:
    """Return the packs under `scenarios` by name; those here come before those beside the package."""
    found: dict[str, Path] = {}
    for root in scenario_folders():
        for folder in find_packs(root):
            found.setdefault(folder.name, folder)
    return found


def known_proposals() -> list[Path]:
    """Return the proposals under `scenarios`."""
    return [file for root in scenario_folders() for file in find_proposals(root)]


def known_futures() -> dict[str, Path]:
    """Return the futures files under `scenarios` by name; those here come before those beside the package."""
    found: dict[str, Path] = {}
    for root in scenario_folders():
        for file in find_futures(root):
            found.setdefault(file.stem, file)
    return found


def find_pack(text: str) -> Path:
    """Return the pack that somebody means: a folder, a policy.yaml, or a known name."""
    path = Path(text)
    if path.name == FILE or (path / FILE).is_file():
        return path
    packs = known_packs()
    if text in packs:
        return packs[text]
    if path.is_dir():
        raise Wrong(f"文件夹 {text} 里没有 {FILE}。{_packs_zh(text)}", f"{text} holds no {FILE}. {_packs_en(text)}")
    if path.is_file():
        raise Wrong(
            f"{text} 不是政策包。方案用 --proposal {text} 叠加在政策包上。",
            f"{text} is not a pack. Lay a proposal over a pack with --proposal {text}.",
        )
    raise Wrong(f"没有政策包 {text}。{_packs_zh(text)}", f"There is no pack {text}. {_packs_en(text)}")


def laid_over(law: Policy, proposals: Sequence[str], sets: Sequence[str], screen: Screen) -> Policy:
    """Return the policy with proposals laid over it in turn, and then the values set by hand, earliest first.

    What is to be known of the proposals is written on the screen.
    """
    policy = law
    for file in proposals:
        policy = policy.with_proposal(_existing(file))
    print_notes(policy, screen)
    by_month: dict[int | None, dict[str, object]] = {}
    for one in sorted(read_sets(sets, law.opening), key=lambda one: one.month or 0):
        by_month.setdefault(one.month, {})[one.name] = one.value
    for month, values in by_month.items():
        policy = policy.with_values(values, month)
    return policy


def print_notes(policy: Policy, screen: Screen) -> None:
    """Write what is to be known of the proposals laid over a policy."""
    for note in policy.notes:
        screen.note(f"{note.zh}。", f"{note.en}.")


def read_sets(texts: Sequence[str], opening: int | None) -> list[HandSet]:
    """Read every `--set NAME=VALUE` or `NAME@2029-01=VALUE`. Raises Wrong for the first that cannot be read."""
    sets = [_read_set(text, opening) for text in texts]
    for place, one in enumerate(sets):
        if any((other.name, other.month) == (one.name, one.month) for other in sets[:place]):
            raise Wrong(
                f"{one.name} 在同一月份设定了两次。请只留一个，或用 {one.name}@2029-01=… 写明另一个从何时起。",
                f"{one.name} is set twice for one month. Keep one, or date the other as {one.name}@2029-01=….",
            )
    return sets


def _read_set(text: str, opening: int | None) -> HandSet:
    left, equals, written = text.partition("=")
    name, at, since = (part.strip() for part in left.partition("@"))
    if not equals or not name:
        example = "progression.years_per_grade=2"
        raise Wrong(
            f"--set {text} 缺少等号。请写成 NAME=VALUE，如 {example}。",
            f"--set {text} lacks its = sign. Write NAME=VALUE, as {example}.",
        )
    if name not in TERMS:
        near = meant(name, TERMS)
        raise Wrong(
            f"没有条款 {name}。" + (f"您是不是要写 {near}？" if near else "全部名称见 docs/terms.md。"),
            f"{name} is not a term. " + (f"Did you mean {near}?" if near else "docs/terms.md lists them all."),
        )
    return HandSet(name, _month(text, since) if at else opening, _plain(text, written))


def _month(text: str, since: str) -> int:
    try:
        return parse_month(since)
    except ValueError:
        raise Wrong(
            f"--set {text} 中 @ 后面不是年月。请写成 @2029-01。",
            f"--set {text} has no month after the @ sign. Write it as @2029-01.",
        ) from None


def _plain(text: str, written: str) -> object:
    """Read a value as YAML, every scalar as text: what it means, the provision's term says."""
    try:
        return YAML(typ="base", pure=True).load(written)
    except YAMLError:
        raise Wrong(
            f"--set {text} 的值读不懂。列表或映射要整个放进引号，如 --set '名称={{head: 1, deputy: 0}}'。",
            f"--set {text} has a value that cannot be read. "
            "Put lists and mappings in quotes, as --set 'NAME={head: 1, deputy: 0}'.",
        ) from None


def out_of_reach(sets: Sequence[str], opening: int, months: int) -> list[str]:
    """Return the hand-set provisions that begin only after the run has ended, each with its month."""
    late = [one for one in read_sets(sets, opening) if one.month is not None and one.month >= opening + months]
    return [f"{one.name}@{month_text(one.month or 0)}" for one in late]


def load_pack(text: str) -> Policy:
    """Return the policy of the pack that somebody means, ready to be projected: with posts and an opening."""
    law = load_policy(find_pack(text))
    if law.opening is None or not law.posts:
        raise Wrong(
            f"{law.name} 只供其他政策包引用，没有岗位，不能推演。{_packs_zh('')}",
            f"{law.name} is there for other packs to extend; without posts it cannot be projected. {_packs_en('')}",
        )
    return law


def _existing(file: str) -> Path:
    path = Path(file)
    if path.is_file():
        return path
    known = [found.as_posix() for found in known_proposals()]
    near = meant(path.stem, [Path(one).stem for one in known])
    way = next((one for one in known if Path(one).stem == near), None)
    raise Wrong(
        f"没有方案文件 {file}。" + (f"您是不是要写 {way}？" if way else "运行 simlib packs 查看已有的方案。"),
        f"There is no proposal file {file}. "
        + (f"Did you mean {way}?" if way else "simlib packs lists those there are."),
    )


def _packs_zh(text: str) -> str:
    near = meant(text, known_packs())
    return f"您是不是要写 {near}？" if near else f"已有的政策包：{'、'.join(known_packs()) or '无'}。"


def _packs_en(text: str) -> str:
    near = meant(text, known_packs())
    return f"Did you mean {near}?" if near else f"Known packs: {', '.join(known_packs()) or 'none'}."
